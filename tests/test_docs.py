"""The pages hold what they promise: every setting and command, links that lead somewhere, examples that are YAML."""

import argparse
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
import yaml

from bot.core.articles import SECTIONS, Article
from bot.core.text import LANGUAGES
from bot.settings import Settings
from main import _parser
from tests.conftest import ROOT
from tests.mistake_pages import PAGES as PAGES_OF_MISTAKES
from tests.mistake_pages import pages as mistake_pages

PAGES = [
    ROOT / "README.md",
    ROOT / "CHANGELOG.md",
    ROOT / "knowledge" / "README.md",
    *sorted((ROOT / "knowledge" / "topics").glob("*/README.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
]
DEVELOPERS = (ROOT / "docs" / "developers.md").read_text(encoding="utf-8")
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_YAML = re.compile(r"^[ ]*```yaml\n(.*?)^[ ]*```", re.MULTILINE | re.DOTALL)


def _name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def _commands() -> Iterator[tuple[str, argparse.ArgumentParser]]:
    for action in _parser("--help")._actions:
        if isinstance(action, argparse._SubParsersAction):
            yield from action.choices.items()


def _anchors(page: Path) -> set[str]:
    """The headings of a page as GitHub makes addresses of them."""
    titles = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def _examples(page: str) -> list[str]:
    return [match[1] for match in _YAML.finditer((ROOT / page).read_text(encoding="utf-8"))]


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_has_a_row(name: str) -> None:
    [row] = [line for line in DEVELOPERS.splitlines() if line.startswith(f"| `{name.upper()}` |")]
    default = Settings.model_fields[name].default
    if isinstance(default, str | int | Path):
        assert f"`{default}`" in row.split("|")[2]


def test_every_command_and_option_has_its_row() -> None:
    commands = dict(_commands())
    assert "check" in commands
    for command, parser in commands.items():
        rows = [line for line in DEVELOPERS.splitlines() if line.startswith(f"| `{command}` |")]
        assert len(rows) == 1, f"docs/developers.md has no row for the command {command}"
        for action in parser._actions:
            for option in action.option_strings:
                assert option in ("-h", "--help") or option in rows[0], f"{option} is not in the row of {command}"


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_every_link_and_picture_leads_somewhere(page: Path) -> None:
    for target in _LINK.findall(page.read_text(encoding="utf-8")):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = unquote(target).partition("#")
        file = (page.parent / path).resolve() if path else page
        assert file.exists(), f"{_name(page)} links to {target}"
        if anchor:
            assert anchor in _anchors(file), f"{_name(page)} links to {target}; there is no such heading"


def test_every_picture_is_shown_and_all_are_small() -> None:
    pictures = sorted((ROOT / "docs" / "pictures").glob("*"))
    shown = " ".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert [picture.name for picture in pictures if f"pictures/{picture.name}" not in shown] == []
    assert sum(picture.stat().st_size for picture in pictures) < 1_200_000


@pytest.mark.parametrize("page", ["knowledge/README.md", "docs/knowledge-format.md"])
def test_every_example_is_yaml(page: str) -> None:
    examples = _examples(page)
    assert len(examples) > 3
    for example in examples:
        assert yaml.safe_load(example), example


def test_the_small_article_of_the_lesson_is_a_whole_article() -> None:
    examples = [yaml.load(example, yaml.BaseLoader) for example in _examples("knowledge/README.md")]
    lessons = [one for one in examples if isinstance(one, dict) and {"title", "short"} <= one.keys()]
    assert len(lessons) == 2, "one in Russian, one in Kazakh"
    for lesson in lessons:
        assert set(Article.model_validate(lesson).sections) <= set(SECTIONS)
        assert min(map(len, lesson["asked"].values())) >= 5


def test_the_lesson_is_as_long_in_kazakh_as_in_russian() -> None:
    text = (ROOT / "knowledge" / "README.md").read_text(encoding="utf-8")
    russian, kazakh = text.split("# По-русски\n")[1].split("# Қазақша\n")
    for sign in ("\n## ", "```yaml", "\n| "):
        assert russian.count(sign) == kazakh.count(sign), f"{sign!r} is not there as often"


def test_the_pages_of_mistakes_are_those_of_the_gallery() -> None:
    written = {language: (PAGES_OF_MISTAKES / f"{language}.md").read_text(encoding="utf-8") for language in LANGUAGES}
    assert written == mistake_pages(), "run `make mistakes`"
