"""A mistake in the knowledge files: where it is, what is wrong, what to do, in the language of who must mend it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, Self

import yaml
from pydantic import TypeAdapter

from bot.core.faults import Code
from bot.core.misspelt import nearest
from bot.core.text import Language, Text

Severity = Literal["error", "warning"]


class Explanation(Text):
    """What is said about one kind of mistake. An error keeps the files out of the bot; a warning asks."""

    severity: Severity = "error"


@dataclass(frozen=True, order=True)
class Mistake:
    """A kind of mistake at a place. Lines and columns from 1. `values` are what the message names, by name."""

    file: str
    line: int
    column: int
    code: Code
    values: tuple[tuple[str, str], ...] = ()

    @classmethod
    def at(cls, file: str, line: int, column: int, code: Code, **values: object) -> Self:
        return cls(file, line, column, code, tuple((name, str(value)) for name, value in values.items()))

    @property
    def severity(self) -> Severity:
        return explanations()[self.code].severity

    def message(self, language: Language) -> str:
        """What is wrong and what to do, without the place."""
        values = dict(self.values)
        for name in ("near", "foreign"):  # sentences that stand there only where there is such a value
            if values.get(name):
                values[name] = " " + words()[name][language].format_map(values)
        return explanations()[self.code][language].format_map(values)

    def told(self, language: Language) -> str:
        """`file:line:column: severity CODE message`, as people read it in a terminal or a chat."""
        severity = words()[self.severity][language]
        return f"{self.file}:{self.line}:{self.column}: {severity} {self.code} {self.message(language)}"

    def __str__(self) -> str:
        return self.told("en")


def errors(mistakes: Iterable[Mistake]) -> list[Mistake]:
    """Those that keep the files out of the bot."""
    return [mistake for mistake in mistakes if mistake.severity == "error"]


def did_you_mean(word: str, known: Iterable[str], language: Language = "en") -> str:
    """ " Did you mean 'rent'?", or nothing where no known word is near."""
    near = nearest(word, known)
    return " " + words()["near"][language].format(near=near) if near else ""


@cache
def explanations() -> Mapping[Code, Explanation]:
    """The messages, by code. Their {names} are the values that the loader gives."""
    return TypeAdapter(dict[Code, Explanation]).validate_python(_read("mistakes.yaml"))


@cache
def words() -> Mapping[str, Text]:
    """The words around the messages."""
    return TypeAdapter(dict[str, Text]).validate_python(_read("words.yaml"))


def _read(name: str) -> object:
    return yaml.load((Path(__file__).parent / name).read_text(encoding="utf-8"), yaml.BaseLoader)
