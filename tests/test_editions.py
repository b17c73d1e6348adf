"""The knowledge is made in a process of its own and kept; what was kept is used only as we wrote it."""

import asyncio
import hashlib
import os
import secrets
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from pickle import UnpicklingError

import pytest

from bot.core.terms import Term
from bot.editing.phrases import add_phrase
from bot.loader import cache, library, making
from bot.loader.cache import KEPT, Cache
from bot.loader.checked import checked
from bot.loader.library import Library
from bot.loader.load import BrokenKnowledge, MakingFailed, load
from bot.loader.making import checked_apart
from bot.loader.mistakes import Mistake
from bot.loader.packing import OPEN, Packed
from bot.loader.pickles import read, write
from bot.review.files import Files
from tests.citizen import Citizen
from tests.conftest import EDITIONS, ROOT

CATS = "topics/pets/articles/cats.yaml"
Edit = Callable[[str, str, str], None]


@pytest.fixture
def kept(tmp_path: Path, sample: Path) -> Path:
    """A folder with the edition of the small base in it."""
    edition = Library(sample, EDITIONS / "sample").edition
    Cache(tmp_path / "kept").put(edition.digest, write(edition))
    return tmp_path / "kept"


def _file(kept: Path) -> Path:
    [file] = kept.iterdir()
    return file


def _short(library: Library) -> str:
    return library.edition.knowledge.base.articles["cats"].short["en"]


def test_the_next_start_makes_nothing(kept: Path, sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "no such program")
    found = Library(sample, kept).edition
    assert found.knowledge == load(sample)
    assert found.search.find("кошка").hits[0].id == "cats"


def test_a_changed_file_is_another_edition(kept: Path, sample: Path, edit_file: Edit) -> None:
    before = _short(Library(sample, kept))
    edit_file(CATS, before, "Cats live for free.")
    assert _short(Library(sample, kept)) == "Cats live for free."
    edit_file(CATS, "Cats live for free.", before)
    assert _short(Library(sample, kept)) == before


