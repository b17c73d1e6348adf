"""Imports point one way. When this fails, move the code to the package that may know what it needs."""

import ast
from pathlib import Path

import pytest

from tests.conftest import ROOT

# package → what of ours it may import
ALLOWED: dict[str, set[str]] = {
    "core": {"core"},
    "sentences": {"core", "sentences"},  # what people are told; whoever tells it may import it
    "ui": {"core", "ui"},
    "loader": {"core", "ui", "sentences", "loader"},
    "editing": {"core", "sentences", "loader", "editing"},
    "review": {"core", "loader", "editing", "review"},
    "storage": {"core", "sentences", "storage"},
    "local_telegram": {"ui", "local_telegram"},
    "telegram": {"core", "ui", "loader", "editing", "review", "preview", "telegram"},
    "evaluation": {"core", "evaluation"},
    "translating": {"core", "ui", "sentences", "loader", "editing", "translating"},
    "laws": {"core", "sentences", "loader", "laws", "git"},
    "links": {"core", "links"},
    "preview": {"core", "loader", "preview", "git"},
    "exploring": {"core", "ui", "sentences", "exploring"},
    "drawing": {"core", "ui", "drawing"},
    "comparing": {"core", "sentences", "evaluation", "comparing"},
    "web": {"core", "ui", "loader", "editing", "review", "local_telegram", "drawing", "web"},
    # puts the parts together, so it knows them all but what only the command line needs
    "serving": {
        "core", "sentences", "loader", "editing", "review", "storage", "local_telegram", "telegram", "web", "serving",
        "figures", "logs", "settings",
    },
}  # fmt: skip
# outside libraries that belong to one place
ONLY_IN: dict[str, set[str]] = {
    "telegram": {"telegram", "local_telegram", "serving"},
    "yaml": {"loader", "evaluation", "editing"},
    "psycopg": {"storage"},
    "aiosqlite": {"storage"},
    "sqlite3": {"storage"},
    "stdnum": {"core"},
    "aiohttp": {"telegram", "links"},  # the Bot API, and the addresses of sources: the only calls that go out
    "starlette": {"web"},
    "uvicorn": {"web"},
    "jinja2": {"web"},
    "markupsafe": {"web"},
    "pygraphviz": {"drawing"},
    "itsdangerous": {"web"},
    "pydantic_settings": {"settings.py"},
    "openpyxl": {"translating"},
}
FILES = sorted((ROOT / "bot").rglob("*.py"))


def imports(path: Path) -> list[str]:
    tree = ast.parse(path.read_text())
    found = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    return found + [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_imports_point_one_way(path: Path) -> None:
    package = path.relative_to(ROOT / "bot").parts[0]
    for module in imports(path):
        top, _, rest = module.partition(".")
        assert top not in ("drill", "tests"), f"the bot must not import {module}: it is no part of it"
        if top == "bot" and package in ALLOWED:
            target = rest.partition(".")[0]
            message = f"{package} must not import {module}; it may import {', '.join(sorted(ALLOWED[package]))}"
            assert target in ALLOWED[package], message
        if top in ONLY_IN:
            assert package in ONLY_IN[top], f"only {', '.join(sorted(ONLY_IN[top]))} may import {module}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_nothing_is_imported_inside_a_function(path: Path) -> None:
    tree = ast.parse(path.read_text())
    inside = [
        node.lineno
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert inside == [], f"{path.name}: imports inside functions on lines {inside}; move them to the top"


def test_no_module_grows_two_subjects() -> None:
    long = {path.name: lines for path in FILES if (lines := len(path.read_text().splitlines())) > 300}
    assert long == {}, "split these modules: each has more than one subject"


def test_the_core_has_no_clock_of_its_own() -> None:
    for path in FILES:
        if {"core", "ui"} & set(path.parts):
            text = path.read_text()
            assert "date.today(" not in text, path
            assert "datetime.now(" not in text, path
