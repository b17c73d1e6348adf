"""What admins answer: by an article that exists, or in their own words, which become a draft."""

import asyncio
from datetime import date

from bot.core.review import Cluster, State
from bot.core.terms import KAZAKHSTAN
from bot.editing.changes import FileChange
from bot.review.deeds import Deeds
from bot.review.edits import Written, draft_changes, phrase_changes, problem_of, read_reply
from bot.review.outcomes import Outcome


class Answers(Deeds):
    """The deeds after which a cluster has an answer."""

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
        return self._clock().astimezone(KAZAKHSTAN).date()
