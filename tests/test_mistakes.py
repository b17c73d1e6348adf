"""The gallery of mistakes: one broken file each. Its first line says what `check` must say about it.

Where the mistake shows in another file than the broken one, a second line says which file is broken.
"""

import shutil
from datetime import date
from pathlib import Path

import pytest

from bot.loader.documents import MOST_BYTES
from bot.loader.load import BrokenKnowledge, check, load
from tests.conftest import KNOWLEDGE, ROOT

GALLERY = sorted((ROOT / "tests" / "mistakes").glob("*.yaml"))


@pytest.mark.parametrize("broken", GALLERY, ids=lambda path: path.stem)
def test_a_mistake_is_told_with_its_place_and_what_to_do(broken: Path, sample: Path) -> None:
    first, second = [line.removeprefix("# ") for line in (*broken.read_text().splitlines(), "")[:2]]
    file = second.removeprefix("in: ") if second.startswith("in: ") else first.partition(":")[0]
    file = file.removeprefix("knowledge/")
    (sample / file).parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(broken, sample / file)
    _, mistakes = check(sample)
    told = [str(mistake) for mistake in mistakes]
    assert first in told, "\n".join(told) or "no mistake was found"
    assert broken.stem.partition("-")[0] in first


def test_a_file_that_is_too_large_is_told_and_the_others_are_checked(sample: Path) -> None:
    # Not in the gallery: five megabytes are made here rather than kept there.
    (sample / "contacts.yaml").write_bytes(b"# too much\n" * (MOST_BYTES // 11 + 1))
    shutil.copy(ROOT / "tests" / "mistakes" / "KB001-not-yaml.yaml", sample / "topics/moving/articles/moving-help.yaml")
    assert {"KB001", "KB008"} <= {mistake.code for mistake in check(sample)[1]}


def test_every_mistake_is_told_at_once(sample: Path) -> None:
    for broken in GALLERY[:3]:
        file = broken.read_text().splitlines()[0].removeprefix("# knowledge/").partition(":")[0]
        shutil.copy(broken, sample / file)
    with pytest.raises(BrokenKnowledge) as refused:
        load(sample)
    assert len(refused.value.mistakes) >= 2


def test_the_small_base_has_no_mistake(sample: Path) -> None:
    assert check(sample)[1] == []


def test_a_date_that_has_passed_is_a_warning_and_not_an_error(sample: Path) -> None:
    _, mistakes = check(sample, date(2028, 1, 1))
    assert {mistake.code for mistake in mistakes} == {"KB050", "KB053"}
    assert {mistake.severity for mistake in mistakes} == {"warning"}


def test_the_knowledge_of_the_repository_has_no_error_and_no_outdated_translation() -> None:
    mistakes = check(KNOWLEDGE)[1]
    assert [str(mistake) for mistake in mistakes if mistake.severity == "error"] == []
    drifted = [str(mistake) for mistake in mistakes if mistake.code in ("KB090", "KB091", "KB092")]
    assert drifted == [], "a language has not followed, or nobody has run: python main.py translate accept"
