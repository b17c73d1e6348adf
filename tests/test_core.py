"""The examples in the docstrings, and the codec of buttons."""

import doctest
from dataclasses import fields
from datetime import date, timedelta
from importlib import import_module
from itertools import chain
from typing import get_args

import holidays
import pytest

from bot.core.answers import decode_answers, encode_answers
from bot.core.guides import Guide
from bot.core.knowledge import Chosen
from bot.core.terms import Term, is_working_day
from bot.core.walk import ImpossibleAnswer, walk
from bot.loader.library import Library
from bot.ui.actions import Action, ChooseLanguage, OpenArticle, SetLanguage
from bot.ui.admin_actions import AdminAction
from bot.ui.button_data import RETIRED, TAGS, decode, encode
from bot.ui.own_actions import OwnDeed
from tests.conftest import ROOT

MODULES = [
    path.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".")
    for path in sorted(chain((ROOT / "bot/core").rglob("*.py"), (ROOT / "bot/ui").rglob("*.py")))
    if ">>>" in path.read_text()
]


@pytest.mark.parametrize("module", MODULES)
def test_the_examples_in_the_docstrings_hold(module: str) -> None:
    assert doctest.testmod(import_module(module)).failed == 0


def test_every_action_has_a_tag_of_its_own() -> None:
    assert set(TAGS.values()) == set(get_args(Action))
    assert len(TAGS) == len(get_args(Action))


def test_an_action_survives_the_way_through_a_button() -> None:
    values = {
        "topic_id": "benefits", "group_id": "basics", "article_id": "who", "section": "how_much",
        "deadline_id": "claim",
        "guide_id": "flood", "digest": "1a2b", "answers": "01-2", "marks": "0B", "position": 3, "place": 2,
        "outcome_id": "paid", "question_id": 12, "emergency_id": "fire", "serves": "legal-aid", "region": "astana",
        "page": 1, "contact_id": "phone-112", "then": OpenArticle("who"), "language": "kk",
        "cluster_id": 12, "into": 3, "show": "proposed", "refusal": "own_case", "phrases": "n",
        "seal": "0a1b2c3d", "entry_id": "who", "verdict": "unclear",
    }  # fmt: skip
    for kind in get_args(Action):
        action = kind(**{field.name: values[field.name] for field in fields(kind)})
        data = encode(action)
        assert decode(data) == action
        no_target = isinstance(action, ChooseLanguage | SetLanguage | AdminAction | OwnDeed)
        assert (decode(encode(SetLanguage("ru", action))) is None) == no_target


def test_a_retired_tag_is_not_given_again() -> None:
    assert RETIRED.isdisjoint(TAGS)


@pytest.mark.parametrize(
    "data",
    [
        "", "_", "L_xx_h", "L_ru_", "n_x", "a_", "a_x_y", "s_x_z", "Q_-1", "h_x", "L_ru_Q_0", "g" * 65,
        "r_1_answered_0", "rl_0_all", "rN_1_rude", "rA_1_cats_x", "ro_x", "L_ru_ro_1",
        "L_ru_y", "k_who__z", "W_x_0a1b2c3d", "p_" + "ы" * 40, "p_" + "a" * 62,
    ],
)  # fmt: skip
def test_data_of_no_action_is_none(data: str) -> None:
    assert decode(data) is None


def test_answers_of_every_guide_survive_the_way_through_a_button(real_library: Library) -> None:
    knowledge = real_library.edition.knowledge.base
    for guide in knowledge.guides.values():
        answers = [step.options and next(iter(step.options)) for step in guide.steps.values()]
        assert answers
        _round_trip(guide, real_library)


def _round_trip(guide: Guide, library: Library) -> None:
    base = library.edition.knowledge.base
    today = base.released
    answers: list[str | frozenset[str] | int | date] = []
    while (step_id := walk(guide, answers, base.parameters, today).step) is not None:
        step = guide.steps[step_id]
        if step.kind == "choices":
            answers.append(frozenset({next(iter(step.options))}))
        elif step.kind == "number":
            answers.append(step.max or 3)
        elif step.kind == "date":
            answers.append(today)
        else:
            answers.append(list(step.options)[-1])
    walked = walk(guide, answers, base.parameters, today)
    text = encode_answers(guide, walked.answered)
    assert decode_answers(guide, text, base.parameters, today) == answers
    with pytest.raises(ImpossibleAnswer):
        decode_answers(guide, text + "0", base.parameters, today)


@pytest.mark.parametrize(
    ("term", "since", "last"),
    [
        ("3 months", date(2026, 11, 30), date(2027, 2, 28)),
        ("1 year", date(2025, 11, 24), date(2026, 11, 24)),
        ("30 days", date(2026, 11, 24), date(2026, 12, 24)),
        ("1 working day", date(2026, 11, 20), date(2026, 11, 23)),
        ("5 working days", date(2026, 12, 14), date(2026, 12, 22)),
    ],
)
def test_a_term_ends_on_its_last_day(term: str, since: date, last: date) -> None:
    assert Term.parse(term).after(since) == last


def test_working_days_are_those_of_kazakhstan() -> None:
    assert not is_working_day(date(2026, 12, 16))  # Independence Day
    assert not is_working_day(date(2026, 11, 22))  # a Sunday
    assert is_working_day(date(2026, 11, 24))


def test_the_days_off_are_those_that_the_library_has_for_kazakhstan() -> None:
    years = range(2015, 2036)
    off = holidays.country_holidays("KZ", years=years)
    days = [date(years[0], 1, 1) + timedelta(days=number) for number in range(365 * len(years))]
    assert [day for day in days if is_working_day(day)] == [day for day in days if day.weekday() < 5 and day not in off]


def test_whether_an_entry_is_there_is_known_without_reading_it() -> None:
    class Unread(dict[str, str]):
        def __getitem__(self, key: str) -> str:
            raise AssertionError(f"{key} was read")

    chosen = Chosen(Unread(cats="", dogs=""), ["cats"])
    assert "cats" in chosen
    assert "dogs" not in chosen
    assert not chosen.keys().isdisjoint(["dogs", "cats"])
