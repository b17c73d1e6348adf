"""What a reviewer of a change reads: who gets a different answer than before."""

import json
import re
import subprocess
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import combinations, product
from pathlib import Path
from typing import Any

import pytest

from bot.comparing.guides import compare_guide
from bot.comparing.snapshots import Snapshot
from bot.core.scenarios import parse_answer
from bot.core.walk import Answer, walk
from bot.loader.load import check
from main import _parser, main
from tests.conftest import ROOT

Out = pytest.CaptureFixture[str]
Edit = Callable[[str, str, str], None]
SCENARIOS = "topics/moving/scenarios/moving.yaml"
GUIDE = "topics/moving/guides/moving.yaml"


@pytest.fixture(autouse=True)
def _kept_in_git(monkeypatch: pytest.MonkeyPatch, sample: Path) -> None:
    monkeypatch.setenv("KNOWLEDGE_DIR", str(sample))
    (sample / "questions").mkdir()
    (sample / "questions" / "pets.yaml").write_text(
        "- {text: мысық тіркеу, language: kk, kind: plain, articles: [cats]}\n"
        "- {text: кошка, language: ru, kind: plain, articles: [cats]}\n"
    )
    commit(sample)


def commit(folder: Path) -> None:
    who = ["-c", "user.name=Tester", "-c", "user.email=tester@example.kz", "-c", "commit.gpgsign=false"]
    for arguments in (["init", "-q"], ["add", "-A"], [*who, "commit", "-qm", "knowledge"]):
        subprocess.run(["git", *arguments], cwd=folder.parent, check=True)


def diff(capsys: Out, *options: str) -> Any:
    assert main(["diff", "HEAD", "--json", *options]) == 0
    return json.loads(capsys.readouterr().out)


def changes(found: Any) -> dict[tuple[str, str], Any]:
    return {(one["kind"], one["name"]): one for one in found["guides"].get("moving", ())}


def test_without_a_change_nobody_gets_another_answer(capsys: Out) -> None:
    found = diff(capsys)
    assert not any(found[part] for part in ("guides", "parameters", "sums", "questions", "texts"))
    assert main(["diff", "HEAD"]) == 0
    assert "Nobody" in capsys.readouterr().out


