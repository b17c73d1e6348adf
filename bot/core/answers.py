"""Answers as a short text of A–Z a–z 0–9 and -, so that a button can carry them."""

from collections.abc import Mapping, Sequence
from datetime import date
from string import ascii_lowercase, ascii_uppercase, digits

from bot.core.guides import Guide, Step
from bot.core.parameters import Parameter
from bot.core.walk import Answer, ImpossibleAnswer, require_possible, walk

_ALPHABET = digits + ascii_uppercase + ascii_lowercase
_FIRST_DAY = date(1900, 1, 1).toordinal()
_MARKS_A_LETTER = 5
_OPTION_INSTEAD_OF_VALUE = END_OF_NUMBER = "-"


def encode_answer(step: Step, answer: Answer) -> str:
    """One answer, as few characters as its step needs."""
    options = list(step.options)
    if isinstance(answer, str):
        index = _ALPHABET[options.index(answer)]
        return _OPTION_INSTEAD_OF_VALUE + index if step.typed else index
    if isinstance(answer, frozenset):
        marks = sum(1 << options.index(option) for option in answer)
        return "".join(_ALPHABET[marks >> shift & 31] for shift in _shifts(step))
    if isinstance(answer, date):
        return _base62(answer.toordinal() - _FIRST_DAY).rjust(3, "0")
    return _base62(answer) + END_OF_NUMBER


def encode_answers(guide: Guide, answers: Mapping[str, Answer]) -> str:
    """All answers of a path, in its order."""
    return "".join(encode_answer(guide.steps[step], answer) for step, answer in answers.items())


def decode_answers(guide: Guide, text: str, parameters: Mapping[str, Parameter], today: date) -> list[Answer]:
    """Read answers back. Raises ImpossibleAnswer when the text is not a path of this guide."""
    answers: list[Answer] = []
    while text:
        step_id = walk(guide, answers, parameters, today).step
        if step_id is None:
            raise ImpossibleAnswer("answers after an outcome")
        answer, text = _decode_answer(guide.steps[step_id], text)
        require_possible(guide.steps[step_id], answer)
        answers.append(answer)
    return answers


def longest(step: Step) -> int:
    """The most characters that an answer to this step takes."""
    if step.kind == "choices":
        return len(_shifts(step))
    if step.kind == "date":
        return 3
    if step.kind == "number":
        return len(_base62(10**9 if step.max is None else step.max)) + 1
    return 1


def decode_marks(step: Step, text: str) -> frozenset[str]:
    """The options marked so far at a step of several choices; none is possible here."""
    if len(text) != len(_shifts(step)):
        raise ImpossibleAnswer("marks of another length")
    marks = 0
    for letter in text:
        marks = marks << _MARKS_A_LETTER | _number(letter)
    return frozenset(option for index, option in enumerate(step.options) if marks >> index & 1)


def _decode_answer(step: Step, text: str) -> tuple[Answer, str]:
    options = list(step.options)
    if step.typed and text[0] == _OPTION_INSTEAD_OF_VALUE:
        return _option(options, text[1:2]), text[2:]
    if step.kind == "choice":
        return _option(options, text[0]), text[1:]
    if step.kind == "choices":
        size = len(_shifts(step))
        return decode_marks(step, text[:size]), text[size:]
    if step.kind == "date":
        return date.fromordinal(_FIRST_DAY + _number(text[:3])), text[3:]
    number, end, rest = text.partition(END_OF_NUMBER)
    if not end:
        raise ImpossibleAnswer("a number without its end")
    return _number(number), rest


def _option(options: Sequence[str], letter: str) -> str:
    index = _number(letter)
    if index >= len(options):
        raise ImpossibleAnswer("an option that does not exist")
    return options[index]


def _shifts(step: Step) -> range:
    letters = -(-len(step.options) // _MARKS_A_LETTER)
    return range((letters - 1) * _MARKS_A_LETTER, -1, -_MARKS_A_LETTER)


def _base62(number: int) -> str:
    text = ""
    while True:
        number, rest = divmod(number, 62)
        text = _ALPHABET[rest] + text
        if not number:
            return text


def _number(text: str) -> int:
    number = 0
    for letter in text or "?":
        digit = _ALPHABET.find(letter)
        if digit < 0:
            raise ImpossibleAnswer(f"{letter!r} is no digit")
        number = number * 62 + digit
    return number
