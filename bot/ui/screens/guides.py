"""The questions of a guide. Every button carries the answers given so far."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from bot.core.answers import encode_answer, encode_answers
from bot.core.guides import Guide, Step
from bot.core.paths import most_questions
from bot.core.walk import Answer, Walk, rewalk, walk
from bot.ui.actions import (
    ChangeAnswer,
    CitizenAction,
    MarkOptions,
    OpenGuide,
    OpenHelp,
    OpenTopic,
    ReviewAnswers,
    StartGuide,
)
from bot.ui.html import Html, bold, italic, lines, paragraphs, plain
from bot.ui.reader import Reader
from bot.ui.screens import parts
from bot.ui.sums import number
from bot.ui.view import Button, View, button, column

DONT_KNOW = "dont-know"


@dataclass(frozen=True)
class Position:
    """Where a citizen stands in a guide, and the guide itself."""

    guide_id: str
    guide: Guide
    walk: Walk

    @property
    def answers(self) -> str:
        return encode_answers(self.guide, self.walk.answered)

    @property
    def here(self) -> OpenGuide:
        return OpenGuide(self.guide_id, self.guide.digest, self.answers)


def taking_along(reader: Reader, guide_id: str, answers: Mapping[str, Answer]) -> OpenGuide:
    """A guide opened with the answers that fit its first steps, by the names of steps and options."""
    guide = reader.knowledge.guides[guide_id]
    ordered = rewalk(guide, answers, reader.knowledge.parameters, reader.today)
    answered = walk(guide, ordered, reader.knowledge.parameters, reader.today).answered
    return OpenGuide(guide_id, guide.digest, encode_answers(guide, answered))


def step(
    reader: Reader, position: Position, *, help_shown: bool = False, marks: frozenset[str] | None = None,
    changing: int | None = None, wrong: bool = False,
) -> View:  # fmt: skip
    """One question with its options. `changing` is the position of an earlier answer that is asked again."""
    step_id = position.walk.step if changing is None else list(position.walk.answered)[changing]
    assert step_id is not None, "there is a question to ask"
    asked = position.guide.steps[step_id]
    text = paragraphs(
        parts.elsewhere(reader, position.guide.title, None if position.walk.answered else position.guide.intro, asked),
        _heading(reader, position, changing),
        reader.text(position.guide.intro) if not position.walk.answered else None,
        bold(reader.text(asked.question)),
        _hints(reader, asked),
        italic(reader.text(asked.help)) if help_shown and asked.help else None,
        _how_to_answer(reader, asked, wrong),
    )
    here: CitizenAction = position.here
    if changing is not None:
        here = ChangeAnswer(position.guide_id, position.guide.digest, position.answers, changing)
    if asked.kind == "choices":
        marked = marks if marks is not None else _given(position, step_id)
        buttons = _mark_buttons(reader, position, step_id, marked, changing)
    else:
        buttons = _option_buttons(reader, position, step_id)
    buttons += _dont_know_buttons(reader, position, step_id, help_shown, changing)
    if position.walk.answered and changing is None:
        review = ReviewAnswers(position.guide_id, position.guide.digest, position.answers)
        buttons.append(button(reader.phrases.my_answers, review))
    return View(text, (*column(*buttons), reader.frame(here, _back(reader, position, changing))))


def review(reader: Reader, position: Position) -> View:
    """The answers so far, each a button that asks it again."""
    shown, buttons = [], []
    for place, (step_id, answer) in enumerate(position.walk.answered.items()):
        asked = position.guide.steps[step_id]
        told = answer_text(reader, asked, answer)
        shown.append(lines(Html(f"{place + 1}. {reader.text(asked.question)}"), bold(Html("→ " + plain(told)))))
        change = ChangeAnswer(position.guide_id, position.guide.digest, position.answers, place)
        buttons.append(button(f"✏️ {place + 1}. {told}"[:60], change))
    text = paragraphs(
        parts.elsewhere(reader, position.guide.title, *map(position.guide.steps.get, position.walk.answered)),
        bold(reader.text(position.guide.title)), plain(reader.phrases.my_answers_text), *shown,
    )  # fmt: skip
    again = button(reader.phrases.start_again, StartGuide(position.guide_id))
    here = ReviewAnswers(position.guide_id, position.guide.digest, position.answers)
    return View(text, (*column(*buttons, again), reader.frame(here, position.here)))


def changed(reader: Reader, guide_id: str) -> View:
    """An old button of a guide whose steps are others now: never another answer, but a way on."""
    guide = reader.knowledge.guides[guide_id]
    text = paragraphs(bold(reader.text(guide.title)), plain(reader.phrases.guide_changed))
    topic = OpenTopic(reader.knowledge.topic_of[guide_id])
    return View(
        text,
        (*column(button(reader.phrases.start_guide, StartGuide(guide_id))), reader.frame(StartGuide(guide_id), topic)),
    )


def answer_text(reader: Reader, asked: Step, answer: Answer) -> str:
    """An answer as its giver would recognise it."""
    if isinstance(answer, frozenset):
        return ", ".join(reader.label(asked.options[option].label) for option in asked.options if option in answer)
    if isinstance(answer, str):
        return reader.label(asked.options[answer].label)
    if isinstance(answer, date):
        return reader.day(answer)
    return f"{number(Fraction(answer), reader.language)} {reader.phrases.unit(asked.unit or 'tenge')}"


def _given(position: Position, step_id: str) -> frozenset[str]:
    given = position.walk.answered.get(step_id)
    return given if isinstance(given, frozenset) else frozenset()


def _heading(reader: Reader, position: Position, changing: int | None) -> Html:
    place = len(position.walk.answered) if changing is None else changing
    step_id = position.walk.step if changing is None else list(position.walk.answered)[changing]
    total = place + most_questions(position.guide)[step_id or position.guide.start]
    progress = reader.say(reader.phrases.progress, number=place + 1, total=total)
    return lines(Html(f"🧭 {reader.text(position.guide.title)}"), italic(progress))


def _hints(reader: Reader, asked: Step) -> Html | None:
    return (
        lines(
            *(
                Html(f"• {bold(plain(reader.label(option.label)))}: {reader.text(option.hint)}")
                for option in asked.options.values()
                if option.hint
            )
        )
        or None
    )


def _how_to_answer(reader: Reader, asked: Step, wrong: bool) -> Html | None:
    phrases = reader.phrases
    if asked.kind == "choices":
        return plain(phrases.mark_several)
    if asked.kind == "date":
        return plain(phrases.bad_date if wrong else phrases.type_date)
    if asked.kind == "number":
        least, most = asked.min or 0, 10**9 if asked.max is None else asked.max
        if wrong:
            return reader.say(phrases.bad_number, min=least, max=most, example=max(least, min(most, 3)))
        return reader.say(phrases.type_number, unit=phrases.unit(asked.unit or "tenge"))
    return None


def answering(reader: Reader, position: Position, step_id: str, answer: Answer) -> OpenGuide:
    """The way on with this answer; later answers are kept while an earlier one is changed."""
    if step_id == position.walk.step:
        encoded = position.answers + encode_answer(position.guide.steps[step_id], answer)
        return OpenGuide(position.guide_id, position.guide.digest, encoded)
    return taking_along(reader, position.guide_id, {**position.walk.answered, step_id: answer})


def _option_buttons(reader: Reader, position: Position, step_id: str) -> list[Button]:
    asked = position.guide.steps[step_id]
    return [
        button(reader.label(option.label), answering(reader, position, step_id, key))
        for key, option in asked.options.items()
        if key != DONT_KNOW
    ]


def _mark_buttons(
    reader: Reader, position: Position, step_id: str, marked: frozenset[str], changing: int | None
) -> list[Button]:
    asked = position.guide.steps[step_id]
    buttons = []
    for key, option in asked.options.items():
        if key in marked:
            toggled = marked - {key}
        elif option.alone:
            toggled = frozenset({key})
        else:
            toggled = frozenset(other for other in marked if not asked.options[other].alone) | {key}
        marks = encode_answer(asked, toggled)
        mark = MarkOptions(position.guide_id, position.guide.digest, position.answers, marks, changing)
        buttons.append(button(f"{'☑️' if key in marked else '◻️'} {reader.label(option.label)}", mark))
    if marked:
        buttons.append(button(reader.phrases.done, answering(reader, position, step_id, marked)))
    return buttons


def _dont_know_buttons(
    reader: Reader, position: Position, step_id: str, help_shown: bool, changing: int | None
) -> list[Button]:
    asked = position.guide.steps[step_id]
    if asked.help and not help_shown and changing is None:
        return [button(reader.phrases.dont_know, OpenHelp(position.guide_id, position.guide.digest, position.answers))]
    if DONT_KNOW in asked.options and asked.kind != "choices":
        label = reader.phrases.still_dont_know if help_shown else reader.label(asked.options[DONT_KNOW].label)
        return [button(label, answering(reader, position, step_id, DONT_KNOW))]
    return []


def _back(reader: Reader, position: Position, changing: int | None) -> CitizenAction:
    if changing is not None:
        return ReviewAnswers(position.guide_id, position.guide.digest, position.answers)
    if not position.walk.answered:
        return OpenTopic(reader.knowledge.topic_of[position.guide_id])
    earlier = dict(list(position.walk.answered.items())[:-1])
    return OpenGuide(position.guide_id, position.guide.digest, encode_answers(position.guide, earlier))
