"""One cluster: what was asked, what comes near, and everything that an admin can do about it."""

from collections.abc import Awaitable, Sequence

from markupsafe import Markup
from starlette.responses import PlainTextResponse, Response

from bot.core.review import REFUSALS, Cluster, Wanted
from bot.core.search.hits import Hit
from bot.editing.changes import FileChange, diff
from bot.editing.places import CannotEdit
from bot.review.outcomes import Outcome
from bot.web.console.outcomes import sentence
from bot.web.console.parts import Visit

_FOUND, _OTHERS = 8, 50


async def cluster(visit: Visit) -> Response:
    """The cluster and its actions; ?find= adds answers that these words find."""
    shown = await visit.console.desk.cluster(visit.cluster_id)
    if shown is None:
        return _gone(visit)
    others, _ = await visit.console.desk.clusters(Wanted(), _OTHERS, 0)
    near = set(shown.nearest)
    others = sorted((one for one in others if one.id != shown.id), key=lambda one: near.isdisjoint(one.nearest))
    words = visit.request.query_params.get("find", "").strip()[:200]
    return visit.show(
        "cluster.html", cluster=shown, choices=_choices(visit, shown, words), find=words, others=others,
        refusals=REFUSALS, refusal_said=visit.reader.phrases.refusal, closes=shown.proposed in visit.base.articles,
    )  # fmt: skip


async def answer(visit: Visit) -> Response:
    """An answer that is there already, and what joining the wordings to it would write."""
    shown = await visit.console.desk.cluster(visit.cluster_id)
    chosen = visit.request.query_params.get("article", "")
    text = _opening(visit, chosen)
    if shown is None or text is None:
        return _gone(visit)
    changes, problem = await _tried(visit, visit.console.desk.phrase_changes(shown.id, chosen))
    return visit.show(
        "answer.html", cluster=shown, chosen=chosen, text=text,
        diff=diff(changes), problem=problem,
    )  # fmt: skip


async def reply(visit: Visit) -> Response:
    """The answer that was written, as those who wait will read it, and the article that it becomes."""
    shown = await visit.console.desk.cluster(visit.cluster_id)
    if shown is None or not shown.pending:
        return _gone(visit)
    topics = visit.base.visible_topics
    chosen = visit.request.query_params.get("topic", "")
    if chosen not in topics:
        chosen = _likely_topic(visit, shown)
    changes, problem = await _tried(visit, visit.console.desk.draft_changes(shown.id, chosen))
    return visit.show(
        "reply.html", cluster=shown, topics=topics, topic=chosen, diff=diff(changes), problem=problem,
        title_of=lambda one: visit.reader.label(topics[one].title),
    )  # fmt: skip


async def claim(visit: Visit) -> Response:
    done = await visit.console.desk.claim(visit.session.admin_id, visit.cluster_id)
    return _back(visit, visit.words.done_claimed if done else visit.words.outcome_not_yours)


async def release(visit: Visit) -> Response:
    done = await visit.console.desk.release(visit.session.admin_id, visit.cluster_id)
    return _back(visit, visit.words.done_released if done else visit.words.outcome_not_yours)


async def answer_by(visit: Visit) -> Response:
    """Confirmed on the page with the diff."""
    phrases = visit.form.get("with_phrases") == "1"
    outcome = await visit.console.desk.answer_by(
        visit.session.admin_id, visit.cluster_id, visit.form.get("article", ""), phrases
    )
    return _told(visit, outcome, visit.words.done_answered)


async def write(visit: Visit) -> Response:
    """Keep the text, and show what it becomes. A text that lacks something stays in its field."""
    text = visit.form.get("text", "").replace("\r\n", "\n").strip()
    outcome = await visit.console.desk.write(visit.session.admin_id, visit.cluster_id, text)
    if outcome.done:
        return visit.go(f"/console/cluster/{visit.cluster_id}/reply")
    return _told(visit, outcome, "")


async def save_reply(visit: Visit) -> Response:
    outcome = await visit.console.desk.reply(visit.session.admin_id, visit.cluster_id, visit.form.get("topic", ""))
    return _told(visit, outcome, visit.words.done_replied)


