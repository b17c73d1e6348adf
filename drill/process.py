"""The real bot as a process of its own: started, killed, stopped, and measured."""

import asyncio
import os
import shutil
import signal
import socket
import sys
from collections import deque
from collections.abc import Mapping
from pathlib import Path
from time import monotonic

ROOT = Path(__file__).resolve().parent.parent
TOKEN = "4242:DRILL"  # of nobody
_LINES = 200
# What a program needs of the system, and how glibc keeps memory, which the image and the unit set.
_FROM_OUTSIDE = ("PATH", "HOME", "LANG", "SYSTEMROOT", "MALLOC_ARENA_MAX", "MALLOC_MMAP_THRESHOLD_")


def small_base(folder: Path) -> Path:
    """The knowledge of the tests in a folder of its own: with it a start takes a second."""
    shutil.copytree(ROOT / "tests" / "sample", folder)
    shutil.copytree(ROOT / "knowledge" / "phrases", folder / "phrases")
    return folder


def settings_of(folder: Path, knowledge: Path, api: str, webhook: bool = False) -> dict[str, str]:
    """The environment of a bot that keeps everything in `folder`, without a setting of whoever runs it."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = str(taken.getsockname()[1])
    own = {
        "TELEGRAM_BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": api, "KNOWLEDGE_DIR": str(knowledge), "ADMIN_IDS": "",
        "OWNER_IDS": "", "DATABASE_URL": f"sqlite:///{folder / 'bot.sqlite3'}", "HOST": "127.0.0.1", "PORT": port,
        "PUBLIC_URL": f"http://127.0.0.1:{port}" if webhook else "", "LOG_LEVEL": "WARNING", "LOG_FORMAT": "text",
    }  # fmt: skip
    return {name: os.environ[name] for name in _FROM_OUTSIDE if name in os.environ} | own


class Process:
    """A program under Python. It runs in `folder`, so that no `.env` of the repository is read."""

    def __init__(
        self, folder: Path, environment: Mapping[str, str], script: Path | None = None, python: str = sys.executable
    ) -> None:
        """The bot, unless another `script` is given."""
        self._folder, self._environment = folder, environment
        self._command = [python, str(script)] if script else [python, str(ROOT / "main.py"), "run"]
        self._process: asyncio.subprocess.Process | None = None
        self._reading: asyncio.Task[None] | None = None
        self.lines: deque[str] = deque(maxlen=_LINES)
        self.errors: list[str] = []

    @property
    def pid(self) -> int:
        assert self._process, "not started"
        return self._process.pid

    @property
    def alive(self) -> bool:
        return self._process is not None and self._process.returncode is None

    async def start(self) -> None:
        self._process = await asyncio.create_subprocess_exec(
            *self._command, cwd=self._folder, env=dict(self._environment),
            stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT,
        )  # fmt: skip
        self._reading = asyncio.create_task(self._read(self._process))

    async def kill(self) -> None:
        """SIGKILL: nothing of the process runs any more."""
        if self._process and self.alive:
            self._process.kill()
        await self.ended()

    async def stop(self) -> float:
        """SIGTERM. Returns after how many seconds it ended."""
        assert self._process, "not started"
        began = monotonic()
        self._process.send_signal(signal.SIGTERM)
        await self.ended()
        return monotonic() - began

    async def ended(self) -> int:
        """Wait for the end. Returns the exit code."""
        assert self._process, "not started"
        assert self._reading, "started with the process"
        code = await self._process.wait()
        await self._reading
        return code

    def cpu(self) -> float:
        """Seconds of CPU that the process has used. Linux only."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def memory(self) -> float:
        """The memory in use, in megabytes. Linux only."""
        return self._status("VmRSS")

    def peak_memory(self) -> float:
        """The most memory that was in use, in megabytes. Linux only."""
        return self._status("VmHWM")

    def _status(self, name: str) -> float:
        lines = Path(f"/proc/{self.pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(name))

    async def _read(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdout, "a pipe was asked for"
        async for line in process.stdout:
            text = line.decode(errors="replace").rstrip()
            if " ERROR " in text:
                self.errors.append(text)
            self.lines.append(text)
