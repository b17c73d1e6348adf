"""Which questions one answer answers: alike in their words, or near the same entry, in whatever language."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from bot.core.review import Complaint, State
from bot.core.search.folding import words
from bot.core.search.grams import Numbers, grams_of, places
from bot.core.search.hits import Found, Thresholds

# Set on the golden questions: see docs/decisions/0014-clusters.md.
ALIKE = 0.5  # of the n-grams of two texts: what they must share
NEAR = 0.5  # of the sureness from which on something is suggested
LEAD = 1.05  # of the score of the second entry
CANDIDATES: tuple[State, ...] = ("open", "noise", "not_for_us")
_SIZE = 4  # letters of an n-gram
_SHORTEST = 12  # letters: of fewer, a few n-grams decide
_ALIKE_SHORT = 0.8
_LONGEST = 400  # letters of a question that are compared
_KEPT = 4_000  # questions whose n-grams are kept, at 2 kB each


@dataclass(frozen=True)
class Wording:
    """What is compared of a question. `entry` is the nearest entry, where one is near enough to speak for it."""

    text: str
    entry: str | None = None
    about: str | None = None
    complaint: Complaint | None = None


@dataclass(frozen=True)
class Candidate:
    """A cluster that a question may join, with its wordings."""

    cluster_id: int
    state: State
    wordings: tuple[Wording, ...]


def speaks(found: Found, thresholds: Thresholds) -> str | None:
    """The nearest entry, where it is near enough and clearly nearer than the next."""
    if not found.hits or not found.hits[0].covered:
        return None
    first = found.hits[0]
    leads = len(found.hits) == 1 or first.score >= LEAD * found.hits[1].score
    sure = found.sureness >= NEAR * thresholds.zones(len(found.asked)).suggest
    return first.id if leads and sure else None


def joins(wording: Wording, candidates: Sequence[Candidate]) -> int | None:
    """The cluster that a question belongs to, or None for one of its own.

    A "did not help" meets the same reason under the same entry. A question meets the one most alike in its words;
    where none is alike enough, an open one near the same entry. What is ignored or refused is ignored or refused again
    for its words alone: an entry may be near to much that has nothing to do with it.
    """
    if wording.complaint:
        same = (one for one in candidates if any(_same_complaint(wording, other) for other in one.wordings))
        return next((one.cluster_id for one in same), None)
    known = [one for one in candidates if not any(other.complaint for other in one.wordings)]
    likeness = {one.cluster_id: max((alike(wording.text, other.text) for other in one.wordings), default=0.0)
                for one in known}  # fmt: skip
    best = max(likeness, key=likeness.__getitem__, default=None)
    if best is not None and likeness[best] >= 1:
        return best
    near = [one.cluster_id for one in known if one.state == "open" and _near(wording, one)]
    return max(near, key=likeness.__getitem__, default=None)


def _near(wording: Wording, other: Candidate) -> bool:
    return wording.entry is not None and any(one.entry == wording.entry for one in other.wordings)


def _same_complaint(one: Wording, other: Wording) -> bool:
    return (one.about, one.complaint) == (other.about, other.complaint)


def alike(one: str, other: str) -> float:
    """How alike two texts are in their words; from 1 on they ask for the same.

    >>> alike("Где прописаться?", "где прописатся") >= 1, alike("Где прописаться?", "Где лечиться?") >= 1
    (True, False)
    """
    mine, others = grams(one[:_LONGEST]), grams(other[:_LONGEST])
    if not len(mine) or not len(others):
        return 1.0 if words(one) == words(other) else 0.0
    wanted = _ALIKE_SHORT if min(len(one), len(other)) < _SHORTEST else ALIKE
    shared = len(places(mine, others))
    return shared / (len(mine) + len(others) - shared) / wanted


@lru_cache(maxsize=_KEPT)
def grams(text: str) -> Numbers:
    """The folded n-grams of four letters and more of a text, in ascending order; as a set they take three times it."""
    return np.unique(grams_of(words(text), _SIZE)[0])
