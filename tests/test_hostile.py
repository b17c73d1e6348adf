"""Ids that are paths, and files that were made to keep the bot busy."""

from contextlib import suppress
from pathlib import Path
from random import Random
from time import perf_counter, process_time

import pytest

from bot.core.expressions import Expression
from bot.core.faults import Code, Fault
from bot.core.ids import is_id
from bot.loader.documents import MOST_BYTES, read_document, read_text
from bot.ui.html import visible
from tests.citizen import Citizen
from tests.conftest import ROOT

PATHS = ("../../etc/passwd", "..", "/etc/passwd", "..\\x", "%2e%2e", "a/b", "con\x00", "a" * 41)


@pytest.mark.parametrize("path", PATHS)
def test_no_id_is_a_path(path: str) -> None:
    assert not is_id(path)


@pytest.mark.parametrize("path", PATHS)
async def test_a_link_or_button_with_a_path_is_an_old_one(citizen: Citizen, path: str) -> None:
    for tag in ("a", "t", "g", "p", "e"):
        await citizen.says(f"/start {tag}_{path}")
        outdated = citizen.sees
        await citizen.presses_data(f"{tag}_{path}")
        assert "root:" not in outdated + citizen.sees


@pytest.mark.parametrize("data", ["p_" + "ы" * 40, "p_" + "a" * 60, "f_" + "a" * 60])
async def test_after_a_forged_button_the_language_can_be_chosen(citizen: Citizen, data: str) -> None:
    await citizen.says("/start")
    await citizen.presses_data(data)
    await citizen.says("/language")
    assert citizen.labels == ["Қазақша", "Русский", "English"]


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "x.yaml").write_bytes(b"a" * (MOST_BYTES + 1))
    [mistake] = read_document(tmp_path / "x.yaml", "x.yaml").mistakes
    assert mistake.code == "KB008"


def test_bombs_are_refused_soon() -> None:
    begun = perf_counter()
    bomb = "a: &a [x, x]\n" + "".join(
        f"k{n}: &k{n} [{', '.join(['*' + (f'k{n - 1}' if n else 'a')] * 9)}]\n" for n in range(12)
    )
    for text in (bomb, "[" * 100_000, "{a: " * 50_000, "- " * 50_000, "a: &a [*a]"):
        assert read_text(text, "x.yaml").mistakes
    assert perf_counter() - begun < 5


@pytest.mark.parametrize(
    "part", ["- ", "a: b: ", '"', "k: [", "{", "\t", "ж ", ": ", "a:b\n", "- a\n b\n", "\u00a0", "x[", "\"[' "]
)
def test_what_is_wrong_is_explained_as_fast_as_the_text_is_long(part: str) -> None:
    def took(text: str) -> float:
        spent = []
        for _ in range(3):
            begun = process_time()
            read_text(text, "x.yaml")
            spent.append(process_time() - begun)
        return min(spent)

    short, long = f"a: [\n{part * 2_000}", f"a: [\n{part * 16_000}"
    assert took(long) < 45 * max(took(short), 0.005), "eight times the text; backtracking would take 64 times"


@pytest.mark.parametrize("seed", range(8))
def test_a_file_broken_anywhere_is_told_of_or_read(seed: int) -> None:
    chance = Random(seed)
    text = (ROOT / "tests/sample/topics/moving/guides/moving.yaml").read_text(encoding="utf-8")
    for _ in range(40):
        at, part = chance.randrange(len(text)), chance.choice(["", "", '"', ": ", "[", "}", "\t", "- ", "\n", "*", "|"])
        document = read_text(text[:at] + part + text[at + chance.choice([0, 1, 3]) :], "x.yaml")
        assert document.data is not None or document.mistakes
        assert all(mistake.line >= 1 and mistake.message("kk") for mistake in document.mistakes)


@pytest.mark.parametrize(
    "source", ["(" * 500 + "1" + ")" * 500, "-" * 900 + "1", "1e999999999", "9" * 999, "not " * 200 + "x"]
)
def test_expressions_have_limits(source: str) -> None:
    with pytest.raises(Fault) as refused:
        Expression(source)
    assert refused.value.code in (Code.EXPRESSION_TOO_LONG, Code.EXPRESSION_TOO_DEEP, Code.NUMBER_TOO_LONG)


@pytest.mark.parametrize("part", ["<", "&", "<b>", "&#1", "<a href='", "- ", "{"])
def test_patterns_take_no_time(part: str) -> None:
    begun = perf_counter()
    with suppress(ValueError):
        visible(part * 20_000)
    assert perf_counter() - begun < 2


@pytest.mark.parametrize(
    "text", ["ж" * 4096, "абвгд" * 819, ("ж" * 200 + " ") * 20, "\u0301" * 4096, "1" * 4096, "@" * 4096]
)
async def test_a_message_of_one_word_takes_no_time(citizen: Citizen, text: str) -> None:
    begun = perf_counter()
    await citizen.says(text)
    assert perf_counter() - begun < 2
