"""A mirror of the state register of a test's own: a folder an act, a commit a version."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

ACT = "02-codes/2020/0101-o-pereezdakh-4711"


def git(folder: Path, *arguments: str, day: str = "2026-01-01") -> None:
    """A command of git, by somebody on a day, whatever is set up on this machine."""
    who = {"NAME": "Register", "EMAIL": "register@example.kz", "DATE": f"{day}T00:00:00Z"}
    said = {f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER") for key, value in who.items()}
    env = {**os.environ, **said, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    subprocess.run(["git", *arguments], cwd=folder, env=env, check=True, capture_output=True)


class Register:
    """A git repository to which versions are published."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        git(folder, "init", "--quiet", "--initial-branch=main")

    def publish(self, day: str, by: str, files: Mapping[str, str], act: str = ACT, code: str = "4711") -> None:
        """A version of an act: all of its text, by file name; what is not named is gone."""
        folder = self.folder / act
        for old in folder.rglob("*.md"):
            old.unlink()
        meta = f"act_code: '{code}'\nversion_date:\n  kaz: {day}\n  rus: {day}\nsource:\n  rus: https://zan.gov.kz/{code}\n"
        for name, text in {**files, "meta.yaml": meta}.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
        git(self.folder, "add", "--all")
        git(self.folder, "commit", "--quiet", "--message", by, day=day)


def article(number: str, text: str) -> str:
    """An article as a mirror has it: its anchor, its heading, its text."""
    return f'<a id="st{number}"></a>\n\n### Статья {number}. О переезде\n\n{text}\n\n'
