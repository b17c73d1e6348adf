"""The one codec for buttons and start links: an action as at most 64 characters of A–Z a–z 0–9 _ and -.

Buttons live for years: a tag is never given to another action.
"""

from collections.abc import Container
from dataclasses import fields
from typing import Any, get_args

from bot.core.articles import SECTIONS
from bot.core.review import REFUSALS
from bot.core.text import LANGUAGES
from bot.ui.actions import (
    Action,
    AskDay,
    AskQuestion,
    ChangeAnswer,
    ChooseLanguage,
    CitizenAction,
    GoHome,
    HideChat,
    MarkOptions,
    NoneOfThese,
    OpenAbout,
    OpenArticle,
    OpenChanges,
    OpenChecklist,
    OpenChecks,
    OpenContact,
    OpenContacts,
    OpenContactsFor,
    OpenEmergencies,
    OpenEmergency,
    OpenGroup,
    OpenGuide,
    OpenHelp,
    OpenOutcome,
    OpenSection,
    OpenSources,
    OpenTopic,
    RememberRegion,
    ReviewAnswers,
    SetLanguage,
    SharedOutcome,
    StartGuide,
)
from bot.ui.admin_actions import (
    AdminAction,
    AnswerBy,
    AskMerge,
    AskRefusal,
    AskSplit,
    ClaimCluster,
    CloseAnswered,
    ConfirmAnswerBy,
    FindAnswer,
    ListClusters,
    ListQuestions,
    MarkNoise,
    Merge,
    OpenCluster,
    OpenSending,
    PreviewAnswer,
    Refuse,
    ReleaseCluster,
    ResumeSending,
    SaveAnswer,
    Show,
    Split,
    StopSending,
    Undo,
    WriteAnswer,
)
from bot.ui.own_actions import (
    AskDeleteMine,
    DeleteMine,
    ExportMine,
    OpenMine,
    OpenPrivacy,
    OpenReply,
    OwnDeed,
    Rate,
    TellMe,
    Verdict,
    Withdraw,
)

LONGEST_DATA = 64

TAGS: dict[str, type[Action]] = {
    "h": GoHome, "t": OpenTopic, "v": OpenChecks, "u": OpenGroup, "a": OpenArticle, "s": OpenSection, "o": OpenSources,
    "d": AskDay,
    "g": StartGuide, "G": OpenGuide, "H": OpenHelp, "M": MarkOptions, "R": ReviewAnswers, "C": ChangeAnswer,
    "O": OpenOutcome, "K": OpenChecklist, "S": SharedOutcome, "q": AskQuestion, "n": NoneOfThese,
    "E": OpenEmergencies, "e": OpenEmergency, "x": HideChat, "i": OpenAbout, "c": OpenContacts,
    "f": OpenContactsFor, "p": OpenContact, "P": RememberRegion, "w": OpenChanges,
    "l": ChooseLanguage, "L": SetLanguage,
    "W": TellMe, "w2": Withdraw, "k": Rate, "A": OpenReply, "m": OpenMine, "X": ExportMine, "D": AskDeleteMine,
    "y": DeleteMine, "I": OpenPrivacy,
    "Q": ListQuestions,
    "rl": ListClusters, "ro": OpenCluster, "rc": ClaimCluster, "rg": ReleaseCluster, "rf": FindAnswer,
    "ra": AnswerBy, "rA": ConfirmAnswerBy, "rw": WriteAnswer, "rp": PreviewAnswer, "rs": SaveAnswer,
    "rn": AskRefusal, "rN": Refuse, "rz": MarkNoise, "rm": AskMerge, "rM": Merge, "rt": AskSplit, "rT": Split,
    "ru": Undo, "rx": CloseAnswered, "rq": OpenSending, "rQ": StopSending, "rR": ResumeSending,
}  # fmt: skip
# Tags of buttons that are gone: never to be given again.
RETIRED = frozenset({"r"})
_TAG_OF = {kind: tag for tag, kind in TAGS.items()}
_FIELDS_OF = {kind: tuple(field.name for field in fields(kind)) for kind in TAGS.values()}
_SECTION_LETTERS = dict(zip(SECTIONS, "womdsptrg", strict=True))
_CHOICES: dict[str, Container[str]] = {"show": get_args(Show), "phrases": ("y", "n")}
_REFUSAL_LETTERS = dict(zip(REFUSALS, "lbcu", strict=True))
_REFUSALS = {letter: refusal for refusal, letter in _REFUSAL_LETTERS.items()}
_SECTIONS = {letter: section for section, letter in _SECTION_LETTERS.items()}
_VERDICT_LETTERS: dict[Verdict, str] = {
    "helped": "h", "not_helped": "n", "law_changed": "l", "wrong_amount": "a", "unclear": "u", "not_my_case": "c",
}  # fmt: skip
_VERDICTS = {letter: verdict for verdict, letter in _VERDICT_LETTERS.items()}


