"""The tutorial, played as an operator does it: every edit, command and message of its page, in the order of the page.

A fence says by its first line what it is:

    ```yaml FILE      a new file          ```sh      commands at the terminal
    ```diff FILE      lines of a file     ```text    what the commands before it print
    ```xlsx FILE      what a translator fills in: the first cell of a row → the translation
    ```chat WHO DAY   the local chat: 👤 is written, 👆 is pressed, 🤖 is seen. DAY as in ?date=, if not today

`…` stands for whatever may change. `python -m tests.tutorial` writes what the commands print now into the pages.
"""

import asyncio
import re
import shlex
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from openpyxl import load_workbook

from bot.core.text import Language
from bot.loader.library import Library
from bot.local_telegram.server import LocalTelegram, Person
from bot.storage.sqlite import SqliteStore
from bot.telegram.services import Services
from bot.translating.workbook import TRANSLATION
from bot.ui.html import visible
from main import main as command
from tests.citizen import Citizen
from tests.conftest import ADMIN, EDITIONS, ROOT, Clock, services_of, visiting
from tests.mirror import git

PAGES: dict[Language, Path] = {"ru": ROOT / "docs" / "tutorial" / "ru.md", "kk": ROOT / "docs" / "tutorial" / "kk.md"}
# Who has a phone: the admin of the local chat, and citizens by the language of their phones.
WHO = {"Admin": ADMIN, "kk": 1001, "ru": 1002}
PROGRAM = ".venv/bin/python main.py "
_FENCE = re.compile(r"^```(\w+)(?: ([^\n]+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Fence:
    """A block of the page: what it is, about what, its text, and where that stands."""

    kind: str
    about: str
    text: str
    span: tuple[int, int]

    def same_as(self, printed: str) -> bool:
        """Whether this is what was printed; `…` stands for anything."""
        parts = map(re.escape, self.text.strip().split("…"))
        return re.fullmatch(".*".join(parts), printed.strip(), re.DOTALL) is not None


def fences(page: str) -> list[Fence]:
    """The blocks of a page, in order."""
    return [Fence(found[1], found[2] or "", found[3], found.span(3)) for found in _FENCE.finditer(page)]


def copy_of_repository(folder: Path) -> None:
    """What an operator gets: the files that git has, as they stand here, in a repository with one commit."""
    listed = subprocess.run(["git", "ls-files", "-z", "knowledge"], cwd=ROOT, check=True, capture_output=True).stdout
    for name in filter(None, listed.decode().split("\0")):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes((ROOT / name).read_bytes())
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "As it was cloned")


class Operator:
    """Somebody with a terminal, an editor and the local chat, who does what the page says."""

    def __init__(self, folder: Path, services: Services, people: dict[str, Citizen]) -> None:
        self.folder, self._library, self._days, self._people = folder, services.library, services.days, people
        self.printed = ""

    async def does(self, fence: Fence) -> None:
        """One block of the page. Raises AssertionError where something else comes than the page promises."""
        match fence.kind:
            case "yaml":
                self._writes(fence)
            case "diff":
                self._edits(fence)
            case "xlsx":
                self._translates(fence)
            case "sh":
                self.printed = "".join(map(self._runs, fence.text.splitlines()))
            case "chat":
                await self._chats(fence)
            case _:
                raise AssertionError(f"nobody knows what to do with ```{fence.kind}")

    def _writes(self, fence: Fence) -> None:
        path = self.folder / fence.about
        assert not path.exists(), f"{fence.about} is there already"
        path.write_text(fence.text, encoding="utf-8")

    def _edits(self, fence: Fence) -> None:
        path, lines = self.folder / fence.about, fence.text.splitlines(keepends=True)
        old = "".join(line[1:] for line in lines if line[0] in " -")
        new = "".join(line[1:] for line in lines if line[0] in " +")
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"these lines stand {text.count(old)} times in {fence.about}:\n{old}"
        path.write_text(text.replace(old, new), encoding="utf-8")

    def _translates(self, fence: Fence) -> None:
        book = load_workbook(self.folder / fence.about)
        sheet = book.worksheets[0]
        filled = dict(line.split(" → ") for line in fence.text.splitlines())
        assert [row[0].value for row in sheet.iter_rows(min_row=2)] == list(filled), "the rows of the table"
        for row in range(2, sheet.max_row + 1):
            sheet.cell(row, TRANSLATION).value = filled[str(sheet.cell(row, 1).value)]
        book.save(self.folder / fence.about)

    def _runs(self, line: str) -> str:
        if not line.startswith(PROGRAM):
            done = subprocess.run(shlex.split(line), cwd=self.folder, check=True, capture_output=True, text=True)
            return done.stdout
        with StringIO() as terminal, redirect_stdout(terminal), redirect_stderr(terminal):
            command(shlex.split(line.removeprefix(PROGRAM)))
            return terminal.getvalue()

    async def _chats(self, fence: Fence) -> None:
        await self._library.reload()  # as the bot does within a second; of a broken file it keeps nothing
        who, _, day = fence.about.partition(" ")
        citizen = self._people[who]
        self._days.clear()
        if day:
            self._days[citizen.person.id] = date.fromisoformat(day)
        for line in fence.text.splitlines():
            sign, _, words = line.partition(" ")
            if sign == "👤":
                await citizen.says(words)
            elif sign == "👆":
                await citizen.presses(words)
            else:
                assert sign == "🤖", f"who says '{line}'?"
                seen = visible(citizen.sees).replace("\u00a0", " ")
                assert words in seen, f"'{words}' is not in\n{seen}"


@asynccontextmanager
async def operator(folder: Path, language: Language) -> AsyncIterator[Operator]:
    """An operator of this language before a fresh copy of the repository, with the bot running."""
    copy_of_repository(folder)
    clock = Clock()
    telegram = LocalTelegram(clock=lambda: clock().timestamp())
    store = SqliteStore(None, timedelta(days=365))
    await store.open()
    library = Library(folder / "knowledge", EDITIONS / "tutorial")
    services = services_of(library, store, clock, frozenset({ADMIN}))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LC_ALL", f"{language}_KZ.UTF-8")
        patch.chdir(folder)
        async with visiting(services, telegram) as first:
            spoken = {"Admin": language, "kk": "kk", "ru": "ru"}
            people = {name: Citizen(first.app, telegram, Person(WHO[name], name, spoken[name])) for name in WHO}
            yield Operator(folder, services, people)
    await store.close()


async def played(page: str, language: Language, folder: Path) -> list[tuple[Fence, str]]:
    """Do all that the page says. Returns its outputs: each promised, with what was really printed."""
    promised = []
    async with operator(folder, language) as someone:
        for fence in fences(page):
            if fence.kind == "text":
                promised.append((fence, someone.printed))
            else:
                await someone.does(fence)
    return promised


def main() -> int:
    """Write what the commands print now into the pages, where it is something else than they promise.

    What may change is to be replaced by `…` again, by hand.
    """
    for language, page in PAGES.items():
        text = page.read_text(encoding="utf-8")
        with TemporaryDirectory() as folder:
            promised = asyncio.run(played(text, language, Path(folder)))
        for fence, printed in reversed(promised):
            if not fence.same_as(printed):
                start, end = fence.span
                text = f"{text[:start]}{printed.strip()}\n{text[end:]}"
        page.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
