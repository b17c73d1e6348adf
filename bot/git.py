"""git, as far as the bot reads it: a mirror of the law, and earlier versions of the knowledge."""

import subprocess
from collections.abc import Iterable
from pathlib import Path

# Names as they are; and on a server the files belong to another user than the one who runs the bot: they are only read.
_SETTINGS = ("-c", "core.quotepath=off", "-c", "safe.directory=*")


class GitFailed(Exception):
    """git is not installed, the folder is in no repository, or there is no such revision; its own words."""


def git(folder: Path, *arguments: str, typed: bytes = b"") -> bytes:
    """What a git command prints. Raises GitFailed."""
    command = ["git", "-C", str(folder), *_SETTINGS, *arguments]
    try:
        done = subprocess.run(command, input=typed, capture_output=True, check=False)
    except OSError as error:
        raise GitFailed(f"git cannot be started: {error.strerror}") from None
    if done.returncode:
        raise GitFailed(done.stderr.decode(errors="replace").strip() or f"git {arguments[0]} found nothing")
    return done.stdout


def lines(folder: Path, *arguments: str) -> list[str]:
    """The lines that a git command prints. Raises GitFailed."""
    return git(folder, *arguments).decode(errors="replace").splitlines()


def files(folder: Path, named: Iterable[str]) -> list[bytes | None]:
    """The files named "revision:path", all from one process; None for one that is not there. Raises GitFailed."""
    asked = list(named)
    printed = git(folder, "cat-file", "--batch", typed="".join(f"{name}\n" for name in asked).encode())
    found: list[bytes | None] = []
    at = 0
    for _ in asked:
        end = printed.index(b"\n", at)
        header, at = printed[at:end], end + 1
        if header.endswith(b" missing"):
            found.append(None)
            continue
        size = int(header.rsplit(b" ", 1)[1])
        found.append(printed[at : at + size])
        at += size + 1
    return found
