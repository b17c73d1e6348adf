"""The knowledge of the repository: true, complete, and alive on every day that matters."""

from datetime import date, timedelta

import pytest

from bot.core.knowledge import KnowledgeBase
from bot.core.scenarios import play
from bot.core.text import LANGUAGES
from bot.loader.coverage import missing, read_facts, report, unwarranted
from bot.loader.draft import Draft
from bot.loader.library import Library
from bot.loader.load import check
from bot.loader.schema import schemas
from bot.ui.html import telegram_length
from bot.ui.reader import Reader
from bot.ui.screens import articles, outcomes
from bot.ui.screens.guides import Position
from tests.conftest import KNOWLEDGE, ROOT


@pytest.fixture(scope="module")
def draft() -> Draft:
    return check(KNOWLEDGE)[0]


@pytest.fixture(scope="module")
def knowledge(real_library: Library) -> KnowledgeBase:
    return real_library.edition.knowledge.base


def test_everything_that_may_be_stated_is_stated_and_nothing_else(knowledge: KnowledgeBase) -> None:
    facts = read_facts(KNOWLEDGE)
    assert missing(facts, knowledge) == []
    assert unwarranted(facts, knowledge) == {}


def test_the_coverage_page_is_the_generated_one(draft: Draft) -> None:
    scenarios = sum(map(len, draft.scenarios.values()))
    page = (ROOT / "docs" / "coverage.md").read_text()
    assert page == report(read_facts(KNOWLEDGE), draft.knowledge(), scenarios), (
        "run: python main.py coverage > docs/coverage.md"
    )


def test_no_text_claims_a_review_that_did_not_happen(knowledge: KnowledgeBase) -> None:
    reviews = [one.review for one in knowledge.articles.values()]
    reviews += [one.review for one in knowledge.guides.values()]
    reviews += [one.review for one in knowledge.emergencies.values()]
    assert {level for review in reviews for level in (review.kk, review.ru, review.en, review.law)} == {"drafted"}


def test_every_guide_has_a_scenario_for_each_outcome_and_option(draft: Draft) -> None:
    codes = {mistake.code for mistake in check(KNOWLEDGE)[1]}
    assert not codes & {"KB081", "KB082"}
    assert set(draft.scenarios) == set(draft.guides)


def days_that_matter(knowledge: KnowledgeBase) -> list[date]:
    """The release, the next 1 January, and one day past the last date of each parameter."""
    ends = {parameter.values[-1].until + timedelta(days=1) for parameter in knowledge.parameters.values()}
    return sorted({knowledge.released, date(knowledge.released.year + 1, 1, 1), *ends})


def test_every_article_and_scenario_can_be_shown_on_every_day_that_matters(
    draft: Draft, real_library: Library, knowledge: KnowledgeBase
) -> None:
    for day in days_that_matter(knowledge):
        for language in LANGUAGES:
            reader = Reader(knowledge, real_library.edition.knowledge.phrases[language], language, day, "bot")
            views = [articles.article(reader, key) for key in knowledge.articles]
            views += [
                articles.section(reader, key, name) for key, one in knowledge.articles.items() for name in one.sections
            ]
            for guide_id, scenarios in draft.scenarios.items():
                guide = knowledge.guides[guide_id]
                for scenario in scenarios:
                    walked = play(scenario.model_copy(update={"date": day}), guide, knowledge.parameters)
                    if walked.step is None:
                        views.append(outcomes.outcomes(reader, Position(guide_id, guide, walked)))
            assert max(telegram_length(view.text) for view in views) <= 4096


def test_amounts_of_a_year_without_parameters_are_not_last_years(
    real_library: Library, knowledge: KnowledgeBase
) -> None:
    phrases = real_library.edition.knowledge.phrases["ru"]
    last = max(value.until for value in knowledge.parameters["mci"].values)
    today = Reader(knowledge, phrases, "ru", last, "bot")
    tomorrow = Reader(knowledge, phrases, "ru", last + timedelta(days=1), "bot")
    assert "₸" in articles.section(today, "birth-benefit", "how_much").text
    assert phrases.sum_unknown in articles.section(tomorrow, "birth-benefit", "how_much").text
    warning = articles.article(tomorrow, "birth-benefit").text.partition("<b>")[0]
    assert "МРП" in warning


def test_the_schemas_for_editors_are_those_of_the_models() -> None:
    kept = {path.name: path.read_text() for path in (KNOWLEDGE / "schemas").glob("*.json")}
    assert kept == schemas(), "run: python main.py schema"
