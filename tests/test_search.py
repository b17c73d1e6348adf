"""The search's figures on the golden questions: CI keeps them from falling. What they mean stands in docs/search.md."""

import random
import time
from statistics import quantiles

import pytest

from bot.core.search.engine import Search
from bot.core.text import LANGUAGES
from bot.evaluation.golden import Golden, read_golden
from bot.evaluation.noise import NOISES
from bot.evaluation.scores import Evaluation, evaluate, noisy
from bot.loader.library import Library
from tests.conftest import KNOWLEDGE

# Shares that were reached; a change of the base or of the search must not fall below them.
LEAST_FIRST, LEAST_AMONG_THREE, LEAST_TOPIC, LEAST_OFFERED = 0.74, 0.88, 0.86, 0.94
LEAST_REFUSED = {"far": 0.75, "near": 0.65}
LEAST_SHOWN, MOST_FALSE_ALARMS = 0.85, 0.2
MOST_LOST = {"no-special-letters": 0.03, "latin": 0.06, "wrong-layout": 0.06, "typos": 0.08, "caps": 0.03}


@pytest.fixture(scope="module")
def golden(real_library: Library) -> list[Golden]:
    return read_golden(KNOWLEDGE / "questions", real_library.edition.knowledge.base)


@pytest.fixture(scope="module")
def figures(real_library: Library, golden: list[Golden]) -> Evaluation:
    return evaluate(real_library.edition.search, golden)


def test_the_right_article_is_found(figures: Evaluation) -> None:
    shares = figures.tallies["all"].shares()
    assert shares["first"] >= LEAST_FIRST
    assert shares["among_three"] >= LEAST_AMONG_THREE
    assert shares["right_topic"] >= LEAST_TOPIC
    assert shares["offered"] >= LEAST_OFFERED


def test_what_we_do_not_know_is_refused(figures: Evaluation) -> None:
    assert {name: share for name, share in figures.refused.items() if share < LEAST_REFUSED[name]} == {}


def test_danger_is_seen_and_harmless_words_are_not_taken_for_it(figures: Evaluation) -> None:
    assert figures.emergencies["shown"] >= LEAST_SHOWN
    assert figures.emergencies["false_alarm"] <= MOST_FALSE_ALARMS


def test_noise_costs_little(real_library: Library, golden: list[Golden]) -> None:
    search = real_library.edition.search
    clean = [one for one in golden if one.noise == ("none",) and one.right and one.language != "en"]
    before = evaluate(search, clean).tallies["all"].shares()["first"]
    for name, questions in noisy(golden).items():
        after = evaluate(search, questions).tallies["all"].shares()["first"]
        assert before - after <= MOST_LOST[name], name


def test_there_are_golden_questions_of_every_kind_and_language(golden: list[Golden]) -> None:
    assert len(golden) >= 400
    assert {"kk", "ru", "en", "mixed"} == {one.language for one in golden}
    assert sum(not one.right and one.emergency is None for one in golden) >= 120
    assert sum(one.emergency is True for one in golden) >= 80
    assert sum(one.emergency is False for one in golden) >= 80


def test_no_golden_question_is_copied_into_the_base(real_library: Library, golden: list[Golden]) -> None:
    base = real_library.edition.knowledge.base
    asked = [one.asked for one in base.articles.values()]
    asked += [one.asked for one in base.guides.values()] + [one.asked for one in base.emergencies.values()]
    phrasings = {text.lower() for one in asked for language in LANGUAGES for text in one[language]}
    assert [one.text for one in golden if one.text.lower() in phrasings and len(one.text.split()) > 4] == []


def test_the_same_base_gives_the_same_answers(real_library: Library, golden: list[Golden]) -> None:
    again = Search(real_library.edition.knowledge.base)
    for one in random.Random(1).sample(golden, 50):
        assert again.find(one.text) == real_library.edition.search.find(one.text)


def test_a_question_is_answered_in_milliseconds(real_library: Library, golden: list[Golden]) -> None:
    """A bound far above what is measured: it catches a search that became slow, not a slow machine."""
    times = []
    for one in golden[:300]:
        start = time.perf_counter()
        real_library.edition.search.find(one.text)
        times.append(time.perf_counter() - start)
    assert quantiles(times, n=20)[-1] < 0.05


def test_every_noise_changes_something() -> None:
    for change in NOISES.values():
        assert change("Жәрдемақы қанша болады") != "Жәрдемақы қанша болады"
