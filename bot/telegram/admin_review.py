"""The review in the chat: an admin's action, carried out at the desk, becomes the next screen."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC
from typing import assert_never

from bot.core.review import Cluster, Wanted
from bot.core.terms import KAZAKHSTAN
from bot.editing.changes import FileChange
from bot.editing.places import CannotEdit
from bot.review.desk import Desk
from bot.review.edits import LONGEST_REPLY, problem_of
from bot.review.outcomes import Outcome, shown
from bot.telegram.services import Services, Visit
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
from bot.ui.reader import Reader
from bot.ui.screens import review, review_steps, sending
from bot.ui.screens.review import Admin
from bot.ui.view import View

_WANTED: dict[Show, Wanted] = {
    "open": Wanted(),
    "proposed": Wanted(proposed=True),
    "closed": Wanted(("answered", "replied", "not_for_us")),
    "noise": Wanted(("noise",)),
}
_FOUND, _TO_MERGE = 6, 50
_PLACED_WITHIN = 2.0  # seconds


@dataclass(frozen=True)
class Shown:
    """The next screen, and files that go with it: name and text."""

    view: View
    files: tuple[tuple[str, str], ...] = ()


class Review:
    """One admin's action at a time. Every method raises StoreUnavailable."""

    def __init__(self, services: Services) -> None:
        self._services = services

    @property
    def _desk(self) -> Desk:
        return self._services.desk

    async def carry_out(self, here: Visit, admin_id: int, action: AdminAction) -> Shown:  # noqa: PLR0912  # one case an action
        reader, desk = here.reader, self._desk
        match action:
            case ListQuestions():
                return await self._queue(reader, ListClusters(0))
            case ListClusters():
                return await self._queue(reader, action)
            case OpenCluster(cluster_id):
                return await self._cluster(reader, admin_id, cluster_id)
            case ClaimCluster(cluster_id):
                return await self._claim(reader, admin_id, cluster_id)
            case ReleaseCluster(cluster_id):
                await desk.release(admin_id, cluster_id)
                return await self._cluster(reader, admin_id, cluster_id)
            case ConfirmAnswerBy(cluster_id, article_id, phrases):
                return await self._told(reader, await desk.answer_by(admin_id, cluster_id, article_id, phrases == "y"))
            case SaveAnswer(cluster_id, topic_id):
                return await self._told(reader, await desk.reply(admin_id, cluster_id, topic_id))
            case Refuse(cluster_id, refusal):
                return await self._told(reader, await desk.refuse(admin_id, cluster_id, refusal))
            case MarkNoise(cluster_id):
                return await self._told(reader, await desk.mark_noise(admin_id, cluster_id))
            case Merge(cluster_id, into):
                return await self._told(reader, await desk.merge(admin_id, cluster_id, into))
            case Split(question_id):
                return await self._told(reader, await desk.split(admin_id, question_id))
            case Undo(cluster_id):
                return await self._told(reader, await desk.undo(admin_id, cluster_id), undoable=False)
            case CloseAnswered(cluster_id):
                return await self._told(reader, await desk.close_answered(admin_id, cluster_id))
            case OpenSending():
                return await self._sending(reader)
            case StopSending():
                await desk.stop_sending(admin_id)
                return await self._sending(reader)
            case ResumeSending():
                await desk.resume_sending(admin_id)
                return await self._sending(reader)
            case (
                FindAnswer() | AnswerBy() | WriteAnswer() | PreviewAnswer() | AskRefusal() | AskMerge() | AskSplit()
            ):  # fmt: skip
                return await self._ask(reader, admin_id, action)
            case _:
                assert_never(action)

    async def typed(self, here: Visit, admin_id: int, screen: FindAnswer | WriteAnswer, text: str) -> Shown:
        """What an admin typed at a screen that asks for it: words to look for, or the answer."""
        if isinstance(screen, FindAnswer):
            hits = here.edition.search.find(text).hits[:_FOUND]
            return Shown(review_steps.found(here.reader, screen.cluster_id, [hit.id for hit in hits]))
        outcome = await self._desk.write(admin_id, screen.cluster_id, text)
        if outcome.done:
            return await self._ask(here.reader, admin_id, PreviewAnswer(screen.cluster_id, ""))
        return await self._told(here.reader, outcome)

    async def _queue(self, reader: Reader, action: ListClusters) -> Shown:
        # A queue of long ago takes a while to place; what is not placed by then is on the list the next time.
        await asyncio.wait({self._desk.place_soon()}, timeout=_PLACED_WITHIN)
        wanted, size = _WANTED[action.show], review.A_PAGE
        clusters, count = await self._desk.clusters(wanted, size, action.page * size)
        if not clusters and action.page:
            return await self._queue(reader, ListClusters((count - 1) // size if count else 0, action.show))
        _, proposed = await self._desk.clusters(_WANTED["proposed"], 1, 0)
        stopped = await self._services.store.sending_stop() is not None
        return Shown(review.queue(reader, clusters, count, action, proposed, stopped))

    async def _sending(self, reader: Reader) -> Shown:
        stop = await self._services.store.sending_stop()
        waiting = await self._services.store.promises_due(self._services.clock().astimezone(UTC))
        at = stop.at.astimezone(KAZAKHSTAN) if stop else None
        return Shown(sending.sending(reader, stop, at, waiting))

    async def _cluster(self, reader: Reader, admin_id: int, cluster_id: int) -> Shown:
        cluster = await self._desk.cluster(cluster_id)
        if cluster is None:
            return self._gone(reader)
        return Shown(review.cluster(reader, cluster, self._admin(admin_id)))

    async def _claim(self, reader: Reader, admin_id: int, cluster_id: int) -> Shown:
        await self._desk.claim(admin_id, cluster_id)
        return await self._cluster(reader, admin_id, cluster_id)

    async def _ask(
        self, reader: Reader, admin_id: int,
        action: FindAnswer | AnswerBy | WriteAnswer | PreviewAnswer | AskRefusal | AskMerge | AskSplit,
    ) -> Shown:  # fmt: skip
        """What is asked before a deed; only of who may do it, as long as there is something to do."""
        cluster = await self._desk.cluster(action.cluster_id)
        if cluster is None:
            return self._gone(reader)
        if cluster.state != "open" or not self._admin(admin_id).may_act(cluster):
            return await self._cluster(reader, admin_id, action.cluster_id)
        match action:
            case FindAnswer(cluster_id):
                return Shown(review_steps.find(reader, cluster_id))
            case WriteAnswer(cluster_id):
                return Shown(review_steps.write(reader, cluster_id, LONGEST_REPLY))
            case AskRefusal(cluster_id):
                return Shown(review_steps.ask_refusal(reader, cluster_id))
            case AskSplit():
                return Shown(review_steps.ask_split(reader, cluster))
            case AskMerge():
                others, _ = await self._desk.clusters(Wanted(), _TO_MERGE, 0)
                return Shown(review_steps.ask_merge(reader, cluster, [one for one in others if one.id != cluster.id]))
            case AnswerBy() | PreviewAnswer():
                return await self._changes(reader, cluster, action)
            case _:
                assert_never(action)

    async def _changes(self, reader: Reader, cluster: Cluster, action: AnswerBy | PreviewAnswer) -> Shown:
        """The diff before anything is written; a long one as a file."""
        try:
            if isinstance(action, AnswerBy):
                if action.article_id not in reader.knowledge.published.keys() | reader.knowledge.guides.keys():
                    return self._gone(reader)
                diff = shown(await self._desk.phrase_changes(cluster.id, action.article_id))
                view = review_steps.joining(reader, cluster.id, action.article_id, diff)
            else:
                if problem := problem_of(self._desk.reply_of(cluster.pending or "")):
                    return await self._told(reader, Outcome(problem, cluster.id))
                topic_id = action.topic_id or _topic(reader, cluster)
                diff = shown(await self._desk.draft_changes(cluster.id, topic_id))
                view = review_steps.preview(reader, cluster.id, topic_id, diff)
        except CannotEdit as problem:
            return await self._told(reader, Outcome("cannot", cluster.id, reason=problem.said))
        return Shown(view, () if review_steps.fits(diff) else (("changes.diff", diff),))

    async def _told(self, reader: Reader, outcome: Outcome, undoable: bool = True) -> Shown:
        """What became of a deed."""
        phrases = reader.phrases
        if outcome.done:
            assert outcome.cluster_id, "a deed is done to a cluster"
            cluster = await self._desk.cluster(outcome.cluster_id)
            told = cluster.waiting if cluster and cluster.state in ("answered", "replied", "not_for_us") else 0
            names = [change.path.as_posix() for change in outcome.changes]
            stopped = await self._services.store.sending_stop() is not None
            return Shown(
                review_steps.done(reader, outcome.cluster_id, told, names, outcome.files_stay, undoable, stopped)
            )
        if outcome.what in ("no_source", "too_long", "nothing_written"):
            assert outcome.cluster_id, "it was written for a cluster"
            return Shown(review_steps.missing(reader, outcome.cluster_id, outcome.what, LONGEST_REPLY))
        text = str(getattr(phrases, f"review_{outcome.what}"))
        reasons = "\n".join(outcome.why(reader.language))[: review_steps.LONGEST_DIFF]
        claimed_by = review.last_digits(outcome.claimed_by) if outcome.claimed_by else ""
        view = review_steps.refused(reader, text, outcome.cluster_id, reasons=reasons, id=claimed_by)
        return Shown(view, _files(outcome.changes) if outcome.what == "read_only" else ())

    def _gone(self, reader: Reader) -> Shown:
        return Shown(review_steps.refused(reader, reader.phrases.review_gone, None))

    def _admin(self, admin_id: int) -> Admin:
        return Admin(admin_id, admin_id in self._services.owner_ids)


def _files(changes: Sequence[FileChange]) -> tuple[tuple[str, str], ...]:
    """The changed files to pass on: a name that says the folder, with the text as it must be."""
    return tuple(
        ("__".join(change.path.parts), change.after) for change in changes if change.after is not None
    )  # fmt: skip


def _topic(reader: Reader, cluster: Cluster) -> str:
    """The topic of the nearest entry, where people see it; else the first."""
    topics = reader.knowledge.visible_topics
    near = (reader.knowledge.topic_of.get(one, "") for one in cluster.nearest)
    return next((one for one in near if one in topics), None) or next(iter(topics))
