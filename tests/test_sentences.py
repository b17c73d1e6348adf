"""What operators read on the terminal is the same in Kazakh, Russian and English, and each reads their own."""

import ast
import asyncio
import re
import socket
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from string import Formatter

import pytest
from openpyxl import load_workbook

from bot import sentences
from bot.core.text import LANGUAGES, Language, Text
from bot.sentences.settings import WHAT
from bot.settings import Settings
from bot.storage.sqlite import SqliteStore
from main import main
from tests.conftest import ROOT
from tests.mirror import Register
from tests.test_diff import commit
from tests.test_explore import KEPT, SCENARIOS
from tests.test_laws import FIRST, text
from tests.test_links import cite

Out = pytest.CaptureFixture[str]
Edit = Callable[[str, str, str], None]
Told = Mapping[Language, str]
CATS, GUIDE = "topics/pets/articles/cats.yaml", "topics/moving/guides/moving.yaml"

pytestmark = pytest.mark.usefixtures("in_step")


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch, capsys: Out) -> Callable[..., Told]:
    """What a command says to operators with systems in three languages."""

    def run(*arguments: str) -> Told:
        said = {}
        for language in LANGUAGES:
            monkeypatch.setenv("LC_ALL", f"{language}_KZ.UTF-8")
            main(list(arguments))
            said[language] = "".join(capsys.readouterr())
        return said

    return run


def each_differs(told: Told, *named: str) -> None:
    """Three languages, with the same names and numbers in each."""
    assert len(set(told.values())) == len(LANGUAGES)
    for said in told.values():
        assert not re.search(r"\{[a-z]+\}", said), "every value is filled in"
        for name in named:
            assert name in said


def every_sentence() -> Iterator[Text]:
    for module in iter_modules(sentences.__path__):
        for value in vars(import_module(f"bot.sentences.{module.name}")).values():
            several = value.values() if isinstance(value, Mapping) else [value]
            yield from (one for one in several if isinstance(one, Text))


def test_every_sentence_names_the_same_values_in_each_language() -> None:
    for sentence in every_sentence():
        named = [{field for _, field, _, _ in Formatter().parse(sentence[one]) if field} for one in LANGUAGES]
        assert named[0] == named[1] == named[2], sentence
        assert sentence.kk != sentence.en != sentence.ru, sentence


