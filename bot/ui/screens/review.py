"""What admins see of the queue: the list of clusters, and one cluster with everything that can be done about it."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.review import Cluster, Question
from bot.ui.actions import GoHome
from bot.ui.admin_actions import (
    AnswerBy,
    AskMerge,
    AskRefusal,
    AskSplit,
    ClaimCluster,
    CloseAnswered,
    FindAnswer,
    ListClusters,
    MarkNoise,
    OpenCluster,
    OpenSending,
    PreviewAnswer,
    ReleaseCluster,
    Show,
    Undo,
    WriteAnswer,
)
from bot.ui.html import Html, bold, lines, paragraphs, plain
from bot.ui.reader import Reader
from bot.ui.view import Button, Row, View, button, column, pairs

A_PAGE = 5
_WORDINGS, _NEAREST = 5, 3
_LABEL = 40
_SHOWN_TEXT, _PENDING = 300, 600


@dataclass(frozen=True)
class Admin:
    """Who looks: owners may also take over what somebody else has."""

    id: int
    owner: bool

    def may_act(self, cluster: Cluster) -> bool:
        return cluster.claimed_by in (None, self.id)


def queue(
    reader: Reader, clusters: Sequence[Cluster], count: int, here: ListClusters, proposed: int, stopped: bool
) -> View:
    """One page of clusters, those for which most people wait first. `stopped`: those who wait are not told now."""
    phrases = reader.phrases
    titles = {
        "open": phrases.review_title, "proposed": phrases.review_title_proposed, "closed": phrases.review_title_closed,
        "noise": phrases.review_title_noise,
    }  # fmt: skip
    first = here.page * A_PAGE + 1
    listed = [
        lines(bold(plain(f"{number}. {figures(reader, one)}")), plain(cut(name(reader, one), _SHOWN_TEXT)))
        for number, one in enumerate(clusters, first)
    ]
    buttons = [
        button(cut(f"{number}. {name(reader, one)}", _LABEL), OpenCluster(one.id))
        for number, one in enumerate(clusters, first)
    ]
    turns = [button(phrases.previous_page, ListClusters(here.page - 1, here.show))] if here.page else []
    if count > (here.page + 1) * A_PAGE:
        turns.append(button(phrases.next_page, ListClusters(here.page + 1, here.show)))
    others: dict[Show, str] = {
        "open": phrases.review_open, "proposed": phrases.review_proposed_list.format(count=proposed),
        "closed": phrases.review_closed_list, "noise": phrases.review_noise_list,
    }  # fmt: skip
    lists = [
        button(label, ListClusters(0, show))
        for show, label in others.items()
        if show != here.show and (show != "proposed" or proposed)
    ]
    text = paragraphs(
        bold(reader.say(titles[here.show], count=count)), *(listed or [plain(phrases.review_none)])
    )  # fmt: skip
    sending = button(phrases.sending_open_stopped if stopped else phrases.sending_open, OpenSending())
    back = [button(phrases.back, ListClusters(0))] if here != ListClusters(0) else []
    return View(text, (*column(*buttons), *pairs(*turns), *pairs(*lists, sending), (*back, _home(reader))))


def cluster(reader: Reader, found: Cluster, admin: Admin) -> View:
    """One cluster: what was asked, who has it, and one button a deed."""
    phrases = reader.phrases
    more = len(found.questions) - _WORDINGS
    asked = reader.say(
        phrases.review_asked, times=found.times, date=reader.day(found.since.date()),
        last=reader.day(found.last_asked_at.date()), waiting=found.waiting,
    )  # fmt: skip
    text = paragraphs(
        asked,
        lines(*(wording(reader, one) for one in found.questions[:_WORDINGS])),
        reader.say(phrases.review_more, count=more) if more > 0 else None,
        _claim(reader, found, admin),
        _state(reader, found),
        lines(bold(plain(phrases.review_pending)), plain(cut(found.pending, _PENDING))) if found.pending else None,
    )
    return View(text, (*_rows(reader, found, admin), frame(reader, ListClusters(0))))


def _rows(reader: Reader, found: Cluster, admin: Admin) -> tuple[Row, ...]:
    phrases = reader.phrases
    if not admin.may_act(found):
        taking = [button(phrases.review_claim, ClaimCluster(found.id)),
                  button(phrases.review_release, ReleaseCluster(found.id))]  # fmt: skip
        return pairs(*taking) if admin.owner else ()
    if found.state != "open":
        return column(button(phrases.review_undo, Undo(found.id)))
    closing = []
    if found.proposed in reader.knowledge.articles:
        closing = [button(cut(phrases.review_close.format(title=title(reader, found.proposed)), _LABEL),
                          CloseAnswered(found.id))]  # fmt: skip
    split = [button(phrases.review_split, AskSplit(found.id))] if len(found.questions) > 1 else []
    pending = [button(f"👁 {phrases.console.write_button}", PreviewAnswer(found.id, ""))] if found.pending else []
    mine = found.claimed_by == admin.id
    return (
        *column(*closing, *pending, *answers(reader, found.id, found.nearest[:_NEAREST])),
        *pairs(
            button(phrases.review_find, FindAnswer(found.id)),
            button(phrases.review_write, WriteAnswer(found.id)),
            button(phrases.review_refuse, AskRefusal(found.id)),
            button(phrases.review_noise, MarkNoise(found.id)),
            button(phrases.review_merge, AskMerge(found.id)),
            *split,
            button(phrases.review_release, ReleaseCluster(found.id))
            if mine
            else button(phrases.review_claim, ClaimCluster(found.id)),
        ),
    )


def answers(reader: Reader, cluster_id: int, entry_ids: Sequence[str]) -> list[Button]:
    """Entries that may be the answer, one button each."""
    known = [one for one in entry_ids if one in reader.knowledge.published or one in reader.knowledge.guides]
    return [button(cut(f"✅ {title(reader, one)}", _LABEL), AnswerBy(cluster_id, one)) for one in known]


def _claim(reader: Reader, found: Cluster, admin: Admin) -> Html | None:
    if found.claimed_by is None:
        return None
    if found.claimed_by == admin.id:
        return plain(reader.phrases.review_yours)
    return reader.say(reader.phrases.review_taken, id=last_digits(found.claimed_by))


def _state(reader: Reader, found: Cluster) -> Html | None:
    phrases = reader.phrases
    if found.state == "answered":
        return reader.say(phrases.review_answered, title=title(reader, found.article_id))
    if found.state == "replied":
        return reader.say(phrases.review_replied, title=title(reader, found.article_id))
    if found.state == "not_for_us":
        reason = phrases.refusal(found.refusal) if found.refusal else "–"
        return reader.say(phrases.review_not_for_us, reason=reason)
    if found.state == "noise":
        return plain(phrases.review_noise_state)
    if found.proposed and found.proposed not in reader.knowledge.articles:
        return plain(phrases.review_file_awaited)
    return reader.say(phrases.review_proposed, title=title(reader, found.proposed)) if found.proposed else None


def wording(reader: Reader, question: Question) -> Html:
    """A wording with its language and how often it came."""
    said = complaint(reader, question) if question.complaint else cut(question.text, _SHOWN_TEXT)
    return Html(f"• {plain(said)} ({question.language} ×{question.times})")


def name(reader: Reader, found: Cluster) -> str:
    """What a cluster is called: its most asked wording."""
    first = found.questions[0] if found.questions else None
    if first is None:
        return "–"
    return complaint(reader, first) if first.complaint else " ".join(first.text.split())


def complaint(reader: Reader, question: Question) -> str:
    """A "did not help": under what, and why."""
    entry_id, _, outcome_id = (question.about or "").partition("/")
    named = title(reader, entry_id)
    guide = reader.knowledge.guides.get(entry_id)
    if guide and outcome_id in guide.outcomes:
        named = f"{named} → {guide.outcomes[outcome_id].verdict[reader.language]}"
    reason = getattr(reader.phrases, f"review_{question.complaint}")
    return reader.phrases.review_complaint.format(title=named, reason=reason)


def figures(reader: Reader, found: Cluster) -> str:
    """How often, how many wait, since when, and whether somebody has it: ×7 · 🔔3 · since 20.11 · 🙋."""
    since = reader.phrases.review_since.format(date=f"{found.since:%d.%m}")
    marks = [f"×{found.times}", f"🔔{found.waiting}" if found.waiting else "", since, "🙋" if found.claimed_by else ""]
    return " · ".join(filter(None, marks))


def title(reader: Reader, entry_id: str | None) -> str:
    """What an article or guide is called on a button; its id where it is gone."""
    entry = reader.knowledge.articles.get(entry_id or "") or reader.knowledge.guides.get(entry_id or "")
    return reader.label(entry.label) if entry else entry_id or "–"


def last_digits(admin_id: int) -> str:
    """Enough of an admin's id for those who know each other."""
    return str(admin_id)[-4:]


def cut(text: str, most: int) -> str:
    """At most so many characters."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def frame(reader: Reader, back: ListClusters | OpenCluster) -> Row:
    """The last row of an admin's screen."""
    return (button(reader.phrases.back, back), _home(reader))


def home_row(reader: Reader) -> Row:
    """The last row of what an admin is told unasked."""
    return (_home(reader),)


def _home(reader: Reader) -> Button:
    return button(reader.phrases.home, GoHome())