def encode(action: Action) -> str:
    """The data of a button or start link.

    >>> encode(OpenGuide("flooded-home", "3f2a", "01"))
    'G_flooded-home_3f2a_01'
    """
    parts = [_TAG_OF[type(action)]]
    for name in _FIELDS_OF[type(action)]:
        value = getattr(action, name)
        if name == "then":
            parts.append(encode(value))
        elif name == "section":
            parts.append(_SECTION_LETTERS[value])
        elif name == "refusal":
            parts.append(_REFUSAL_LETTERS[value])
        elif name == "verdict":
            parts.append(_VERDICT_LETTERS[value])
        else:
            parts.append("" if value is None else str(value))
    return "_".join(parts).rstrip("_") or parts[0]


def decode(data: str) -> Action | None:
    """The action behind a button, or None for one that this version does not know.

    >>> decode("t_benefits")
    OpenTopic(topic_id='benefits')
    >>> decode("from-another-version")
    """
    if not data.isascii():
        return None
    tag, _, rest = data.partition("_")
    kind: Any = TAGS.get(tag)
    if kind is None or len(data) > LONGEST_DATA:
        return None
    names = _FIELDS_OF[kind]
    parts = rest.split("_", len(names) - 1) if names else []
    if (rest and not names) or len(parts) > len(names):
        return None
    parts += [""] * (len(names) - len(parts))
    try:
        action: Action = kind(**{name: _read(name, part) for name, part in zip(names, parts, strict=True)})
    except (ValueError, KeyError):
        return None
    return action if _can_be_shown(action) else None


def _can_be_shown(action: Action) -> bool:
    """Whether its screen could lead to itself in another language, as every screen does: forged ones may be long."""
    if not isinstance(action, CitizenAction) or isinstance(action, SetLanguage | ChooseLanguage):
        return True
    return len(encode(SetLanguage("kk", action))) <= LONGEST_DATA


def _read(name: str, part: str) -> Any:
    if name == "then":
        then = decode(part)
        if then is None or isinstance(then, SetLanguage | ChooseLanguage | AdminAction | OwnDeed):
            raise ValueError("no action to go on with")
        return then
    if name == "section":
        return _SECTIONS[part]
    if name == "refusal":
        return _REFUSALS[part]
    if name == "verdict":
        return _VERDICTS[part]
    if name == "position" and not part:
        return None
    if name in ("position", "place", "page", "question_id", "cluster_id", "into"):
        if len(part) > 12 or not (part or "0").isascii():
            raise ValueError("no number")
        number = int(part or 0)
        if number < 0:
            raise ValueError("no number below zero")
        return number
    if name == "language" and part not in LANGUAGES:
        raise ValueError("no such language")
    if name in _CHOICES and part not in _CHOICES[name]:
        raise ValueError("no such choice")
    if "_" in part or not (part or name in ("answers", "marks", "digest", "region", "topic_id", "outcome_id", "seal")):
        raise ValueError("a part is missing or too many")
    return part


def longest_guide_data(guide_id: str, letters: int) -> int:
    """The most characters that a button of this guide can take: an answer being changed, inside a language choice."""
    digest, answers = "0" * 4, "0" * letters
    changing = (ChangeAnswer(guide_id, digest, answers, 9), OpenChecklist(guide_id, digest, answers, 9))
    return max(len(encode(SetLanguage("kk", action))) for action in changing)


def longest_outcome_data(guide_id: str, outcome_id: str) -> int:
    """The most characters that a button of this outcome can take: shared inside a language choice, or rated."""
    shared = SetLanguage("kk", SharedOutcome(guide_id, outcome_id))
    return max(len(encode(shared)), len(encode(Rate(guide_id, outcome_id, "not_helped"))))