@pytest.mark.parametrize("damage", [lambda all_: all_[: len(all_) // 2], lambda all_: all_[:-9] + b"x" + all_[-8:]])
def test_a_damaged_edition_is_made_anew(kept: Path, sample: Path, damage: Callable[[bytes], bytes]) -> None:
    file = _file(kept)
    file.write_bytes(damage(file.read_bytes()))
    edition = Library(sample, kept).edition
    assert edition.search.find("кошка").hits[0].id == "cats"
    assert Cache(kept).get(edition.digest), "a good one takes its place"


def test_another_version_of_the_code_does_not_use_it(kept: Path, sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    digest = Library(sample, kept).edition.digest
    assert Cache(kept).get(digest)
    monkeypatch.setattr(cache, "running", lambda: "another one")
    assert Cache(kept).get(digest) is None


async def test_knowledge_for_other_code_waits_for_a_restart(
    kept: Path, sample: Path, edit_file: Edit, monkeypatch: pytest.MonkeyPatch
) -> None:
    books = Library(sample, kept)
    monkeypatch.setattr(making, "code", lambda: "a version that was pulled meanwhile")
    edit_file(CATS, "бесплатно", "за одну минуту")
    with pytest.raises(MakingFailed, match="restart"):
        await books.reload()
    assert "бесплатно" in books.edition.knowledge.base.articles["cats"].short["ru"]


@pytest.mark.skipif(sys.platform == "win32", reason="folders of one's own are closed to others there")
@pytest.mark.parametrize("writable", ["the file", "the folder"])
def test_what_others_may_write_to_is_not_used(kept: Path, sample: Path, writable: str) -> None:
    digest = Library(sample, kept).edition.digest
    (kept if writable == "the folder" else _file(kept)).chmod(0o777)
    assert Cache(kept).get(digest) is None
    assert Library(sample, kept).edition.digest == digest


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such owners there")
def test_what_belongs_to_somebody_else_is_not_used(kept: Path, sample: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    digest = Library(sample, kept).edition.digest
    monkeypatch.setattr(os, "geteuid", lambda: 12345)
    assert Cache(kept).get(digest) is None


class _Harmful:
    def __init__(self, mark: Path) -> None:
        self._mark = mark

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return os.mkdir, (self._mark,)


def test_an_edition_that_wants_to_run_something_does_not(kept: Path, sample: Path, tmp_path: Path) -> None:
    harmful = write(_Harmful(tmp_path / "done"))
    _file(kept).write_bytes(hashlib.sha256(harmful).digest() + harmful)
    with pytest.raises(UnpicklingError, match="mkdir"):
        read(harmful)
    assert Library(sample, kept).edition.search.find("кошка").hits
    assert not (tmp_path / "done").exists()


def test_where_nothing_can_be_kept_the_bot_starts_all_the_same(sample: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert Library(sample, tmp_path / "file" / "cache").edition.search.find("кошка").hits


def test_what_was_longest_unused_makes_room(tmp_path: Path) -> None:
    kept = Cache(tmp_path / "kept")
    for number in range(KEPT + 2):
        kept.put(str(number), b"an edition")
    assert len(list((tmp_path / "kept").iterdir())) == KEPT


def test_every_mistake_comes_back_from_the_other_process(sample: Path, edit_file: Edit) -> None:
    edit_file(CATS, "short:", "shrot:")
    (sample / "topics" / "pets" / "lost.yaml").write_text("a: [", encoding="utf-8")
    with pytest.raises(BrokenKnowledge) as here:
        load(sample)
    with pytest.raises(BrokenKnowledge) as there:
        Library(sample)
    assert there.value.mistakes == here.value.mistakes
    assert len(there.value.mistakes) > 1


async def test_when_the_process_dies_the_knowledge_stays_and_is_read_again_later(
    sample: Path, edit_file: Edit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library, "TRY_AGAIN_AFTER", 0)
    books = Library(sample)
    before, python = books.edition, sys.executable
    edit_file(CATS, "бесплатно", "за одну минуту")
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with pytest.raises(MakingFailed):
        await books.reload()
    assert books.edition is before
    told: asyncio.Queue[list[Mistake]] = asyncio.Queue()
    watching = asyncio.create_task(books.watch(told.put))
    await asyncio.sleep(0.8)
    monkeypatch.setattr(sys, "executable", python)
    assert await told.get() == []
    watching.cancel()
    with suppress(asyncio.CancelledError):
        await watching
    assert books.edition is not before


async def test_citizens_are_answered_while_the_knowledge_is_read(
    citizen: Citizen, library: Library, edit_file: Edit
) -> None:
    new = f"за {secrets.randbits(32)} минут"  # an edition that no cache holds
    edit_file(CATS, "бесплатно", new)
    began = last = time.perf_counter()
    longest, reading = 0.0, asyncio.create_task(library.reload())
    while not reading.done():
        await citizen.says("кошка")
        assert "бесплатно" in citizen.sees or reading.done()
        await asyncio.sleep(0.01)
        longest, last = max(longest, time.perf_counter() - last), time.perf_counter()
    assert await reading == []
    assert longest < (last - began) / 2, "nobody waits for as long as it takes"
    await citizen.says("кошка")
    assert new in citizen.sees


async def test_what_an_admin_publishes_is_live_without_making_it_again(
    sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    books = Library(sample, tmp_path / "kept")
    outcome = await Files(sample, books).apply(1, add_phrase(sample, "cats", "ru", "где записать котёнка"))
    assert outcome.what == "done"
    monkeypatch.setattr(sys, "executable", "no such program")
    assert await books.reload() == []
    assert "где записать котёнка" in books.edition.knowledge.base.articles["cats"].asked["ru"]


def test_a_check_apart_finds_what_a_check_finds(sample: Path, edit_file: Edit) -> None:
    edit_file(CATS, "review_by: ", "review_by: 2020-01-01 # ")
    day = date(2026, 11, 24)
    assert checked_apart(sample, day) == checked(sample, day)
    assert "KB050" in {one.code for one in checked_apart(sample, day).mistakes}


def test_packed_entries_are_those_that_were_packed() -> None:
    entries = {str(number): Term(number, "days") for number in range(OPEN + 9)}
    packed = Packed(entries)
    assert packed == entries
    assert list(packed) == list(entries)
    assert [packed[key] for key in entries] == list(entries.values()), "also those that had to make room"
    assert read(write(packed)) == entries
    assert ("1" in packed, "x" in packed, packed.get("x")) == (True, False, None)


@pytest.mark.skipif(sys.platform != "linux", reason="only there the memory is read")
def test_the_whole_bot_with_the_real_base_takes_little_memory(real_library: Library) -> None:
    """115 MB where this was written; 300 when the bot made its edition itself."""
    digest = real_library.edition.digest
    program = (
        "import re, bot.serving.process; from pathlib import Path; from bot.loader.cache import Cache;"
        f"edition = Cache(Path({str(EDITIONS / 'real')!r})).get({digest!r});"
        "assert edition.search.find('жәрдемақы').hits;"
        "print(re.search(r'VmRSS:\\s+(\\d+)', Path('/proc/self/status').read_text())[1])"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert int(done.stdout) / 1024 < 160
