"""`draw`: a guide as a picture."""

import argparse
from pathlib import Path

from bot.commands.parts import Commands, NotFound, no_guide
from bot.core.scenarios import covered
from bot.core.text import LANGUAGES
from bot.drawing.mermaid import mermaid
from bot.drawing.pages import page
from bot.drawing.picture import picture
from bot.drawing.svg import svg_file
from bot.loader.load import Knowledge, load
from bot.sentences import finding as sentences
from bot.settings import Settings
from bot.ui.reader import Reader


def add(commands: Commands) -> None:
    parser = commands.add_parser("draw", help="draw a guide: Mermaid text, or an SVG file")
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("guide", nargs="?", metavar="GUIDE")
    what.add_argument("--all", action="store_true", help="write the guides of every topic into its README.md")
    parser.add_argument("--language", choices=LANGUAGES, default="ru")
    parser.add_argument(
        "--output", type=Path, metavar="FILE", help="FILE.svg or FILE.mmd; without it Mermaid is printed"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Print or write one picture, or write all pages. Raises NotFound."""
    knowledge = load(settings.knowledge_dir)
    readers = {
        one: Reader(knowledge.base, knowledge.phrases[one], one, knowledge.base.released, "bot") for one in LANGUAGES
    }
    if options.all:
        for topic_id in knowledge.base.topics:
            path = settings.knowledge_dir / "topics" / topic_id / "README.md"
            path.write_text(page(readers, topic_id, covered(knowledge.scenarios)), encoding="utf-8")
        return 0
    _draw(knowledge, readers[options.language], options.guide, options.output)
    return 0


def _draw(knowledge: Knowledge, reader: Reader, guide_id: str, output: Path | None) -> None:
    if guide_id not in knowledge.base.guides:
        raise no_guide(guide_id, knowledge.base.guides)
    drawn = picture(reader, guide_id, covered(knowledge.scenarios).get(guide_id, frozenset()))
    if output is None:
        print(mermaid(drawn), end="")
    elif output.suffix in (".svg", ".mmd"):
        output.write_text(svg_file(drawn) if output.suffix == ".svg" else mermaid(drawn), encoding="utf-8")
    else:
        raise NotFound(sentences.NO_PICTURE, file=output)
