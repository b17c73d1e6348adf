"""Everything that citizens see otherwise in another version of the knowledge."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.comparing.guides import Change, compare_guide
from bot.comparing.questions import QuestionChange, compare_questions
from bot.comparing.snapshots import Snapshot, days_that_matter
from bot.comparing.sums import SumChange, compare_parameters, compare_sums
from bot.comparing.texts import Entry, compare_texts
from bot.core.knowledge import KnowledgeBase
from bot.core.search.engine import Search
from bot.core.text import Language
from bot.evaluation.golden import Golden


@dataclass(frozen=True)
class Comparison:
    """What changed between two versions. Guides without a change are left out; `scenarios` are `guide: name`."""

    days: Sequence[date]
    guides: Mapping[str, Sequence[Change]]
    new_scenarios: Sequence[str]
    gone_scenarios: Sequence[str]
    parameters: Sequence[SumChange]
    sums: Sequence[SumChange]
    questions: Sequence[QuestionChange]
    asked: int
    texts: Sequence[Entry]


def compare(
    before: Snapshot, after: Snapshot, questions: Sequence[Golden], language: Language | None = None
) -> Comparison:
    """Compare guides, sums, the answers to questions, and texts; questions and texts in one language, or in all."""
    days = days_that_matter(before, after)
    both = [key for key in after.base.guides if key in before.base.guides]
    guides = {key: compare_guide(key, before, after, days) for key in both}
    promised, promises = _promises(before), _promises(after)
    asked = [one for one in questions if language in (None, one.language)]
    return Comparison(
        days=days,
        guides={key: changes for key, changes in guides.items() if changes},
        new_scenarios=[name for name, kept in promises.items() if promised.get(name) != kept],
        gone_scenarios=[name for name, kept in promised.items() if promises.get(name) != kept],
        parameters=list(compare_parameters(before.base, after.base, days)),
        sums=list(compare_sums(before.base, after.base, days)),
        questions=_asked(before.base, after.base, asked),
        asked=len(asked),
        texts=list(compare_texts(before.base, after.base, language)),
    )


def _asked(before: KnowledgeBase, after: KnowledgeBase, questions: Sequence[Golden]) -> list[QuestionChange]:
    """An index takes longer than most guides, so none is made where nothing that the search reads has changed."""
    if _searched(before) == _searched(after):
        return []
    return list(compare_questions(Search(before), Search(after), questions))


def _searched(base: KnowledgeBase) -> tuple[object, ...]:
    return (
        base.topics, base.topic_of, base.articles, base.guides, base.emergencies, base.synonyms, base.cues,
        base.thresholds, base.harmless,
    )  # fmt: skip


def _promises(snapshot: Snapshot) -> dict[str, object]:
    return {
        f"{guide_id}: {scenario.name}": scenario
        for guide_id, scenarios in snapshot.scenarios.items()
        for scenario in scenarios
    }
