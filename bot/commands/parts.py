"""What several commands share."""

import argparse
from collections.abc import Iterable
from datetime import date
from functools import partial
from typing import TypeAlias

from bot.core.said import Problem
from bot.core.sources import Citation
from bot.core.text import LANGUAGES
from bot.loader.load import load
from bot.loader.mistakes import did_you_mean
from bot.sentences import finding
from bot.settings import Settings
from bot.ui.html import visible
from bot.ui.reader import Reader
from bot.ui.view import View

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # argparse has no public name for it


class NotFound(Problem):
    """A command cannot do what it was asked, because there is nothing like that."""


def add_speaks(parser: argparse.ArgumentParser) -> None:
    """`--language` of a command that shows no texts of the knowledge: that of its sentences."""
    parser.add_argument(
        "--language", choices=LANGUAGES, dest="speaks", default=argparse.SUPPRESS,
        help="of the messages; by default that of the system",
    )  # fmt: skip


def no_guide(guide_id: str, known: Iterable[str]) -> NotFound:
    """There is no such guide; perhaps another one is meant."""
    return NotFound(finding.NO_GUIDE, id=guide_id, near=partial(did_you_mean, guide_id, list(known)))


def add_reader_options(parser: argparse.ArgumentParser) -> None:
    """The language and the day in which a text is shown."""
    parser.add_argument("--language", choices=LANGUAGES, default="ru")
    parser.add_argument("--date", type=date.fromisoformat, help="the day to show; by default the base's release date")


def reader(options: argparse.Namespace, settings: Settings) -> Reader:
    """The knowledge as a citizen reads it. Raises BrokenKnowledge."""
    knowledge = load(settings.knowledge_dir)
    day = options.date or knowledge.base.released
    return Reader(knowledge.base, knowledge.phrases[options.language], options.language, day, "bot")


def plain(view: View) -> str:
    """A screen as it reads on a terminal."""
    return visible(view.text)


def places(citations: Iterable[Citation]) -> list[str]:
    """Where it is written, each place once."""
    return list(dict.fromkeys(f"{one.act} {one.article or one.pages or ''}".strip() for one in citations))
