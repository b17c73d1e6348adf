"""A mistake in the knowledge files: where it is, what is wrong, what to do."""

from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, order=True)
class Mistake:
    """`file:line:column: severity CODE message`, as editors and terminals understand it. Lines and columns from 1."""

    file: str
    line: int
    column: int
    severity: Severity
    code: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.severity} {self.code} {self.message}"


def errors(mistakes: "list[Mistake]") -> "list[Mistake]":
    """Those that keep the files out of the bot."""
    return [mistake for mistake in mistakes if mistake.severity == "error"]


def did_you_mean(word: str, known: "list[str] | tuple[str, ...]") -> str:
    """ " Did you mean 'rent'?", or nothing where no known word is near."""
    near = get_close_matches(word, known, n=1, cutoff=0.6)
    return f" Did you mean '{near[0]}'?" if near else ""
