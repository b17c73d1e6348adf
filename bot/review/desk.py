"""What admins can do with the queue, whether in the chat or on a page. Every deed is in the audit log."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.core.review import Cluster, Deed, Refusal, State, Wanted
from bot.core.store import Store, StoreUnavailable
from bot.editing.changes import FileChange
from bot.loader.library import Library
from bot.review.edits import Written, draft_changes, phrase_changes, problem_of, read_reply
from bot.review.files import Files
from bot.review.outcomes import Outcome
from bot.review.placing import Placing
from bot.review.undoing import Done, Undoing

log = logging.getLogger(__name__)

_KAZAKHSTAN = ZoneInfo("Asia/Almaty")
_Act = Callable[[Cluster], Awaitable[Outcome]]


class Desk:
    """The desk at which all admins sit. Every method raises StoreUnavailable."""

    def __init__(
        self,
        library: Library,
        store: Store,
        knowledge_dir: Path,
        clock: Callable[[], datetime],
        owner_ids: frozenset[int],
    ) -> None:
        self._library, self._store, self._clock, self._owner_ids = library, store, clock, owner_ids
        self._files = Files(knowledge_dir)
        self._placing = Placing(library, store, clock)
        self._undoing = Undoing(store, clock, self._files)
        self._turns: defaultdict[int, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._soon: asyncio.Task[None] | None = None

    # the queue

    async def place_new(self) -> None:
        """Every unplaced question into its cluster; what could not be placed is placed the next time."""
        await self._placing.place_new()

    def place_soon(self) -> asyncio.Task[None]:
        """The same beside what is going on: nobody has to wait for it, and nothing is lost when it fails."""
        if self._soon is None or self._soon.done():
            self._soon = asyncio.get_running_loop().create_task(self._place_quietly(), name="placing")
        return self._soon

    async def _place_quietly(self) -> None:
        try:
            await self.place_new()
        except StoreUnavailable as problem:
            log.warning("new questions are placed later: %s", problem)
        except Exception:
            log.exception("new questions could not be placed")

    async def ask_again(self) -> int:
        """After a reload: propose clusters that are answered now. Returns how many are new among them."""
        return await self._placing.ask_again()

    async def clusters(self, wanted: Wanted, limit: int, offset: int) -> tuple[list[Cluster], int]:
        return await self._store.clusters(wanted, limit, offset)

    async def cluster(self, cluster_id: int) -> Cluster | None:
        return await self._store.cluster(cluster_id)

    # who answers

    async def claim(self, admin_id: int, cluster_id: int) -> bool:
        """Take a cluster over; owners also from another admin. False when somebody else has it or it is gone."""
        done = await self._store.claim(cluster_id, admin_id)
        if not done and admin_id in self._owner_ids and await self._store.claim(cluster_id, None):
            done = await self._store.claim(cluster_id, admin_id)
        await self._note(admin_id, "claim" if done else "claim:claimed", cluster_id)
        return done

    async def release(self, admin_id: int, cluster_id: int) -> bool:
        """Give an own claim back; owners anybody's."""
        cluster = await self._store.cluster(cluster_id)
        done = (
            cluster is not None
            and (cluster.claimed_by in (None, admin_id) or admin_id in self._owner_ids)
            and await self._store.claim(cluster_id, None)
        )
        await self._note(admin_id, "release" if done else "release:claimed", cluster_id)
        return done

    # answers

    async def phrase_changes(self, cluster_id: int, article_id: str) -> list[FileChange]:
        """What joining would write. Raises CannotEdit."""
        cluster = await self._store.cluster(cluster_id)
        return await asyncio.to_thread(phrase_changes, self._files.folder, cluster, article_id) if cluster else []

    async def answer_by(self, admin_id: int, cluster_id: int, article_id: str, with_phrases: bool = True) -> Outcome:
        """It is answered already, by this published article or guide; the wordings become some of its phrases."""

        async def act(cluster: Cluster) -> Outcome:
            base = self._library.edition.knowledge.base
            if cluster.state != "open" or (article_id not in base.published and article_id not in base.guides):
                return Outcome("gone", cluster_id)
            outcome = Outcome("done", cluster_id)
            if with_phrases:
                outcome = await self._files.make(
                    cluster_id, lambda: phrase_changes(self._files.folder, cluster, article_id)
                )
            if outcome.what not in ("done", "read_only"):
                return outcome
            return await self._resolve(cluster, "answered", outcome, article_id)

        return await self._do(admin_id, "answer_by", cluster_id, act)

    async def close_answered(self, admin_id: int, cluster_id: int) -> Outcome:
        """What is proposed is right. A reply whose file was passed on counts from now on."""

        async def act(cluster: Cluster) -> Outcome:
            article = self._library.edition.knowledge.base.articles.get(cluster.proposed or "")
            if article is None:
                return Outcome("gone", cluster_id)
            state: State = "replied" if article.is_draft else "answered"
            return await self._resolve(cluster, state, Outcome("done", cluster_id), cluster.proposed)

        return await self._do(admin_id, "close", cluster_id, act)

    async def write(self, admin_id: int, cluster_id: int, text: str) -> Outcome:
        """Keep what an admin has written as pending, also where something is missing in it yet. Who writes, has it."""

        async def act(cluster: Cluster) -> Outcome:
            if cluster.state != "open" or not await self._store.claim(cluster_id, admin_id):
                return Outcome("gone", cluster_id)
            if not await self._store.write(cluster_id, text.strip() or None):
                return Outcome("gone", cluster_id)
            return self._missing(cluster_id, self.reply_of(text)) or Outcome("done", cluster_id)

        return await self._do(admin_id, "write", cluster_id, act)

    def reply_of(self, text: str) -> Written:
        """A pending text in its parts."""
        return read_reply(self._library.edition.knowledge.base, text)

    async def draft_changes(self, cluster_id: int, topic_id: str) -> list[FileChange]:
        """What saving the pending text would write. Raises CannotEdit."""
        cluster = await self._store.cluster(cluster_id)
        if cluster is None or not cluster.pending:
            return []
        return (await asyncio.to_thread(self._draft, cluster, topic_id))[1]

    async def reply(self, admin_id: int, cluster_id: int, topic_id: str) -> Outcome:
        """The pending text becomes a draft of this topic; those who wait get it."""

        async def act(cluster: Cluster) -> Outcome:
            if cluster.state != "open":
                return Outcome("gone", cluster_id)
            if missing := self._missing(cluster_id, self.reply_of(cluster.pending or "")):
                return missing
            made: list[str] = []

            def changes() -> list[FileChange]:
                article_id, needed = self._draft(cluster, topic_id)
                made.append(article_id)
                return needed

            outcome = await self._files.make(cluster_id, changes)
            if outcome.what == "read_only":
                # Nobody can be shown what is in no file yet: the cluster waits for it.
                await self._store.propose(cluster_id, made[0])
            return await self._resolve(cluster, "replied", outcome, made[0]) if outcome.done else outcome

        return await self._do(admin_id, "reply", cluster_id, act)

    # no answers

    async def refuse(self, admin_id: int, cluster_id: int, refusal: Refusal) -> Outcome:
        """Not for us, and who waits hears politely why."""

        async def act(cluster: Cluster) -> Outcome:
            return await self._resolve(cluster, "not_for_us", Outcome("done", cluster_id), refusal=refusal)

        return await self._do(admin_id, "refuse", cluster_id, act)

    async def mark_noise(self, admin_id: int, cluster_id: int) -> Outcome:
        """No question at all: ignored, also when it comes again."""

        async def act(cluster: Cluster) -> Outcome:
            return await self._resolve(cluster, "noise", Outcome("done", cluster_id))

        return await self._do(admin_id, "noise", cluster_id, act)

    async def merge(self, admin_id: int, cluster_id: int, into: int) -> Outcome:
        """Move all questions into another open cluster."""

        async def act(cluster: Cluster) -> Outcome:
            if not await self._store.merge(cluster_id, into):
                return Outcome("gone", cluster_id)
            self._undoing.remember(into, Done("merge", cluster))
            return Outcome("done", into)

        return await self._do(admin_id, "merge", cluster_id, act)

    async def split(self, admin_id: int, question_id: int) -> Outcome:
        """Give a question a cluster of its own. Its cluster must not be claimed by somebody else."""
        cluster = await self._home_of(question_id)
        if cluster is None:
            await self._note(admin_id, "split:gone", None)
            return Outcome("gone")

        async def act(cluster: Cluster) -> Outcome:
            alone = await self._store.split(question_id, self._clock()) if len(cluster.questions) > 1 else None
            if alone is None:
                return Outcome("gone", cluster.id)
            self._undoing.remember(alone, Done("split", cluster))
            return Outcome("done", alone)

        return await self._do(admin_id, "split", cluster.id, act)

    async def undo(self, admin_id: int, cluster_id: int) -> Outcome:
        """Take back what was done with a cluster last: reopen it, and its files while nobody has changed them."""
        return await self._do(admin_id, "undo", cluster_id, self._undoing.undo)

    async def refused(self, person_id: int, cluster_id: int | None = None) -> None:
        """Somebody tried what only admins may."""
        log.warning("a deed of admins was refused to %s", person_id)
        await self._note(person_id, "refused", cluster_id)

    # the parts

    async def _do(self, admin_id: int, what: str, cluster_id: int, act: _Act) -> Outcome:
        """One deed at a time a cluster, by nobody but who has it; then a line in the audit log."""
        async with self._turns[cluster_id]:
            cluster = await self._store.cluster(cluster_id)
            if cluster is None:
                outcome = Outcome("gone", cluster_id)
            elif cluster.claimed_by not in (None, admin_id):
                outcome = Outcome("claimed", cluster_id, claimed_by=cluster.claimed_by)
            else:
                outcome = await act(cluster)
        await self._note(admin_id, what if outcome.done else f"{what}:{outcome.what}", cluster_id)
        return outcome

    async def _note(self, admin_id: int, what: str, cluster_id: int | None) -> None:
        await self._store.add_deed(Deed(admin_id, what, cluster_id, self._clock()))

    async def _resolve(
        self, cluster: Cluster, state: State, outcome: Outcome, article_id: str | None = None,
        refusal: Refusal | None = None,
    ) -> Outcome:  # fmt: skip
        if not await self._store.resolve(cluster.id, state, self._clock(), article_id, refusal):
            return Outcome("gone", cluster.id)
        self._undoing.remember(cluster.id, Done(state, cluster, outcome.changes if outcome.done else ()))
        return outcome

    def _draft(self, cluster: Cluster, topic_id: str) -> tuple[str, list[FileChange]]:
        knowledge = self._library.edition.knowledge
        written = self.reply_of(cluster.pending or "")
        organisation = knowledge.phrases[written.language].organisation
        near = next((one for one in cluster.nearest if knowledge.base.topic_of.get(one) == topic_id), None)
        return draft_changes(self._files.folder, written, cluster, topic_id, organisation, self._today(), near)

    def _missing(self, cluster_id: int, written: Written) -> Outcome | None:
        problem = problem_of(written)
        return Outcome(problem, cluster_id) if problem else None

    def _today(self) -> date:
        return self._clock().astimezone(_KAZAKHSTAN).date()

    async def _home_of(self, question_id: int) -> Cluster | None:
        """The open cluster in which a question is."""
        offset = 0
        while True:
            clusters, count = await self._store.clusters(Wanted(), 100, offset)
            for cluster in clusters:
                if any(question.id == question_id for question in cluster.questions):
                    return cluster
            offset += len(clusters)
            if not clusters or offset >= count:
                return None
