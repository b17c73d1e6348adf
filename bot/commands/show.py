"""`show`: an article or a guide as text."""

import argparse
from functools import partial

from bot.commands.parts import Commands, NotFound, add_reader_options, plain, reader
from bot.loader.mistakes import did_you_mean
from bot.sentences import finding as sentences
from bot.settings import Settings
from bot.ui.html import visible
from bot.ui.reader import Reader
from bot.ui.screens import articles


def add(commands: Commands) -> None:
    parser = commands.add_parser("show", help="print an article or a guide")
    parser.add_argument("id", metavar="ID")
    add_reader_options(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Print an article with all its sections, or what a guide asks. Raises NotFound."""
    read, found_id = reader(options, settings), options.id
    if found_id in read.knowledge.articles:
        _show_article(read, found_id)
    elif found_id in read.knowledge.guides:
        _show_guide(read, found_id)
    else:
        known = [*read.knowledge.articles, *read.knowledge.guides]
        raise NotFound(sentences.NO_ENTRY, id=found_id, near=partial(did_you_mean, found_id, known))
    return 0


def _show_article(read: Reader, article_id: str) -> None:
    print(plain(articles.article(read, article_id)))
    for name in read.knowledge.articles[article_id].sections:
        print("\n" + plain(articles.section(read, article_id, name)))
    print("\n" + plain(articles.sources(read, article_id)))


def _show_guide(read: Reader, guide_id: str) -> None:
    guide = read.knowledge.guides[guide_id]
    print(visible(read.text(guide.title)))
    for step_id, step in guide.steps.items():
        print(f"\n{step_id}: {visible(read.text(step.question))}")
        for key, option in step.options.items():
            print(f"  {key}: {read.label(option.label)}")
