"""Has the law moved? A mirror of the register is followed, and what stands on a changed article is to be read again."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.core.standing import cites
from bot.loader.load import check, load
from main import main
from tests.mirror import Register, article

Out = pytest.CaptureFixture[str]
Edit = Callable[[str, str, str], None]

FIRST = {"1": "Показатель.", "5": "Помощь – 38 МРП.", "6": "Платят раз.", "7": "Срок – месяц.", "9": "Кошки."}


def text(articles: dict[str, str]) -> str:
    return "# Закон\n\n## Глава 1\n\n" + "".join(article(*one) for one in articles.items())


@pytest.fixture
def register(tmp_path: Path) -> Register:
    """The act in the wording that was checked on 22 November, and an older one."""
    register = Register(tmp_path / "codes")
    register.publish("2020-01-01", "Закон о переездах № 1-I", {"rus.md": text({**FIRST, "5": "Помощь – 30 МРП."})})
    register.publish("2026-02-01", "Закон № 200-VIII", {"rus.md": text(FIRST), "kaz.md": text(FIRST)})
    return register


@pytest.fixture(autouse=True)
def _watched(monkeypatch: pytest.MonkeyPatch, sample: Path, edit_file: Edit, tmp_path: Path) -> None:
    edit_file("sources.yaml", "  checked_on", '  act_code: "4711"\n  checked_on')
    monkeypatch.setenv("KNOWLEDGE_DIR", str(sample))
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def laws(register: Register, capsys: Out) -> Callable[[], dict[str, Any]]:
    def run() -> dict[str, Any]:
        assert main(["laws", "--mirror", str(register.folder), "--json"]) == 0
        found: dict[str, Any] = json.loads(capsys.readouterr().out)
        return found

    return run


def test_without_a_clone_it_says_how_to_get_one(tmp_path: Path, capsys: Out) -> None:
    for arguments in ([], ["--mirror", str(tmp_path / "nowhere")], ["--mirror", str(tmp_path)]):
        assert main(["laws", *arguments]) == 1
        assert "git clone" in capsys.readouterr().err


def test_a_law_that_stands_still_leaves_nothing_to_read(laws: Callable[[], dict[str, Any]], sample: Path) -> None:
    found = laws()
    assert found["changes"] == []
    assert found["seen"] == {"moving-law": "2026-02-01"}
    assert not (sample / "law-changes.yaml").exists()


def test_a_changed_article_names_its_day_its_lines_and_what_stands_on_it(
    register: Register, laws: Callable[[], dict[str, Any]]
) -> None:
    register.publish("2026-12-15", "Закон № 251-VIII", {"rus.md": text({**FIRST, "5": "Помощь – 40 МРП."})})
    [change] = laws()["changes"]
    assert (change["source"], change["article"], change["date"]) == ("moving-law", "5", "2026-12-15")
    assert change["by"] == "Закон № 251-VIII"
    assert change["diff"] == ["-Помощь – 38 МРП.", "+Помощь – 40 МРП."]
    assert {"kind": "article", "id": "moving-help", "topic": "moving"} in change["entries"]
    assert "cats" not in {entry["id"] for entry in change["entries"]}


def test_a_parameter_stands_on_the_law_too(register: Register, laws: Callable[[], dict[str, Any]]) -> None:
    register.publish("2027-01-01", "Закон № 260-VIII", {"rus.md": text({**FIRST, "1": "Другой показатель."})})
    [change] = laws()["changes"]
    assert [(entry["kind"], entry["id"]) for entry in change["entries"]] == [("parameter", "mci")]


def test_an_article_put_in_before_changes_none_after_it(register: Register, laws: Callable[[], dict[str, Any]]) -> None:
    inserted = {"1": FIRST["1"], "4-1": "Новая.", **FIRST}
    register.publish("2026-12-15", "Закон № 251-VIII", {"rus.md": text(inserted)})
    assert laws()["changes"] == []


def test_a_renumbered_article_says_where_its_text_stands_now(
    register: Register, laws: Callable[[], dict[str, Any]]
) -> None:
    renumbered = {**FIRST, "7": "Совсем другое.", "7-1": FIRST["7"]}
    register.publish("2026-12-15", "Закон № 251-VIII", {"rus.md": text(renumbered)})
    [change] = laws()["changes"]
    assert (change["article"], change["now"]) == ("7", "7-1")


def test_a_repealed_article_is_a_change(register: Register, laws: Callable[[], dict[str, Any]]) -> None:
    left = {number: one for number, one in FIRST.items() if number != "9"}
    register.publish("2026-12-15", "Закон № 251-VIII", {"rus.md": text(left)})
    [change] = laws()["changes"]
    assert (change["article"], [entry["id"] for entry in change["entries"]]) == ("9", ["cats"])


def test_an_act_that_is_split_into_parts_is_the_same_act(
    register: Register, laws: Callable[[], dict[str, Any]]
) -> None:
    early, late = ({k: v for k, v in FIRST.items() if (k < "7") is first} for first in (True, False))
    index = "# Закон\n\n[Глава 1](rus/ch001.md)\n"
    parts = {"rus.md": index, "rus/ch001.md": text(early), "rus/ch002.md": text(late)}
    register.publish("2026-12-01", "Закон № 250-VIII", parts)
    assert laws()["changes"] == []
    register.publish("2026-12-15", "Закон № 251-VIII", {**parts, "rus/ch002.md": text({**late, "9": "Псы."})})
    assert [change["article"] for change in laws()["changes"]] == ["9"]


def test_an_act_without_articles_changes_as_a_whole(
    register: Register, laws: Callable[[], dict[str, Any]], edit_file: Edit
) -> None:
    edit_file("sources.yaml", '"4711"', '"815"')
    for day, words in (("2023-06-30", "1. Пункт."), ("2026-12-15", "1. Новый пункт.")):
        register.publish(day, f"Приказ от {day}", {"rus.md": words}, "07-ministerial/rules-815", "815")
    [change] = laws()["changes"]
    assert (change["article"], change["date"]) == (None, "2026-12-15")
    assert {"moving-help", "cats", "mci"} <= {entry["id"] for entry in change["entries"]}


def test_what_cannot_be_followed_is_said(
    register: Register, laws: Callable[[], dict[str, Any]], edit_file: Edit
) -> None:
    register.publish("2026-02-02", "Закон № 201-VIII", {"rus.md": text({"1": "Только она."})})
    missing = {one["article"] for one in laws()["no_such_article"]}
    assert missing >= {"5", "5–6", "7", "9"}
    assert "1" not in missing
    edit_file("sources.yaml", '"4711"', '"4712"')
    assert laws()["not_in_mirror"] == ["moving-law"]


def test_the_list_in_the_folder_is_read_and_a_newer_check_clears_it(
    register: Register, laws: Callable[[], dict[str, Any]], sample: Path, edit_file: Edit
) -> None:
    register.publish("2026-12-15", "Закон № 251-VIII: «о новом»", {"rus.md": text({**FIRST, "9": "Псы."})})
    laws()
    [change] = load(sample).base.law_changes
    assert (change.article, change.by) == ("9", "Закон № 251-VIII: «о новом»")
    warned = [(one.file, one.severity) for one in check(sample)[1] if one.code == "KB095"]
    assert warned == [("knowledge/topics/pets/articles/cats.yaml", "warning")]
    edit_file("topics/pets/articles/cats.yaml", "checked_on: 2026-11-22", "checked_on: 2026-12-16")
    assert [one for one in check(sample)[1] if one.code == "KB095"] == []
    assert laws()["changes"] == []
    assert not (sample / "law-changes.yaml").exists()


def test_what_another_mirror_found_stays(register: Register, sample: Path, tmp_path: Path, capsys: Out) -> None:
    register.publish("2026-12-15", "Закон № 251-VIII", {"rus.md": text({**FIRST, "9": "Псы."})})
    other = Register(tmp_path / "ministerial")
    other.publish("2026-01-01", "Приказ", {"rus.md": "1. Пункт."}, "07-ministerial/rules-815", "815")
    for mirror in (register, other):
        assert main(["laws", "--mirror", str(mirror.folder)]) == 0
    assert "no mirror has this act" in capsys.readouterr().out
    assert [one.article for one in load(sample).base.law_changes] == ["9"]


@pytest.mark.parametrize(
    ("place", "named", "not_named"),
    [
        ("72, 79(3), 91–92", ["72", "79", "91", "91-1", "92"], ["73", "93", "92-1", "3"]),
        ("90-1–90-6", ["90-1", "90-4", "90-6"], ["90", "90-7", "91"]),
        ("23(4)(3); 36; 44–50", ["23", "36", "44", "50"], ["4", "3", "24"]),
        ("23(4)–(5)", ["23"], ["4", "5", "24"]),
        ("73(1), (4)", ["73"], ["4"]),
        (None, ["1", "500-2"], []),
    ],
)
def test_a_cited_place_names_its_articles(place: str | None, named: list[str], not_named: list[str]) -> None:
    assert [one for one in named if not cites(place, one)] == []
    assert [one for one in not_named if cites(place, one)] == []
