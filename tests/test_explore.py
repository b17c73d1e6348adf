"""Random walks find what breaks before a citizen does, and tell it as a scenario."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.core.text import LANGUAGES
from bot.exploring.explore import explore
from bot.loader.library import Library
from bot.ui.reader import Reader
from main import main

Out = pytest.CaptureFixture[str]
Edit = Callable[[str, str, str], None]
SCENARIOS = "topics/moving/scenarios/moving.yaml"
GUIDE = "topics/moving/guides/moving.yaml"
KEPT = "- {name: Rents, date: 2026-11-24, answers: {home: own}, outcomes: [no-help]}"


@pytest.fixture(autouse=True)
def _settings(monkeypatch: pytest.MonkeyPatch, sample: Path) -> None:
    monkeypatch.setenv("KNOWLEDGE_DIR", str(sample))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{when: \"'money' in needs\", show", "{when: \"'money' in needs and people < 30\", show"),
        ("amount: 1.5 * mci * people", "amount: 1.5 * mci * people / (people - 30)"),
        ("amount: 1.5 * mci * people", "amount: mci * (29 - people)"),
        ("today > plus(moved, '1 year')", "moved > 5"),
    ],
    ids=["no outcome", "division by nought", "a sum below nought", "a day compared with a number"],
)
def test_a_defect_is_found_and_its_scenario_is_not_kept(
    old: str, new: str, sample: Path, edit_file: Edit, capsys: Out
) -> None:
    edit_file(GUIDE, old, new)
    (sample / SCENARIOS).write_text(f"{KEPT}\n")
    assert main(["check"]) == 0, "nobody notices it without walking there"
    capsys.readouterr()
    assert main(["explore", "moving", "--seed", "1", "--walks", "50"]) == 1
    found = capsys.readouterr().out
    (sample / SCENARIOS).write_text(f"{KEPT}\n{found}")
    assert main(["check"]) == 1
    broken = [line for line in capsys.readouterr().out.splitlines() if " error KB08" in line]
    assert broken
    assert "Rents" not in "".join(broken)


def test_a_text_that_grew_too_long_is_found(edit_file: Edit, capsys: Out) -> None:
    edit_file(GUIDE, "next: {kk: 1. Қоңырау шалыңыз.,", f"next: {{kk: 1. Қоңырау {'шалыңыз ' * 149},")
    many = ", ".join(f"{{act: moving-law, article: '{number}{'9' * 700}'}}" for number in range(5))
    edit_file(GUIDE, 'sources: [{act: moving-law, article: "3"}]', f"sources: [{many}]")
    main(["explore", "--seed", "1", "--walks", "20"])
    assert "too long" in capsys.readouterr().out


def test_the_same_seed_finds_the_same(edit_file: Edit, capsys: Out) -> None:
    edit_file(GUIDE, "{when: \"'money' in needs\", show", "{when: \"'money' in needs and people < 30\", show")
    told = []
    for seed in ("1", "1", "2"):
        main(["explore", "--seed", seed, "--walks", "30"])
        told.append(capsys.readouterr().out)
    assert told[0] == told[1] != told[2]


def test_an_unknown_guide_is_named_with_the_nearest(capsys: Out) -> None:
    assert main(["explore", "movign"]) == 1
    assert "'moving'" in capsys.readouterr().err


def test_the_guides_of_the_repository_hold(real_library: Library) -> None:
    knowledge = real_library.edition.knowledge
    readers = [Reader(knowledge.base, knowledge.phrases[one], one, knowledge.base.released, "bot") for one in LANGUAGES]
    explored = {key: explore(readers, key, seed=27, walks=6) for key in knowledge.base.guides}
    assert [(fault.guide, fault.flaw) for one in explored.values() for fault in one.faults] == []
    assert sum(len(one.outcomes) for one in explored.values()) > 60, "walks reach ends all over the guides"