async def close(visit: Visit) -> Response:
    """What was proposed is right."""
    outcome = await visit.console.desk.close_answered(visit.session.admin_id, visit.cluster_id)
    return _told(visit, outcome, visit.words.done_answered)


async def refuse(visit: Visit) -> Response:
    reason = visit.form.get("refusal")
    if reason not in REFUSALS:
        return _back(visit, visit.words.choose_reason)
    outcome = await visit.console.desk.refuse(visit.session.admin_id, visit.cluster_id, reason)
    return _told(visit, outcome, visit.words.done_refused)


async def noise(visit: Visit) -> Response:
    outcome = await visit.console.desk.mark_noise(visit.session.admin_id, visit.cluster_id)
    return _told(visit, outcome, visit.words.done_noise)


async def merge(visit: Visit) -> Response:
    into = visit.form.get("into", "")
    if not into.isdecimal() or len(into) > 15:
        return _back(visit, visit.words.choose_cluster)
    outcome = await visit.console.desk.merge(visit.session.admin_id, visit.cluster_id, int(into))
    return _told(visit, outcome, visit.words.done_merged)


async def split(visit: Visit) -> Response:
    question = visit.form.get("question", "")
    if not question.isdecimal() or len(question) > 15:
        return _back(visit, visit.words.outcome_gone)
    outcome = await visit.console.desk.split(visit.session.admin_id, int(question))
    return _told(visit, outcome, visit.words.done_split)


async def undo(visit: Visit) -> Response:
    outcome = await visit.console.desk.undo(visit.session.admin_id, visit.cluster_id)
    return _told(visit, outcome, visit.words.done_undone)


async def files(visit: Visit) -> Response:
    """What a read-only folder did not take, to be passed on to somebody who can put it there."""
    return visit.show("files.html", files=visit.session.files, diff=diff(visit.session.files))


async def file(visit: Visit) -> Response:
    """One of these files, whole."""
    number = int(visit.request.path_params["number"])
    if number >= len(visit.session.files):
        return _gone(visit)
    change = visit.session.files[number]
    disposition = f'attachment; filename="{change.path.name}"'
    return PlainTextResponse(change.after or "", headers={"Content-Disposition": disposition})


def _choices(visit: Visit, shown: Cluster, words: str) -> Sequence[str]:
    """Ids of answers to choose from: found by words, proposed, nearest."""
    search = visit.console.library.edition.search
    hits: Sequence[Hit] = search.find(words).hits[:_FOUND] if words else ()
    ids = (*(hit.id for hit in hits), *((shown.proposed,) if shown.proposed else ()), *shown.nearest)
    known = visit.base.published.keys() | visit.base.guides.keys()
    return [one for one in dict.fromkeys(ids) if one in known]


def _opening(visit: Visit, entry_id: str) -> Markup | None:
    """How an answer begins, as citizens read it; None where there is no such answer."""
    if article := visit.base.published.get(entry_id):
        return Markup(visit.reader.text(article.short, article.amounts))
    guide = visit.base.guides.get(entry_id)
    return Markup(visit.reader.text(guide.intro)) if guide else None


def _likely_topic(visit: Visit, shown: Cluster) -> str:
    return next((visit.base.topic_of[one] for one in shown.nearest if one in visit.base.topic_of), "") or next(
        iter(visit.base.visible_topics)
    )


async def _tried(visit: Visit, changes: Awaitable[list[FileChange]]) -> tuple[Sequence[FileChange], str | None]:
    try:
        return await changes, None
    except CannotEdit as problem:
        return (), problem.told(visit.language)


def _gone(visit: Visit) -> Response:
    return visit.show("refused.html", 404, text=visit.words.outcome_gone)


def _back(visit: Visit, told: str) -> Response:
    return visit.go(f"/console/cluster/{visit.cluster_id}", told)


def _told(visit: Visit, outcome: Outcome, done: str) -> Response:
    """The page on which the admin goes on, with a sentence of what became of it."""
    told = sentence(visit.words, visit.language, outcome, done)
    if outcome.what == "read_only" and outcome.changes:
        visit.session.files = outcome.changes
        return visit.go("/console/files", told)
    return visit.go(f"/console/cluster/{outcome.cluster_id or visit.cluster_id}", told)
