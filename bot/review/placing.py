"""New questions find their cluster, and open clusters that have an answer now are found."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from itertools import groupby
from operator import attrgetter

from bot.core.assistant import Answered, answer
from bot.core.review import Cluster, Placed, Question, Wanted
from bot.core.search.engine import Search
from bot.core.store import Store
from bot.loader.library import Library
from bot.review.clustering import CANDIDATES, Candidate, Wording, joins, speaks

MOST_WORDINGS = 5
_A_READ = 100  # clusters read at once, so that nobody waits for the store
_NEAREST = 3
_PROMISES = 1_000
_by_cluster = attrgetter("cluster_id")


class Placing:
    """Reads and writes the queue; asks the search beside the event loop."""

    def __init__(self, library: Library, store: Store, clock: Callable[[], datetime]) -> None:
        self._library, self._store, self._clock = library, store, clock

    async def place_new(self) -> None:
        """Every unplaced question into its cluster. Raises StoreUnavailable; the rest is placed the next time."""
        async with self._store.alone("placing"):
            questions = await self._store.unplaced()
            if any(question.waiting for question in questions):
                # Its earlier answer is still on the way to who waits for it: first that, then a new cluster.
                promised = {one.question_id for one in await self._store.promises(self._clock(), _PROMISES)}
                questions = [one for one in questions if one.id not in promised]
            known = await self._store.placed(CANDIDATES) if questions else []
            for question in questions:
                known.append(await self._place(question, known))

    async def ask_again(self) -> int:
        """Note which open clusters are answered now, and which not any more. Returns how many are new among them."""
        await self.place_new()
        base, new = self._library.edition.knowledge.base, 0
        for cluster in await self._open():
            if cluster.proposed and cluster.pending and not self._published(cluster.proposed):
                continue  # a reply whose file an admin got to pass on
            found = await asyncio.to_thread(answered_by, self._library.edition.search, cluster)
            found = found if found in base.published else None
            if found != cluster.proposed:
                await self._store.propose(cluster.id, found)
                new += found is not None
        return new

    def _published(self, article_id: str) -> bool:
        return article_id in self._library.edition.knowledge.base.published

    async def _open(self) -> list[Cluster]:
        clusters: list[Cluster] = []
        while True:
            some, count = await self._store.clusters(Wanted(("open",)), _A_READ, len(clusters))
            clusters += some
            if not some or len(clusters) >= count:
                return list({one.id: one for one in clusters}.values())

    async def _place(self, question: Question, known: Sequence[Placed]) -> Placed:
        search = self._library.edition.search
        joined, nearest = await asyncio.to_thread(_joined, search, question, known)
        cluster_id = await self._store.place(question.id, joined, nearest, self._clock())
        beside = next((one for one in known if one.cluster_id == joined), None)
        state, nearest = (beside.state, beside.nearest) if beside else ("open", nearest)
        return Placed(cluster_id, state, nearest, question.text, question.about, question.complaint)


def answered_by(search: Search, cluster: Cluster) -> str | None:
    """The article that answers at least half of the askings of the cluster's most asked wordings."""
    asked = [question for question in cluster.questions if not question.complaint][:MOST_WORDINGS]
    times: dict[str, int] = {}
    for question in asked:
        reply = answer(search, question.text)
        if isinstance(reply, Answered) and reply.hit.covered and reply.hit.kind == "article":
            times[reply.hit.id] = times.get(reply.hit.id, 0) + question.times
    best = max(times, key=times.__getitem__, default=None)
    return best if best and 2 * times[best] >= sum(question.times for question in asked) else None


def _joined(search: Search, question: Question, known: Iterable[Placed]) -> tuple[int | None, tuple[str, ...]]:
    """The cluster to join, if any, and the nearest entries."""
    if question.complaint:
        nearest: tuple[str, ...] = ((question.about or "").partition("/")[0],)
        wording = _wording(question, None)
    else:
        nearest, near = _nearest(search, question.text)
        wording = _wording(question, near)
    clusters = groupby(sorted(known, key=_by_cluster), _by_cluster)
    return joins(wording, [_candidate(search, list(of_cluster), wording.entry) for _, of_cluster in clusters]), nearest


def _nearest(search: Search, text: str) -> tuple[tuple[str, ...], str | None]:
    """The nearest entries, and the first of them where it is near enough to speak for the question."""
    found = search.find(text)
    return tuple(hit.id for hit in found.hits[:_NEAREST]), speaks(found, search.thresholds)


def _candidate(search: Search, placed: Sequence[Placed], entry: str | None) -> Candidate:
    """Of the questions of one cluster. Only the wordings of one that may be near are searched for: it takes time."""
    cluster = placed[0]
    worth = entry is not None and cluster.state == "open" and entry in cluster.nearest
    looked = {one: _nearest(search, one.text)[1] for one in placed[:MOST_WORDINGS] if worth and not one.complaint}
    return Candidate(cluster.cluster_id, cluster.state, tuple(_wording(one, looked.get(one)) for one in placed))


def _wording(question: Question | Placed, entry: str | None) -> Wording:
    return Wording(question.text, entry, question.about, question.complaint)
