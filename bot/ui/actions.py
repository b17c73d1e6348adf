"""What a button can do: one frozen class a kind. Everything that the press needs is in it."""

from dataclasses import dataclass

from bot.core.articles import Section
from bot.core.text import Language
from bot.ui.admin_actions import AdminAction
from bot.ui.own_actions import AskDeleteMine, OpenPrivacy, OwnAction


@dataclass(frozen=True)
class GoHome:
    """The first screen."""


@dataclass(frozen=True)
class OpenTopic:
    topic_id: str


@dataclass(frozen=True)
class OpenChecks:
    """All checks of a topic."""

    topic_id: str


@dataclass(frozen=True)
class OpenGroup:
    topic_id: str
    group_id: str


@dataclass(frozen=True)
class OpenArticle:
    article_id: str


@dataclass(frozen=True)
class OpenSection:
    article_id: str
    section: Section


@dataclass(frozen=True)
class OpenSources:
    """Where an article's statements come from, and what the magazine said."""

    article_id: str


@dataclass(frozen=True)
class AskDay:
    """Ask from which day a term runs, to compute the last one."""

    article_id: str
    deadline_id: str


@dataclass(frozen=True)
class StartGuide:
    """The first question, whatever version the guide is in."""

    guide_id: str


@dataclass(frozen=True)
class OpenGuide:
    """The step or the outcomes to which these answers lead."""

    guide_id: str
    digest: str
    answers: str


@dataclass(frozen=True)
class OpenHelp:
    """The same step with its help line."""

    guide_id: str
    digest: str
    answers: str


@dataclass(frozen=True)
class MarkOptions:
    """A step of several choices with these options marked. `position` is set while an earlier answer is changed."""

    guide_id: str
    digest: str
    answers: str
    marks: str
    position: int | None = None


@dataclass(frozen=True)
class ReviewAnswers:
    guide_id: str
    digest: str
    answers: str


@dataclass(frozen=True)
class ChangeAnswer:
    """Ask the step at this position again, and keep the other answers."""

    guide_id: str
    digest: str
    answers: str
    position: int


@dataclass(frozen=True)
class OpenOutcome:
    """One of several outcomes, by its place among them."""

    guide_id: str
    digest: str
    answers: str
    place: int


@dataclass(frozen=True)
class OpenChecklist:
    guide_id: str
    digest: str
    answers: str
    place: int


@dataclass(frozen=True)
class SharedOutcome:
    """An outcome that somebody shared: named, without the sharer's answers."""

    guide_id: str
    outcome_id: str


@dataclass(frozen=True)
class AskQuestion:
    """How to ask in one's own words."""


@dataclass(frozen=True)
class NoneOfThese:
    """None of the suggestions fits the question kept under this number."""

    question_id: int
    seal: str = ""


@dataclass(frozen=True)
class OpenEmergencies:
    """All emergency numbers."""


@dataclass(frozen=True)
class OpenEmergency:
    emergency_id: str


@dataclass(frozen=True)
class HideChat:
    """Delete the recent messages."""


@dataclass(frozen=True)
class OpenAbout:
    """Who answers here, and what is kept."""


@dataclass(frozen=True)
class OpenContacts:
    """Organisations and numbers, by what they do."""


@dataclass(frozen=True)
class OpenContactsFor:
    """Those who help with one thing, in one region or everywhere."""

    serves: str
    region: str
    page: int = 0


@dataclass(frozen=True)
class RememberRegion:
    """Show this region's contacts first from now on; an empty region is forgotten."""

    serves: str
    region: str


@dataclass(frozen=True)
class OpenContact:
    contact_id: str


@dataclass(frozen=True)
class OpenChanges:
    """What the magazine of 2024 said and what the law says now, topic by topic."""

    topic_id: str
    page: int


@dataclass(frozen=True)
class ChooseLanguage:
    then: "CitizenAction"


@dataclass(frozen=True)
class SetLanguage:
    language: Language
    then: "CitizenAction"


GuideAction = (
    StartGuide | OpenGuide | OpenHelp | MarkOptions | ReviewAnswers | ChangeAnswer | OpenOutcome | OpenChecklist
)
CitizenAction = (
    GoHome | OpenTopic | OpenChecks | OpenGroup | OpenArticle | OpenSection | OpenSources | AskDay | GuideAction
    | SharedOutcome | AskQuestion | NoneOfThese | OpenEmergencies | OpenEmergency | HideChat | OpenAbout | OpenContacts
    | OpenContactsFor | RememberRegion | OpenContact | OpenChanges | ChooseLanguage | SetLanguage
    | OwnAction | AskDeleteMine | OpenPrivacy
)  # fmt: skip
Action = CitizenAction | AdminAction
