"""Fixtures: a small base of the tests' own, the real base, and citizens who visit either."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.core.review import STATES, Question, Wanted
from bot.core.store import Store
from bot.loader.library import Library
from bot.loader.records import FILE as RECORD
from bot.local_telegram.server import BOT, LocalTelegram
from bot.local_telegram.transport import LocalRequest
from bot.review.desk import Desk
from bot.storage.sqlite import SqliteStore
from bot.telegram.app import build_application
from bot.telegram.services import Services
from main import main
from tests.citizen import Citizen
from tests.engines import _postgres_database, address, either, postgres, postgres_server  # noqa: F401  # fixtures

ROOT = Path(__file__).parent.parent
KNOWLEDGE = ROOT / "knowledge"
ADMIN = 9001
OTHER_ADMIN, OWNER = 9002, 9003
# Kept from one run to the next and between workers: most tests begin with the same two folders.
EDITIONS = ROOT / ".pytest_cache" / "editions"
RELEASED = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)


class Clock:
    """The time in the tests: it stands still until a test moves it."""

    def __init__(self) -> None:
        self.now = RELEASED

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, time: timedelta) -> None:
        self.now += time


@pytest.fixture(scope="session", autouse=True)
def _english() -> Iterator[None]:
    """Commands speak English in the tests, whatever the system of the developer speaks."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("LC_ALL", raising=False)
        patch.setenv("LC_MESSAGES", "C")
        yield


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """A small knowledge folder of the test's own, to read and to break."""
    return _small_base(tmp_path)


@pytest.fixture(scope="session")
def record(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """What `translate accept` writes for the small base: its languages say the same."""
    folder = _small_base(tmp_path_factory.mktemp("record"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KNOWLEDGE_DIR", str(folder))
        assert main(["translate", "accept"]) == 0
    return (folder / RECORD).read_bytes()


@pytest.fixture
def in_step(sample: Path, record: bytes, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small base with that record, as the folder of commands."""
    monkeypatch.setenv("KNOWLEDGE_DIR", str(sample))
    monkeypatch.chdir(sample.parent)
    (sample / RECORD).write_bytes(record)
    return sample


def _small_base(parent: Path) -> Path:
    folder = parent / "knowledge"
    shutil.copytree(ROOT / "tests" / "sample", folder)
    shutil.copytree(KNOWLEDGE / "phrases", folder / "phrases")
    return folder


async def kept(desk: Desk) -> list[Question]:
    """The questions that are kept, in whatever cluster they are."""
    await desk.place_new()
    clusters, _ = await desk.clusters(Wanted(STATES), 100, 0)
    return [question for cluster in clusters for question in cluster.questions]


async def asked(store: SqliteStore) -> list[Question]:
    """The questions that are kept, whether they have their cluster already or not."""
    await asyncio.gather(*(task for task in asyncio.all_tasks() if task.get_name() == "placing"))
    clusters, _ = await store.clusters(Wanted(STATES), 100, 0)
    return [*await store.unplaced(), *(question for cluster in clusters for question in cluster.questions)]


@pytest.fixture
async def store() -> AsyncIterator[SqliteStore]:
    store = SqliteStore(None, timedelta(days=365))
    await store.open()
    yield store
    await store.close()


@pytest.fixture
def telegram(clock: Clock) -> LocalTelegram:
    return LocalTelegram(clock=lambda: clock().timestamp())


@pytest.fixture
def library(sample: Path) -> Library:
    return Library(sample, EDITIONS / "sample")


@pytest.fixture(scope="session")
def real_library() -> Library:
    """The knowledge of the repository."""
    return Library(KNOWLEDGE, EDITIONS / "real")


@pytest.fixture
def desk(library: Library, store: SqliteStore, sample: Path, clock: Clock) -> Desk:
    return Desk(library, store, sample, clock, frozenset({OWNER}))


@pytest.fixture
def services(library: Library, store: SqliteStore, clock: Clock, desk: Desk) -> Services:
    admins = frozenset({ADMIN, OTHER_ADMIN, OWNER})
    return services_of(library, store, clock, admins, desk)


def services_of(
    library: Library, store: Store, clock: Clock, admins: frozenset[int], desk: Desk | None = None
) -> Services:
    """The parts of a bot before any base; without a desk of its own it only reads."""
    desk = desk or Desk(library, store, Path("no-folder"), clock, frozenset())
    return Services(library, store, admins, clock, str(BOT["username"]), desk=desk, owner_ids=frozenset({OWNER}))


@pytest.fixture
async def citizen(services: Services, telegram: LocalTelegram) -> AsyncIterator[Citizen]:
    """A citizen before the small base. Whatever the test does, Telegram's rules hold and no press waits."""
    async with visiting(services, telegram) as person:
        yield person
        assert [one for one in telegram.violations if "message is not modified" not in one] == []
        assert telegram.unanswered() == []


@asynccontextmanager
async def visiting(services: Services, telegram: LocalTelegram) -> AsyncIterator[Citizen]:
    """A citizen before any base."""
    request = LocalRequest(telegram)
    app = build_application(services, "1:TEST", "https://api.telegram.org/bot", (request, request))
    await app.initialize()
    yield Citizen(app, telegram)
    await app.shutdown()


@pytest.fixture
def edit_file(sample: Path) -> Callable[[str, str, str], None]:
    """Replace words in a file of the small base, as an operator would."""

    def edit(file: str, old: str, new: str) -> None:
        path = sample / file
        text = path.read_text()
        assert old in text, f"'{old}' stands in {file}"
        path.write_text(text.replace(old, new))

    return edit
