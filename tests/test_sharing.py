"""Replicas with a folder each: a change in one is live in all, and what one cannot load disturbs nobody."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from bot.core.review import Wanted
from bot.editing.sharing import Sharing, digest_of, read_files
from bot.loader.library import Library
from bot.loader.mistakes import Mistake
from bot.review.desk import Desk
from bot.storage.opening import opened
from bot.storage.postgres import PostgresStore
from tests.conftest import ADMIN, RELEASED, Clock
from tests.engines import RETENTION

_NOTICE = "topics/moving/articles/notice.yaml"


class Replica:
    """A folder, its library, and the way to the others."""

    def __init__(self, folder: Path, store: PostgresStore, cache: Path) -> None:
        self.folder, self.store, self._cache = folder, store, cache
        self.start()

    def start(self) -> None:
        """As a process begins: nothing is known but the folder."""
        self.library = Library(self.folder, self._cache)
        self.sharing = Sharing(self.library, self.folder, self.store, Clock())

    def edit(self, file: str, old: str, new: str) -> None:
        path = self.folder / file
        assert old in path.read_text()
        path.write_text(path.read_text().replace(old, new))

    async def catch_up(self) -> None:
        """What happens within some seconds: the files are read, the others are heard, and the files are read again."""
        for _ in range(2):
            assert [one for one in await self.library.reload() if one.severity == "error"] == []
            assert not await self.sharing.look()

    def title(self) -> str:
        return self.library.edition.knowledge.base.articles["notice"].title["en"]


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where editions are kept, so that the same files are read once for all tests here."""
    return tmp_path_factory.mktemp("editions", numbered=False)


@pytest.fixture
async def two(sample: Path, tmp_path: Path, postgres: str, cache: Path) -> AsyncIterator[tuple[Replica, Replica]]:
    shutil.copytree(sample, tmp_path / "other")
    async with AsyncExitStack() as stack:
        replicas = []
        for folder in (sample, tmp_path / "other"):
            store = await stack.enter_async_context(opened(postgres, RETENTION))
            assert isinstance(store, PostgresStore)
            replicas.append(Replica(folder, store, cache))
        for replica in replicas:
            assert await replica.sharing.look() == []
        yield replicas[0], replicas[1]


def test_the_files_are_told_apart_as_the_library_does(library: Library, sample: Path) -> None:
    assert digest_of(read_files(sample)) == library.edition.digest


async def test_a_saved_change_is_live_everywhere_without_anybody_doing_anything(two: tuple[Replica, Replica]) -> None:
    first, second = two
    told: list[Mistake] = []

    async def hear(mistakes: list[Mistake]) -> None:
        told.extend(mistakes)

    tasks = [asyncio.create_task(task) for one in two for task in (one.library.watch(hear), one.sharing.keep_on(hear))]
    await asyncio.sleep(0.1)
    first.edit(_NOTICE, "en: Giving notice", "en: New notice")
    async with asyncio.timeout(60):
        while not second.title().startswith("New"):  # noqa: ASYNC110  # another folder
            await asyncio.sleep(0.05)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    assert told == []


async def test_changes_in_both_folders_at_once_reach_both(two: tuple[Replica, Replica]) -> None:
    first, second = two
    first.edit(_NOTICE, "title: {", "title: { ")
    second.edit("base.yaml", "released", "# ours\nreleased")
    for replica in (first, second, first):
        await replica.catch_up()
    assert read_files(first.folder) == read_files(second.folder)
    assert "# ours" in (first.folder / "base.yaml").read_text()
    assert "title: { " in (second.folder / _NOTICE).read_text()


async def test_of_two_changes_of_one_file_the_first_stays_and_the_log_says_so(
    two: tuple[Replica, Replica], caplog: pytest.LogCaptureFixture
) -> None:
    first, second = two
    first.edit("base.yaml", "released", "# first\nreleased")
    second.edit("base.yaml", "released", "# second\nreleased")
    for replica in (first, second, first):
        await replica.catch_up()
    for replica in two:
        assert "# first" in (replica.folder / "base.yaml").read_text()
        assert "# second" not in (replica.folder / "base.yaml").read_text()
    assert "base.yaml" in caplog.text


async def test_what_is_broken_stays_where_it_is(two: tuple[Replica, Replica]) -> None:
    first, second = two
    first.edit("base.yaml", "released", "nonsense")
    assert await first.library.reload()
    await first.sharing.look()
    await second.catch_up()
    assert "nonsense" not in (second.folder / "base.yaml").read_text()


async def test_who_cannot_load_an_edition_says_so_and_keeps_the_one_before(two: tuple[Replica, Replica]) -> None:
    first, second = two
    before, files = second.library.edition, read_files(second.folder)
    newer = files["base.yaml"] + "\nkey_of_a_newer_bot: 1\n"
    await first.store.publish({"base.yaml": newer}, "of a newer bot", RELEASED)
    assert [one.file for one in await second.sharing.look()] == ["other/base.yaml"]
    assert await second.sharing.look() == [], "once, not every second"
    assert read_files(second.folder) == files
    assert second.library.edition is before


async def test_an_old_folder_takes_the_newest_and_a_new_one_is_the_newest(two: tuple[Replica, Replica]) -> None:
    first, second = two
    old = read_files(second.folder)
    first.edit("base.yaml", "released", "# newer\nreleased")
    await first.catch_up()
    second.start()
    await second.catch_up()
    assert "# newer" in (second.folder / "base.yaml").read_text()
    for path, text in old.items():
        (second.folder / path).write_text(text)
    second.edit("base.yaml", "released", "# of a new release\nreleased")
    second.start()
    for replica in (second, first):
        await replica.catch_up()
    assert "# of a new release" in (first.folder / "base.yaml").read_text()


async def test_admins_at_different_replicas_write_into_one_file(two: tuple[Replica, Replica]) -> None:
    for replica, words in zip(two, ("where to fish for zander", "when to fish for zander"), strict=True):
        desk = Desk(
            replica.library, replica.store, replica.folder, lambda: RELEASED, frozenset(), replica.sharing.together
        )
        number = await replica.store.record(words, "en", "open", RELEASED)
        cluster = await replica.store.place(number, None, [], RELEASED)
        assert (await desk.answer_by(ADMIN, cluster, "notice")).done
    await two[0].catch_up()
    for replica in two:
        learned = (replica.folder / "questions" / "learned.yaml").read_text()
        assert "where to fish" in learned
        assert "when to fish" in learned
    assert await two[0].store.clusters(Wanted(), 9, 0) == ([], 0)


async def test_nothing_is_written_but_yaml_in_the_folder(two: tuple[Replica, Replica]) -> None:
    first, second = two
    before = read_files(second.folder)
    await first.store.publish(
        {"../outside.yaml": "a: 1", "run.sh": "rm", "/tmp/at-the-root.yaml": "a: 1"}, "x", RELEASED
    )
    await second.sharing.look()
    assert read_files(second.folder) == before
    assert not (second.folder.parent / "outside.yaml").exists()
    assert not (second.folder / "run.sh").exists()
