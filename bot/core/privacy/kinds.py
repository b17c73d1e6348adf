"""What a rule of redaction is, and the pieces of which its pattern is made.

Every pattern must be linear on hostile text: a repetition is bounded, or possessive and not begun inside itself.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

GAP = r"[ \t\xa0\u2000-\u200a\u202f\u3000]"
DASH = "[-‐‑‒–—−]"
# what stands between the groups of one number
JOIN = rf"(?:{GAP}(?:{DASH}{GAP}?|{GAP})?|{DASH}{GAP}?)"
NUMBER_SIGN = r"(?:№|#|(?<!\w)(?:номер\w{0,3}|нөмір\w{0,3}|номир\w{0,3}|number|no|n|серия)(?!\w)\.?)"


@dataclass(frozen=True)
class Rule:
    """Replaces the group `datum` of a pattern by a tag wherever it holds."""

    tag: str
    pattern: re.Pattern[str]
    holds: Callable[[str], bool] = bool
    overlaps: bool = True  # whether inside of what does not hold another datum may begin

    def apply(self, text: str) -> str:
        """The text with the tag in the place of each datum."""
        done: list[str] = []
        kept_from = search_from = 0
        while match := self.pattern.search(text, search_from):
            start, end = match.span("datum")
            if self.holds(match["datum"]):
                done += text[kept_from:start], f"[{self.tag}]"
                kept_from = search_from = end
            else:
                search_from = start + 1 if self.overlaps else end
        return "".join((*done, text[kept_from:]))


def rule(tag: str, pattern: str, holds: Callable[[str], bool] = bool, overlaps: bool = True) -> Rule:
    """A rule in which a pattern without a group `datum` is the datum as a whole.

    >>> rule("year", r"\\d{4}").apply("since 2023"), rule("year", r"since (?P<datum>\\d{4})").apply("since 2023")
    ('since [year]', 'since [year]')
    """
    whole = pattern if "(?P<datum>" in pattern else f"(?P<datum>{pattern})"
    return Rule(tag, re.compile(whole, re.IGNORECASE), holds, overlaps)


def word(*beginnings: str) -> str:
    """A pattern of whole words. What a tag says is none of them."""
    return rf"(?<![\w\[])(?=[^\W\d_])(?:{'|'.join(beginnings)})(?!\w)"


def digits_of(text: str) -> str:
    """Only the digits.

    >>> digits_of("+7 (701) 123")
    '7701123'
    """
    return "".join(filter(str.isdecimal, text))


def within(limit: int) -> str:
    """A pattern of up to so many characters without digits, tags and new lines."""
    return rf"[^\d\n\[]{{0,{limit}}}?"


def up_to_a_digit(limit: int) -> str:
    """The same, followed by a digit: nothing to go back for."""
    return rf"[^\d\n\[]{{0,{limit}}}+(?=\d)"
