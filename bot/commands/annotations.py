"""Mistakes as GitHub shows them beside the lines of a pull request.

The form: https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
"""

import os
from pathlib import Path

from bot.core.text import Language
from bot.loader.mistakes import Mistake


def annotation(mistake: Mistake, path: Path, language: Language) -> str:
    """One workflow command. `path` is named from the current folder, which must be the repository's."""
    places = {"file": os.path.relpath(path).replace(os.sep, "/"), "line": mistake.line, "col": mistake.column}
    named = ",".join(f"{name}={_property(str(value))}" for name, value in {**places, "title": mistake.code}.items())
    return f"::{mistake.severity} {named}::{_data(mistake.message(language))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
