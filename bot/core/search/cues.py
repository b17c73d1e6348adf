"""Which section of an answer a question asks for: "how much", "which papers", "by when"."""

from collections.abc import Mapping, Sequence

from bot.core.articles import Section
from bot.core.search.folding import fold, fold_word, words
from bot.core.text import Model, Phrase


class CueWords(Model):
    """cues.yaml: beginnings of words by section, and words that say nothing by themselves."""

    sections: Mapping[Section, tuple[Phrase, ...]]
    fillers: tuple[Phrase, ...]


class Cues:
    """Finds the section that a question asks for."""

    def __init__(self, cue_words: CueWords | None) -> None:
        sections = cue_words.sections if cue_words else {}
        self._sections = [(name, [fold(cue).rstrip() for cue in cues]) for name, cues in sections.items()]
        self._fillers = {
            fold_word(word) for filler in (cue_words.fillers if cue_words else ()) for word in words(filler)
        }

    def section(self, asked: Sequence[str]) -> Section | None:
        """The first section one of whose cues stands in the question."""
        text = f" {' '.join(map(fold_word, asked))} "
        return next((name for name, cues in self._sections if any(cue in text for cue in cues)), None)

    def only(self, asked: Sequence[str]) -> bool:
        """Whether a question names no subject: nothing but cues and fillers, at most six words."""
        return len(asked) <= 6 and self.section(asked) is not None and all(map(self._says_nothing, asked))

    def _says_nothing(self, word: str) -> bool:
        folded = fold_word(word)
        return folded in self._fillers or any(
            f" {folded}".startswith(cue) for _, cues in self._sections for cue in cues
        )
