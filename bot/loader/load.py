"""The knowledge folder in, a knowledge base out, or every mistake at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from bot.core.knowledge import KnowledgeBase
from bot.core.said import Problem
from bot.core.scenarios import Scenario
from bot.core.text import LANGUAGES, Language
from bot.loader.draft import Draft, read_draft
from bot.loader.freshness import check_freshness, check_law, check_scenarios
from bot.loader.graphs import check_graphs
from bot.loader.lending import lend
from bot.loader.mistakes import Mistake, errors
from bot.loader.references import check_references
from bot.loader.style import check_style
from bot.loader.texts import check_texts
from bot.loader.translations import check_translations, translated
from bot.ui.phrases import Phrases


class BrokenKnowledge(Exception):
    """The folder has errors; `mistakes` holds all of them."""

    def __init__(self, mistakes: list[Mistake]) -> None:
        self.mistakes = mistakes
        super().__init__(self.told("en"))

    def told(self, language: Language) -> str:
        """All of them, a line each."""
        return "\n".join(mistake.told(language) for mistake in self.mistakes)


class MakingFailed(Problem):
    """The process that was to make an edition ended before."""


@dataclass(frozen=True)
class Knowledge:
    """What the bot answers with: the base and its own sentences, in every language; and the examples of each guide."""

    base: KnowledgeBase
    phrases: Mapping[Language, Phrases]
    scenarios: Mapping[str, Sequence[Scenario]] = field(default_factory=dict)


def check(folder: Path, today: date | None = None, style: bool = True) -> tuple[Draft, list[Mistake]]:
    """Read the folder and check everything. `today` is the base's release date unless given.

    `style` is how texts are written: a third of the time, and nothing that keeps a base from being used.
    """
    draft = read_draft(folder)
    draft.translated = translated(draft)
    mistakes = draft.mistakes()
    mistakes += check_references(draft)
    if not errors(mistakes):  # the further checks follow ids and would only repeat what is broken
        graphs = list(check_graphs(draft))
        mistakes += graphs
        texts = list(check_texts(draft))
        mistakes += texts
        mistakes += check_translations(draft)
        if style and not errors(texts):
            mistakes += check_style(draft, folder)
        mistakes += check_freshness(draft, today or draft.released or date.min)
        mistakes += check_law(draft)
        if not graphs:
            mistakes += check_scenarios(draft)
    else:
        mistakes += check_texts(draft)
    return draft, sorted(mistakes)


def load(folder: Path) -> Knowledge:
    """The knowledge base of a folder. Raises BrokenKnowledge; warnings are let through."""
    draft, mistakes = check(folder, style=False)
    if broken := errors(mistakes):
        raise BrokenKnowledge(broken)
    base = lend(draft.knowledge(), draft.translated)
    return Knowledge(base, {language: draft.phrases[language] for language in LANGUAGES}, draft.scenarios)
