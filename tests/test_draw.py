"""A guide as a picture: on a page of GitHub, as a file, in the console."""

import re
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from bot.core.scenarios import covered
from bot.core.text import LANGUAGES
from bot.drawing.pages import page
from bot.loader.library import Library
from bot.ui.reader import Reader
from main import main
from tests.conftest import KNOWLEDGE

Out = pytest.CaptureFixture[str]
Edit = Callable[[str, str, str], None]
GUIDE = "topics/moving/guides/moving.yaml"
HANDS = "  answers: {home: dont-know, people: 1, moved: not-yet, needs: [hands]}\n  outcomes: [hands]\n"


@pytest.fixture(autouse=True)
def _settings(monkeypatch: pytest.MonkeyPatch, sample: Path, tmp_path: Path) -> None:
    monkeypatch.setenv("KNOWLEDGE_DIR", str(sample))
    monkeypatch.chdir(tmp_path)


def drawn(language: str = "en") -> ET.Element:
    assert main(["draw", "moving", "--language", language, "--output", "moving.svg"]) == 0
    return ET.parse("moving.svg").getroot()


def texts(svg: ET.Element) -> str:
    return " ".join("".join(element.itertext()) for element in svg.iter("{http://www.w3.org/2000/svg}text"))


def classes(svg: ET.Element) -> list[str]:
    return [element.get("class", "") for element in svg.iter("{http://www.w3.org/2000/svg}g")]


@pytest.mark.parametrize(
    ("language", "question", "answer", "verdict"),
    [
        ("kk", "Қайда тұрасыз?", "Жалдаймын", "Ақша тиесілі сияқты"),
        ("ru", "Где вы живёте?", "Снимаю", "Похоже, деньги положены"),
        ("en", "Where do you live?", "I rent", "Money seems due"),
    ],
)
def test_a_file_shows_questions_answers_and_outcomes(language: str, question: str, answer: str, verdict: str) -> None:
    shown = texts(drawn(language))
    for text in (question, answer, verdict):
        assert text in shown
    assert "today > plus(moved, '1" in shown


def test_an_outcome_names_its_articles() -> None:
    assert re.search(r"Money seems due .*moving, Art\. 5", texts(drawn()))


def test_mermaid_has_a_box_for_each_step_and_outcome_and_arrows_between(capsys: Out) -> None:
    assert main(["draw", "moving", "--language", "en"]) == 0
    lines = capsys.readouterr().out.splitlines()
    boxes = {match[1] for line in lines if (match := re.match(r"  (\w+)[\[(]+\"", line))}
    steps = {"s_home", "s_people", "s_moved", "s_needs"}
    assert boxes == steps | {"o_money", "o_hands", "o_too_late", "o_no_help"}
    arrows = {match.groups() for line in lines if (match := re.match(r'  (\w+) (-->|-\.->)\|".*"\| (\w+)$', line))}
    assert {("s_home", "-->", "s_people"), ("s_home", "-->", "o_no_help"), ("s_moved", "-.->", "o_too_late")} <= arrows


def test_an_outcome_without_a_scenario_is_marked(edit_file: Edit, capsys: Out) -> None:
    main(["draw", "moving"])
    assert "uncovered" not in " ".join([capsys.readouterr().out, *classes(drawn())])
    edit_file("topics/moving/scenarios/moving.yaml", HANDS, HANDS.replace("hands", "money"))
    edit_file(
        "topics/moving/scenarios/moving.yaml",
        "needs: [money, hands]}\n  outcomes: [money, hands]",
        "needs: [money]}\n  outcomes: [money]",
    )
    assert classes(drawn()).count("node outcome uncovered") == 1
    capsys.readouterr()
    main(["draw", "moving"])
    assert "class o_hands uncovered" in capsys.readouterr().out


def test_no_text_becomes_markup(edit_file: Edit, capsys: Out) -> None:
    edit_file(GUIDE, "en: I rent}", "en: 'rent\"] &lt;script&gt; `x` #1'}")
    assert 'rent"] <script> `x` #1' in texts(drawn())
    main(["draw", "moving", "--language", "en"])
    assert "rent#34;#93; #60;script#62; #96;x#96; #35;1" in capsys.readouterr().out.replace("<br/>", " ")


@pytest.mark.parametrize(("arguments", "told"), [(["movign"], "'moving'"), (["moving", "--output", "x.gif"], ".svg")])
def test_what_cannot_be_drawn_is_said(arguments: list[str], told: str, capsys: Out) -> None:
    assert main(["draw", *arguments]) == 1
    assert told in capsys.readouterr().err


def test_all_writes_a_page_for_each_topic(sample: Path) -> None:
    assert main(["draw", "--all"]) == 0
    page_of_moving = (sample / "topics" / "moving" / "README.md").read_text()
    assert page_of_moving.count("```mermaid") == len(LANGUAGES)
    assert main(["check"]) == 0


def test_the_pages_of_the_repository_show_its_guides(real_library: Library) -> None:
    knowledge = real_library.edition.knowledge
    readers = {
        one: Reader(knowledge.base, knowledge.phrases[one], one, knowledge.base.released, "bot") for one in LANGUAGES
    }
    for topic_id in knowledge.base.topics:
        kept = (KNOWLEDGE / "topics" / topic_id / "README.md").read_text(encoding="utf-8")
        assert kept == page(readers, topic_id, covered(knowledge.scenarios)), "run: python main.py draw --all"
