"""How well questions are found, answered and refused: the figures that CI keeps from falling."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.core.assistant import Answered, Emergency, Reply, Suggested, answer
from bot.core.search.engine import Search
from bot.evaluation.golden import Golden
from bot.evaluation.noise import NOISES, OF_EVERY_LANGUAGE


@dataclass
class Tally:
    """Counts of questions in scope."""

    asked: int = 0
    first: int = 0
    among_three: int = 0
    right_topic: int = 0
    answered_wrongly: int = 0
    offered: int = 0

    def shares(self) -> dict[str, float | int]:
        """The counts as shares of the questions asked."""
        names = ("first", "among_three", "right_topic", "answered_wrongly", "offered")
        return {"asked": self.asked} | {name: round(getattr(self, name) / max(self.asked, 1), 3) for name in names}


@dataclass(frozen=True)
class Evaluation:
    """Figures of one set of questions. Refusal and emergencies are shares of their own questions."""

    tallies: dict[str, Tally]
    refused: dict[str, float]
    emergencies: dict[str, float]
    failures: list[str]

    def as_dict(self) -> dict[str, object]:
        """For tools."""
        return {
            "in_scope": {name: tally.shares() for name, tally in self.tallies.items()},
            "refused": self.refused,
            "emergencies": self.emergencies,
            "failures": self.failures,
        }


def evaluate(search: Search, questions: Iterable[Golden]) -> Evaluation:
    """Ask every question and count."""
    tallies: defaultdict[str, Tally] = defaultdict(Tally)
    refused: defaultdict[str, list[bool]] = defaultdict(list)
    alarms: defaultdict[str, list[bool]] = defaultdict(list)
    failures = []
    for golden in questions:
        reply = answer(search, golden.text, golden.after)
        alarmed = isinstance(reply, Emergency)
        if golden.emergency is not None:
            alarms["shown" if golden.emergency else "look_alikes"].append(alarmed)
            if alarmed != golden.emergency:
                failures.append(f"emergency {'missed' if golden.emergency else 'false'}: {golden.text}")
        elif golden.right.isdisjoint(search.about_danger):
            alarms["others"].append(alarmed)
            if alarmed:
                failures.append(f"emergency false: {golden.text}")
        if golden.right:
            failures += _count(tallies, golden, reply)
        elif golden.emergency is None:
            refused["near" if golden.near else "far"].append(is_refused(reply))
            if not is_refused(reply):
                failures.append(f"not refused: {golden.text} → {[hit.id for hit in reply.hits[:1]]}")
    return Evaluation(dict(tallies), _shares(refused), _shares(alarms), failures)


def is_refused(reply: Reply) -> bool:
    """ "I don't know", or "not here, ask X" first."""
    if isinstance(reply, Answered | Suggested):
        return not reply.hits[0].covered
    return not isinstance(reply, Emergency)


def noisy(questions: Iterable[Golden]) -> dict[str, list[Golden]]:
    """Every clean question once more in each noise that changes it: in scope, to be refused, or about danger."""
    clean = [golden for golden in questions if golden.noise == ("none",)]
    return {
        name: [
            replace(golden, text=change(golden.text), noise=(name,))
            for golden in clean
            if golden.language != "en" or name in OF_EVERY_LANGUAGE
        ]
        for name, change in NOISES.items()
    }


def _count(tallies: defaultdict[str, Tally], golden: Golden, reply: Reply) -> list[str]:
    found = [hit.id in golden.right for hit in reply.hits]
    first = bool(found) and found[0]
    topic = bool(reply.hits) and (first or reply.hits[0].topic_id == golden.topic)
    for name in ("all", golden.language, golden.kind, golden.topic, *(f"noise: {one}" for one in golden.noise)):
        tally = tallies[name]
        tally.asked += 1
        tally.first += first
        tally.among_three += any(found)
        tally.right_topic += topic
        tally.answered_wrongly += isinstance(reply, Answered) and not first
        tally.offered += not is_refused(reply)
    if first:
        return []
    return [f"{golden.text} → {[hit.id for hit in reply.hits]} instead of {golden.wanted}"]


def _shares(counted: dict[str, list[bool]]) -> dict[str, float]:
    return {name: round(sum(values) / len(values), 3) for name, values in sorted(counted.items())}