def test_a_changed_sum_is_shown_with_an_example_that_can_be_walked(edit_file: Edit, capsys: Out) -> None:
    edit_file(GUIDE, "1.5 * mci * people", "2 * mci * people")
    edit_file(SCENARIOS, "12975", "17300")
    edit_file(SCENARIOS, "6488", "8650")
    assert list(changes(diff(capsys))) == [("amount", "money.total")]
    main(["diff", "HEAD"])
    [command] = [line.split() for line in capsys.readouterr().out.splitlines() if " main.py walk " in line]
    assert main([*command[2:], "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["outcomes"][0]["amounts"]["total"] % 8650 == 0


def test_scenarios_that_are_not_kept_any_more_are_named(edit_file: Edit, capsys: Out) -> None:
    edit_file(GUIDE, "1.5 * mci * people", "2 * mci * people")
    found = changes(diff(capsys))["amount", "money.total"]
    assert found["scenarios"] == ["Two people who rent", "One person, the sum is rounded up"]


def test_whoever_stands_at_the_boundary_of_a_condition_is_found(edit_file: Edit, capsys: Out) -> None:
    edit_file(GUIDE, "when: \"today > plus(moved, '1 year')\"", "when: \"today >= plus(moved, '1 year')\"")
    found = diff(capsys)["guides"]["moving"]
    assert {(one["before"], one["after"]) for one in found} >= {("money", "too-late"), ("no-help", "too-late")}
    assert {one["example"]["moved"] for one in found if "2026-11-24" in one["ways"]} == {"2025-11-24"}


def test_an_option_that_is_gone_leaves_its_question_open(edit_file: Edit, capsys: Out) -> None:
    edit_file(GUIDE, "      own:\n", "      my-own:\n")
    edit_file(SCENARIOS, "{home: own}", "{home: my-own}")
    found = diff(capsys)["guides"]["moving"]
    assert ("no-help", "the question 'home'") in {(one["before"], one["after"]) for one in found}


def test_a_new_step_leaves_old_answers_without_an_end(edit_file: Edit, capsys: Out) -> None:
    step = (
        "  pets:\n    kind: choice\n    question: {kk: Мысық?, ru: Кошка?, en: A cat?}\n    help: {kk: а, ru: а, en: a}"
        "\n    options:\n      cat: {label: {kk: Иә, ru: Да, en: 'Yes'}, next: moved}\n  moved:\n"
    )
    edit_file(GUIDE, "    next: moved\n", "    next: pets\n")
    edit_file(GUIDE, "  moved:\n", step)
    found = diff(capsys)
    [change] = [one for one in found["guides"]["moving"] if "Two people who rent" in one["scenarios"]]
    assert (change["kind"], change["after"]) == ("question", "the question 'pets'")


def test_a_new_value_of_a_parameter_is_shown_on_its_day(edit_file: Edit, capsys: Out) -> None:
    old = "- {since: 2026-01-01, until: 2026-12-31, value: 4325"
    new = "- {since: 2027-01-01, until: 2027-12-31, value: 5000"
    source = ', source: {act: moving-law, article: "1"}}'
    edit_file("parameters.yaml", old + source, f"{old}{source}\n    {new}{source}")
    found = diff(capsys)
    assert found["parameters"] == [{"name": "mci", "day": "2027-01-01", "before": "unknown", "after": "5 000"}]
    assert list(changes(found)["amount", "money.total"]["ways"]) == ["2027-01-01"]
    assert {one["name"] for one in found["sums"]} == {"moving-help.help"}


def test_texts_and_questions_that_changed_are_shown(edit_file: Edit, capsys: Out) -> None:
    edit_file("topics/pets/articles/cats.yaml", "ru: Регистрация кошки", "ru: Учёт котов")
    found = diff(capsys)
    [entry] = found["texts"]
    assert (entry["id"], [(one["part"], one["language"]) for one in entry["changes"]]) == ("cats", [("title", "ru")])
    assert diff(capsys, "--language", "kk")["texts"] == []


def test_two_revisions_can_be_compared(sample: Path, edit_file: Edit, capsys: Out) -> None:
    edit_file(GUIDE, "1.5 * mci * people", "2 * mci * people")
    edit_file(SCENARIOS, "  amounts: {money.total: 12975}\n", "")
    commit(sample)
    assert diff(capsys)["guides"] == {}
    assert main(["diff", "HEAD~1", "--to", "HEAD", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert list(changes(found)) == [("amount", "money.total")]
    assert len(found["scenarios"]["gone"]) == len(found["scenarios"]["new"]) == 1


def test_markdown_lets_no_text_become_markup(edit_file: Edit, capsys: Out) -> None:
    edit_file(GUIDE, "ru: Есть ли мне помощь?", 'ru: "Помощь [*мне*](https://example.kz)"')
    edit_file(GUIDE, "1.5 * mci * people", "2 * mci * people")
    assert main(["diff", "HEAD", "--markdown", "--language", "ru"]) == 0
    told = capsys.readouterr().out
    assert "\\[\\*мне\\*\\](https://example.kz)" in told
    assert told.count("~~~~") % 2 == 0


def test_an_older_version_may_lack_a_sentence_of_the_bot(sample: Path, capsys: Out) -> None:
    phrases = sample / "phrases" / "kk.yaml"
    today = phrases.read_text()
    phrases.write_text("\n".join(line for line in today.splitlines() if not line.startswith("all_checks:")))
    commit(sample)
    phrases.write_text(today)
    assert diff(capsys)["guides"] == {}


@pytest.mark.parametrize("revision", ["no-such-revision", "--output=/tmp/written"])
def test_a_revision_that_git_does_not_know_is_named(revision: str, capsys: Out) -> None:
    assert main(["diff", "--", revision]) == 1
    assert revision in capsys.readouterr().err


def test_the_workflow_runs_the_command_as_it_is() -> None:
    workflow = (ROOT / ".github" / "workflows" / "answers.yaml").read_text()
    [command] = re.findall(r"main\.py (diff [^|]*) \|", workflow)
    assert _parser("diff").parse_args(command.split()).markdown


def test_following_ways_together_finds_what_trying_every_answer_finds(sample: Path, edit_file: Edit) -> None:
    before = snapshot(sample)
    edit_file(GUIDE, "when: \"today > plus(moved, '1 year')\", outcomes: [too-late]", (
        "when: \"today > plus(moved, '6 months') and people < 3 or people > 27\", outcomes: [too-late]"
    ))  # fmt: skip
    edit_file(
        GUIDE, "{when: \"'money' in needs\", show: money}", "{when: \"'money' in needs and people != 7\", show: money}"
    )
    after = snapshot(sample)
    found = compare_guide("moving", before, after, [before.base.released])
    told = {(one.before, one.after) for one in found if one.kind == "outcomes"}
    gone_and_new = {(old.outcomes - new.outcomes, new.outcomes - old.outcomes) for old, new in told}  # type: ignore[union-attr]  # ends
    assert gone_and_new == set(by_trying(before, after))


def snapshot(folder: Path) -> Snapshot:
    draft, _ = check(folder, style=False)
    return Snapshot(draft.knowledge(), draft.scenarios)


def by_trying(before: Snapshot, after: Snapshot) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
    """The outcomes gone and new of many answers, on all sides of every boundary."""
    guides, day = [one.base.guides["moving"] for one in (before, after)], before.base.released
    needs = [list(group) for size in (1, 2) for group in combinations(["money", "hands"], size)] + [["nothing"]]
    days = [day - timedelta(days=ago) for ago in (0, 30, *range(180, 188), *range(364, 368), 700)]
    for home, people, moved, need in product(
        ["rent", "own", "dont-know"], (1, 2, 3, 6, 7, 8, 27, 28, 30), ["not-yet", *days], needs
    ):
        texts: list[str | list[str]] = [home, str(people), str(moved), need]
        results = []
        for guide in guides:
            answers: list[Answer] = [
                parse_answer(step, text) for step, text in zip(guide.steps.values(), texts, strict=True)
            ]
            results.append(frozenset(walk(guide, answers, before.base.parameters, day).outcomes))
        old, new = results
        if old != new:
            yield old - new, new - old
