"""`diff`: what citizens get otherwise than in another version of the knowledge."""

import argparse
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

from bot.commands.parts import Commands, NotFound
from bot.comparing.comparison import compare
from bot.comparing.formats import as_json, as_markdown, as_text
from bot.comparing.report import parts
from bot.comparing.snapshots import Snapshot
from bot.core.faults import Code
from bot.core.said import Voice
from bot.core.text import LANGUAGES
from bot.evaluation.golden import LEARNED, Golden, read_golden
from bot.git import GitFailed, git
from bot.loader.load import BrokenKnowledge, check
from bot.loader.mistakes import errors
from bot.sentences import comparing as sentences
from bot.settings import Settings

_MOST = 10  # mistakes that are listed of a version that cannot be compared
# A scenario that is not kept any more keeps the files out of the bot, but just then one wants to see what changed.
_NOT_KEPT = {
    Code.OTHER_OUTCOMES, Code.OTHER_AMOUNT, Code.SCENARIO_OF_NO_STEP, Code.SCENARIO_TOO_SHORT,
    Code.SCENARIO_ANSWER_UNUSED, Code.SCENARIO_ANSWER_IMPOSSIBLE,
}  # fmt: skip


def add(commands: Commands) -> None:
    parser = commands.add_parser("diff", help="who gets a different answer than in another version of the knowledge")
    parser.add_argument("revision", metavar="REV", help="a revision of git to compare with, for example main or HEAD~3")
    parser.add_argument("--to", metavar="REV", help="another revision in place of the files as they stand")
    parser.add_argument("--language", choices=LANGUAGES, help="only the questions and texts of this language")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="one object for tools, nothing left out")
    form.add_argument("--markdown", action="store_true", help="for the page of a change")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Print what changed for citizens. 0, whether something did or not. Raises NotFound."""
    folder = settings.knowledge_dir
    with _at(folder, options.revision) as old, _at(folder, options.to) as new:
        before, after = _snapshot(old, options.revision), _snapshot(new, options.to or str(folder))
        comparison = compare(before, after, _questions(new, after), options.language)
    if options.json:
        print(as_json(comparison))
        return 0
    say = Voice(options.speaks)
    report = parts(comparison, after.base, options.language or options.speaks, say)
    title = f"{options.revision} → {options.to or folder.name}"
    print(as_markdown(report, title, say) if options.markdown else as_text(report, say) or say(sentences.NOBODY))
    return 0


@contextmanager
def _at(folder: Path, revision: str | None) -> Iterator[Path]:
    """The folder as it was at a revision, in a place of its own; without one the folder itself.

    The bot's own sentences are those of today: they are not compared, and today's bot needs all that it knows.
    """
    if revision is None:
        yield folder
        return
    with TemporaryDirectory() as place:
        there = Path(place) / folder.name
        with ZipFile(BytesIO(_archive(folder, revision))) as archive:
            archive.extractall(there)
        shutil.copytree(folder / "phrases", there / "phrases", dirs_exist_ok=True)
        yield there


def _archive(folder: Path, revision: str) -> bytes:
    """Only the folder: `git archive` takes the one in which it is called."""
    try:
        return git(folder, "archive", "--format=zip", "--end-of-options", revision, ".")
    except GitFailed as failed:
        raise NotFound(sentences.NO_REVISION, revision=revision, folder=folder, error=failed) from None


def _snapshot(folder: Path, name: str) -> Snapshot:
    """Raises NotFound for a version that today's bot cannot read."""
    draft, mistakes = check(folder, style=False)
    if broken := [one for one in errors(mistakes) if one.code not in _NOT_KEPT]:
        raise NotFound(sentences.BROKEN, revision=name, mistakes=BrokenKnowledge(broken[:_MOST]).told)
    return Snapshot(draft.knowledge(), draft.scenarios)


def _questions(folder: Path, after: Snapshot) -> list[Golden]:
    """The golden questions of the newer version, and those that the bot has learned."""
    questions = folder / "questions"
    learned = questions / LEARNED
    found = read_golden(questions, after.base) if questions.is_dir() else []
    return found + (read_golden(learned, after.base) if learned.exists() else [])