def told_in(path: Path) -> Iterator[tuple[str, object, set[str | None]]]:
    """Each sentence that a module names as the first of some arguments, and the names of the values beside it."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    imported = {
        alias.asname or alias.name: import_module(f"bot.sentences.{alias.name}")
        for one in ast.walk(tree) if isinstance(one, ast.ImportFrom) and one.module == "bot.sentences"
        for alias in one.names
    }  # fmt: skip
    for call in ast.walk(tree):
        match call:
            case ast.Call(args=[ast.Attribute(value=ast.Name(id=module), attr=name), *more]) if module in imported:
                given = {keyword.arg for keyword in call.keywords}
                for values in more:
                    keys = values.keys if isinstance(values, ast.Dict) else [None]
                    given |= {str(key.value) if isinstance(key, ast.Constant) else None for key in keys}
                yield f"{path.name}:{call.lineno}", getattr(imported[module], name), given


def test_whoever_tells_a_sentence_gives_its_values() -> None:
    told = [one for path in (ROOT / "bot").rglob("*.py") for one in told_in(path)]
    assert len(told) > 100
    for place, sentence, given in told:
        if isinstance(sentence, Text) and None not in given:  # None: from elsewhere, by ** or a name
            assert given >= {field for _, field, _, _ in Formatter().parse(sentence.en) if field}, place


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["due", "--date", "2027-01-10"], ["2027-01", "moving-help", "mci"]),
        (["show", "movign"], ["'moving'"]),
        (["walk", "movign"], ["movign"]),
        (["walk", "moving", "castle"], ["castle", "rent"]),
        (["draw", "movign"], ["movign"]),
        (["draw", "moving", "--output", "moving.gif"], ["moving.gif", ".svg"]),
        (["explore", "--seed", "1", "--walks", "1"], ["--seed 1"]),
        (["explore", "movign"], ["movign"]),
        (["laws"], ["git clone"]),
        (["laws", "--mirror", "nowhere"], ["nowhere", "git clone"]),
        (["translate", "accept", "nobody"], ["nobody"]),
        (["translate", "import", "absent.xlsx"], ["absent.xlsx"]),
        (["restore", "absent.sqlite3"], ["absent.sqlite3"]),
        (["migrate-store", "DATABASE_URL", "nowhere"], ["DATABASE_URL"]),
    ],
    ids=lambda value: " ".join(value) if value else "",
)
def test_a_command_speaks_the_language_of_the_system(
    told: Callable[..., Told], arguments: Sequence[str], named: Sequence[str]
) -> None:
    each_differs(told(*arguments), *(name.strip("'") for name in named))


def test_what_explore_finds_is_told_in_words(told: Callable[..., Told], sample: Path, edit_file: Edit) -> None:
    edit_file(GUIDE, "amount: 1.5 * mci * people", "amount: mci * (29 - people)")
    (sample / SCENARIOS).write_text(f"{KEPT}\n")
    each_differs(told("explore", "--seed", "1", "--walks", "50"), "# ", "money.total", "2026-11-24")


def test_a_refused_translation_is_explained_in_words(
    told: Callable[..., Told], edit_file: Edit, sample: Path, tmp_path: Path
) -> None:
    edit_file(CATS, "бесплатно", "за 300 тенге")
    table = tmp_path / "table.xlsx"
    each_differs(told("translate", "export", str(table)), "table.xlsx", "2")
    book = load_workbook(table)
    sheet = book.worksheets[0]
    sheet["E2"], sheet["E3"] = "<b>500</b>", 500
    book.save(table)
    before = (sample / CATS).read_text()
    each_differs(
        told("translate", "import", str(table)), "table.xlsx:2:5: ", "KB093", "<b>", "300", "500", "3:5: ", "KB094"
    )
    assert (sample / CATS).read_text() == before


def test_what_was_accepted_is_counted_in_words(told: Callable[..., Told]) -> None:
    each_differs(told("translate", "accept"))


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_diff_speaks_the_language_of_the_system(
    told: Callable[..., Told], sample: Path, edit_file: Edit, form: str
) -> None:
    commit(sample)
    options = ["--markdown"] if form == "markdown" else []
    if not options:
        each_differs(told("diff", "HEAD"))
    edit_file(GUIDE, "1.5 * mci * people", "2 * mci * people")
    edit_file(CATS, "free of charge", "for nothing")
    each_differs(told("diff", "HEAD", *options), "money.total", "12 975 → 17 300", "cats")
    each_differs(told("diff", "nowhere", *options), "nowhere")


def test_laws_speaks_the_language_of_the_system(told: Callable[..., Told], edit_file: Edit, tmp_path: Path) -> None:
    edit_file("sources.yaml", "  checked_on", '  act_code: "4711"\n  checked_on')
    register = Register(tmp_path / "codes")
    register.publish("2026-02-01", "Закон № 200-VIII", {"rus.md": text(FIRST)})
    register.publish("2026-12-15", "Закон № 251-VIII", {"rus.md": text({**FIRST, "9": "Псы."})})
    each_differs(told("laws", "--mirror", str(register.folder)), "9", "2026-12-15", "251-VIII", "cats")


def test_links_speaks_the_language_of_the_system(told: Callable[..., Told], sample: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        closed = taken.getsockname()[1]
    cite(sample, f"http://127.0.0.1:{closed}/here")
    each_differs(told("links", "--pause", "0"), "1")


def test_a_backup_is_told_in_words(told: Callable[..., Told], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, copy = tmp_path / "bot.sqlite3", tmp_path / "copy.sqlite3"
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{path}")
    asyncio.run(_database(path))
    each_differs(told("backup", str(copy)), "copy.sqlite3")
    each_differs(told("restore", str(copy)), "copy.sqlite3", "bot.sqlite3")


async def _database(path: Path) -> None:
    store = SqliteStore(path, timedelta(days=30))
    await store.open()
    await store.close()


def test_a_wrong_setting_is_told_in_words(told: Callable[..., Told], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "eighty")
    each_differs(told("check"), "PORT", "65535")


def test_every_setting_says_what_it_must_be() -> None:
    assert set(WHAT) == set(Settings.model_fields)


def test_the_language_of_messages_can_be_asked_for(told: Callable[..., Told], capsys: Out) -> None:
    for language, said in told("due", "--date", "2027-01-10").items():
        assert main(["due", "--date", "2027-01-10", "--language", language]) == 0
        assert capsys.readouterr().out == said
