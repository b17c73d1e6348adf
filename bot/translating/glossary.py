"""The official terms that a translator meets in a text, with what they are called in the other language."""

import re
from collections.abc import Iterable, Iterator

from bot.core.search.folding import words
from bot.core.search.stems import stem
from bot.core.text import Language
from bot.loader.style import Term

_ASIDE = re.compile(r"\([^)]*\)|[^;:]*:")  # "(Қордан)", "в речи: …"


def terms_in(text: str, terms: Iterable[Term], source: Language, target: Language) -> list[str]:
    """`term → its translation` for each term of the glossary in a text, the longest first, whatever their endings.

    A term that is only a part of a longer one there is left out.
    """
    said = _stems(text, source)
    found = {
        (spoken, f"{form} → {getattr(term, target)}")
        for term in terms
        for form in _forms(getattr(term, source))
        if (spoken := _stems(form, source)).strip() and spoken in said
    }
    longest_first = sorted(found, key=lambda one: (-len(one[0]), one))
    return [
        shown
        for at, (spoken, shown) in enumerate(longest_first)
        if not any(spoken in longer and spoken != longer for longer, _ in longest_first[:at])
    ]


def _forms(official: str) -> Iterator[str]:
    """The ways of saying an official term, without the remarks beside them."""
    return (form.strip() for form in _ASIDE.sub("", official).split(";") if form.strip())


def _stems(text: str, language: Language) -> str:
    return f" {' '.join(stem(word, language) for word in words(text))} "
