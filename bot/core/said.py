"""What is told to a person before it is known in which language they read it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.core.text import Language, Text


@dataclass(frozen=True)
class Said:
    """A sentence, and the values of its {names}; one may be a function of the language, such as another's `told`."""

    text: Text
    values: Mapping[str, object] = field(default_factory=dict)

    def told(self, language: Language) -> str:
        values = {name: one(language) if callable(one) else one for name, one in self.values.items()}
        return self.text[language].format_map(values)


@dataclass(frozen=True)
class Voice:
    """Tells sentences in one language."""

    language: Language

    def __call__(self, text: Text, **values: object) -> str:
        return Said(text, values).told(self.language)


class Problem(Exception):
    """What went wrong and what to do, for whoever has to do it. In logs and tracebacks it is English."""

    def __init__(self, text: Text, **values: object) -> None:
        super().__init__(text, values)
        self.said = Said(text, values)

    def told(self, language: Language) -> str:
        return self.said.told(language)

    def __str__(self) -> str:
        return self.told("en")
