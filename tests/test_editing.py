"""Changes by machine: one thing is added, every other byte stays; nothing is written that the base cannot bear."""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
import yaml

from bot.core.assistant import answer
from bot.core.faults import Code
from bot.core.ids import is_id, slug
from bot.core.text import LANGUAGES
from bot.editing.applying import ChangedMeanwhile, apply
from bot.editing.changes import FileChange, diff
from bot.editing.drafts import new_draft
from bot.editing.phrases import EMPTY, LEARNED, add_phrase
from bot.editing.places import CannotEdit
from bot.editing.prose import set_texts
from bot.editing.writing import ReadOnly, write_all
from bot.editing.yaml_text import append, set_value
from bot.evaluation.golden import LEARNED as SKIPPED
from bot.evaluation.golden import read_golden
from bot.loader.library import Library
from bot.loader.load import BrokenKnowledge, check, load
from tests.conftest import KNOWLEDGE

ODD = 'сказали: "нет" 😀 #5, [что] {дальше}? it’s \\ 100%'
CATS = Path("topics/pets/articles/cats.yaml")
ENTRIES = sorted([*KNOWLEDGE.glob("topics/*/articles/*.yaml"), *KNOWLEDGE.glob("topics/*/guides/*.yaml")])
ON = date(2026, 11, 24)


def text_of(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def added(before: str, after: str) -> str:
    """What was put in, when it was put in at one place and nothing else was touched."""
    start = next((at for at, (old, new) in enumerate(zip(before, after, strict=False)) if old != new), len(before))
    rest = before[start:]
    assert after.endswith(rest)
    return after[start : len(after) - len(rest)]


# one value in a text


@pytest.mark.parametrize("path", ENTRIES, ids=lambda path: path.stem)
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_every_other_byte_of_every_entry_survives(path: Path, newline: str) -> None:
    before = text_of(path).replace("\n", newline)
    language = LANGUAGES[len(path.stem) % 3]
    after = append(before, ("asked", language), ODD)
    old, new = (yaml.load(text, Loader=yaml.CSafeLoader) for text in (before, after))
    old["asked"][language].append(ODD)
    assert new == old
    assert "сказали" in added(before, after)
    assert after.count(newline) - before.count(newline) in (0, 1)
    assert after.replace(newline, "").count("\n") == 0


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a: [x, y]\n", "a: [x, y, new]\n"),
        ("a: [x, y, ]\n", "a: [x, y, new, ]\n"),
        ("a: []\n", "a: [new]\n"),
        ("a: {b: 1}\nlist: # note\n", None),
        ("a:\n- x # why\n# after\nb: 1\n", "a:\n- x # why\n- new\n# after\nb: 1\n"),
        ("a:\n    - x\n\n\nb: 1\n", "a:\n    - x\n    - new\n\n\nb: 1\n"),
        ("a:\n  - >-\n    x\n    y\n\nb: 1\n", "a:\n  - >-\n    x\n    y\n  - new\n\nb: 1\n"),
        ("a:\n  - |+\n    x\n\nb: 1\n", "a:\n  - |+\n    x\n\n  - new\nb: 1\n"),
        ("a:\n  - x", "a:\n  - x\n  - new"),
        ("\ufeffa:\r\n  - {b: c}\r\n", "\ufeffa:\r\n  - {b: c}\r\n  - new\r\n"),
        ("a: [\n  x, # one\n  y # two\n]\n", "a: [\n  x, # one\n  y, new # two\n]\n"),
    ],
)
def test_a_list_of_any_form_gets_one_more_item(before: str, after: str | None) -> None:
    if after is None:
        with pytest.raises(CannotEdit):
            append(before, ("a",), "new")
    else:
        assert append(before, ("a",), "new") == after


def test_a_full_line_of_a_flow_list_goes_on_below() -> None:
    long = "слово " * 18
    before = f'a: ["x",\n    "{long}"]\n'
    assert append(before, ("a",), "new word") == f'a: ["x",\n    "{long}",\n    new word]\n'


def test_an_entry_of_several_keys_goes_to_the_end_of_a_file() -> None:
    entry = {"text": "а: б", "articles": ["cats"]}
    first = append("# note\n[]\n", (), entry)
    assert first == '# note\n- text: "а: б"\n  articles: [cats]\n'
    assert append(first, (), entry) == first + '- text: "а: б"\n  articles: [cats]\n'
    assert append("# note\n", (), "x") == "# note\n- x\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("status: draft # yet\nb: 1\n", "status: published # yet\nb: 1\n"),
        ("status:\nb: 1\n", "status: published\nb: 1\n"),
        ("status: >-\n  draft\n\nb: 1\n", "status: published\n\nb: 1\n"),
        ("a: 1\nb:\n  - x\n# end", "a: 1\nb:\n  - x\nstatus: published\n# end"),
        ("a: 1", "a: 1\nstatus: published"),
        ("{a: 1}\n", "{a: 1, status: published}\n"),
        ("{}\n", "{status: published}\n"),
    ],
)
def test_a_value_is_replaced_or_added_at_the_end(before: str, after: str) -> None:
    assert set_value(before, ("status",), "published") == after


@pytest.mark.parametrize(
    ("text", "path"),
    [("a: [x]\n", ("a",)), ("a: 1\n", ("b", "c")), ("- x\n", ("a",)), ("a: [\n", ("a",)), ("a: &x 1\nb: *x\n", ("b",))],
)
def test_what_cannot_be_set_is_refused(text: str, path: tuple[str, ...]) -> None:
    with pytest.raises(CannotEdit):
        set_value(text, path, "value")


def test_signs_that_yaml_cannot_hold_are_refused_or_written_another_way() -> None:
    assert yaml.safe_load(append("a: [x]", ("a",), "line\u2028end\x85\x00"))["a"][1] == "line\u2028end\x85\x00"
    with pytest.raises(CannotEdit):
        append("a: [x]", ("a",), "half an emoji \ud83d")


# changes of files


def test_a_phrase_joins_its_article_and_the_learned_questions(sample: Path) -> None:
    before = files(sample)
    changes = add_phrase(sample, "cats", "ru", " где  записать\nкотёнка? ")
    apply(sample, changes)
    after = files(sample)
    assert {name for name in after if after[name] != before.get(name)} == {str(CATS), str(LEARNED)}
    assert added(before[str(CATS)].decode(), after[str(CATS)].decode()) == ', "где записать котёнка?"'
    assert text_of(sample / LEARNED).startswith(EMPTY.removesuffix("[]\n"))
    library = Library(sample)
    [learned] = read_golden(sample / LEARNED, library.edition.knowledge.base)
    assert (learned.language, learned.right, learned.kind) == ("ru", frozenset({"cats"}), "plain")
    assert answer(library.edition.search, learned.text).hits[0].id == "cats"


def test_a_phrase_joins_a_guide(sample: Path) -> None:
    apply(sample, add_phrase(sample, "moving", "en", "could I get help"))
    assert "could I get help" in load(sample).base.guides["moving"].asked["en"]


def test_a_phrase_that_stands_there_is_left_out(sample: Path) -> None:
    [only] = add_phrase(sample, "cats", "ru", "Зарегистрировать КОТА!")
    assert only.path == LEARNED
    apply(sample, [only])
    assert add_phrase(sample, "cats", "ru", "зарегистрировать кота") == []


@pytest.mark.parametrize("wrong", ["dogs", "../cats", "CATS", ""])
def test_a_phrase_for_nothing_is_refused(sample: Path, wrong: str) -> None:
    with pytest.raises(CannotEdit):
        add_phrase(sample, wrong, "ru", "слова")
    with pytest.raises(CannotEdit):
        add_phrase(sample, "cats", "ru", "😀")


def test_learned_questions_do_not_count_in_the_figures(sample: Path) -> None:
    apply(sample, add_phrase(sample, "cats", "ru", "где записать котёнка"))
    assert LEARNED.name == SKIPPED
    assert read_golden(sample / "questions", load(sample).base) == []
    assert text_of(KNOWLEDGE / LEARNED).startswith(EMPTY.removesuffix("[]\n"))


def draft(folder: Path, **other: object) -> list[FileChange]:
    given: dict[str, object] = {
        "topic_id": "moving", "article_id": "piano", "language": "ru", "title": "Как перевезти <пианино> & {рояль}",
        "short": "- Позвоните: за день.\n\n  #2 Ждите & не платите.",
        "asked": ["перевезти пианино", "Перевезти пианино!"], "source": "Закон «О переездах»: статья 8",
        "organisation": "ОФ «Грузчики: Астана»", "on": ON,
    }  # fmt: skip
    return new_draft(folder, **{**given, **other})  # type: ignore[arg-type]  # some are wrong on purpose


def test_a_reply_becomes_a_draft_that_is_in_the_menu_once_it_is_published(sample: Path) -> None:
    apply(sample, draft(sample))
    base = load(sample).base
    found = base.articles["piano"]
    assert "piano" not in base.published
    assert base.group_of["piano"] == "money"
    assert found.title.en == "Как перевезти &lt;пианино&gt; &amp; (рояль)"
    assert found.short.ru == "- Позвоните: за день.\n\n#2 Ждите &amp; не платите."
    assert found.asked["ru"] == ("перевезти пианино",)
    assert found.reply
    assert (found.reply.by, found.reply.source) == ("ОФ «Грузчики: Астана»", "Закон «О переездах»: статья 8")
    assert found.review_by == date(2027, 5, 24)
    assert {mistake.severity for mistake in check(sample)[1]} == {"warning"}


def test_a_draft_is_published_by_its_status_once_all_is_there(sample: Path) -> None:
    apply(sample, draft(sample, source="movers", title="Пианино: как"))
    path = Path("topics/moving/articles/piano.yaml")
    text = text_of(sample / path)
    published = FileChange(path, text, set_value(text, ("status",), "published"))
    with pytest.raises(BrokenKnowledge) as refused:
        apply(sample, [published])
    missing = [mistake for mistake in refused.value.mistakes if mistake.code == Code.MISSING_LANGUAGE]
    assert ("language", "kk") in {value for mistake in missing for value in mistake.values}
    ways = "[один, два, три, четыре, пять]"
    assert published.after
    complete = published.after.replace("\ntitle:\n", "\ntitle:\n  kk: Пианино\n  en: A piano\n")
    complete = complete.replace("\nshort:\n", "\nshort:\n  kk: Тегін.\n  en: It is free.\n")
    complete = complete.replace("\nasked:\n", f"\nasked:\n  kk: {ways}\n  en: {ways}\n")
    complete = complete.replace("\nconfidence:", '\nsources: [{act: moving-law, article: "8"}]\nconfidence:')
    apply(sample, [FileChange(path, text, complete)])
    assert load(sample).base.published["piano"].check_with == ("movers",)


def test_a_draft_stands_beside_the_article_that_is_near(sample: Path) -> None:
    changes = draft(sample, near="notice")
    assert added(changes[1].before or "", changes[1].after or "") == ", piano"
    apply(sample, changes)
    assert load(sample).base.group_of["piano"] == "rules"


@pytest.mark.parametrize(
    "wrong",
    [
        {"article_id": "../../evil"}, {"article_id": "cats"}, {"article_id": "moving"}, {"topic_id": ".."},
        {"topic_id": "nowhere"}, {"title": " "}, {"source": ""},
    ],
    ids=str,
)  # fmt: skip
def test_a_draft_that_is_not_possible_is_refused(sample: Path, wrong: dict[str, object]) -> None:
    with pytest.raises(CannotEdit):
        draft(sample, **wrong)


def test_ids_are_made_of_titles() -> None:
    assert slug("Көшуге көмек: қайда?") == "koshuge-komek-qaida"
    assert slug("Переезд", {"pereezd", "pereezd-2"}) == "pereezd-3"
    assert slug("../../etc/passwd") == "etc-passwd"
    assert slug("😀") == "reply"
    long = slug("Как получить пособие на рождение ребёнка без прописки", {"kak-poluchit-posobie-na-rozhdenie"})
    assert is_id(long)
    assert long.startswith("kak-poluchit-posobie-na")


def test_a_diff_says_what_will_change(sample: Path) -> None:
    shown = diff([*add_phrase(sample, "cats", "en", "my kitten"), FileChange(Path("a.txt"), "x", "x\r\ny")])
    assert "--- a/topics/pets/articles/cats.yaml" in shown
    assert "--- /dev/null\n+++ b/questions/learned.yaml" in shown
    assert "+  en: [cat, register my cat, cat papers, it meows, cat passport, my kitten]" in shown
    assert "+x\r\n+y\n\\ No newline" in shown


# into the folder, or not at all


def test_a_file_that_changed_meanwhile_is_not_overwritten(sample: Path) -> None:
    changes = add_phrase(sample, "cats", "ru", "где записать котёнка")
    (sample / CATS).write_bytes((sample / CATS).read_bytes() + b"# seen by a lawyer\n")
    before = files(sample)
    with pytest.raises(ChangedMeanwhile) as refused:
        apply(sample, changes)
    assert refused.value.path == CATS
    assert files(sample) == before


def test_a_change_that_would_break_the_base_is_refused_with_the_mistakes(sample: Path) -> None:
    before = files(sample)
    text = text_of(sample / CATS)
    broken = FileChange(CATS, text, append(text, ("sources",), {"act": "no-such-law", "article": "1"}))
    with pytest.raises(BrokenKnowledge) as refused:
        apply(sample, [*draft(sample), broken])
    [mistake] = refused.value.mistakes
    assert (mistake.file, mistake.code) == (f"knowledge/{CATS.as_posix()}", Code.NO_SUCH_SOURCE)
    assert files(sample) == before


@pytest.mark.parametrize("path", ["/tmp/evil.yaml", "../evil.yaml", "topics/../../evil.yaml"])
def test_nothing_is_written_outside_the_folder(sample: Path, path: str) -> None:
    with pytest.raises(CannotEdit):
        apply(sample, [FileChange(Path(path), None, "a: 1\n")])
    with pytest.raises(CannotEdit):
        apply(sample, [FileChange(CATS, text_of(sample / CATS), "")] * 2)


def test_when_one_file_cannot_be_put_in_place_the_others_are_taken_back(sample: Path) -> None:
    """The last file cannot be put where a folder stands, and only then is that seen."""
    (sample / "topics/pets/guides/last.yaml").mkdir(parents=True)
    before = files(sample)
    changes = [
        *draft(sample), *add_phrase(sample, "cats", "ru", "где записать котёнка"),
        FileChange(Path("topics/pets/guides/last.yaml"), None, "a: 1\n"),
    ]  # fmt: skip
    with pytest.raises(ReadOnly):
        write_all(sample, changes)
    assert files(sample) == before


def test_a_place_where_nothing_can_be_written_is_told(sample: Path) -> None:
    (sample / "topics/pets/guides").write_text("a file where a folder belongs")
    before = files(sample)
    with pytest.raises(ReadOnly):
        write_all(sample, [*draft(sample), FileChange(Path("topics/pets/guides/cats.yaml"), None, "a: 1\n")])
    assert files(sample) == before


@contextmanager
def without_rights() -> Iterator[None]:
    """Permissions do not bind root: be nobody meanwhile. Whoever else runs the tests is bound by them already."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no folder that refuses new files by its mode")
def test_a_read_only_folder_is_told_after_the_check_and_stays_as_it_is(sample: Path) -> None:
    with tempfile.TemporaryDirectory() as outer:
        os.chmod(outer, 0o755)  # the folders of pytest are closed to nobody
        folder = Path(shutil.copytree(sample, Path(outer) / "knowledge"))
        everything = [folder, *folder.rglob("*")]
        for path in everything:
            path.chmod(0o555 if path.is_dir() else 0o444)
        try:
            before = files(folder)
            assert check(folder)[1] == []  # Python loads now what nobody might not be allowed to read
            with without_rights(), pytest.raises(ReadOnly):
                apply(folder, add_phrase(folder, "cats", "ru", "где записать котёнка"))
            assert files(folder) == before
        finally:
            for path in everything:
                path.chmod(0o755)


def test_the_real_base_bears_a_phrase_and_a_draft(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(KNOWLEDGE, tmp_path / "knowledge"))
    before = files(folder)
    changes = add_phrase(folder, "birth-benefit", "kk", "сәби туды, не береді: ақша ма?")
    changes += draft(folder, topic_id="benefits", title="Питание малыша", short="Его дают бесплатно.")
    apply(folder, changes)
    after = files(folder)
    assert {name for name in after if after[name] != before.get(name)} == {str(one.path) for one in changes}
    assert "piano" in load(folder).base.articles


# texts in place of others


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize(
    ("before", "words", "after"),
    [
        ("a: old # why\n", "new", "a: new # why\n"),
        ("a: old\n", "of two: parts", 'a: "of two: parts"\n'),
        ("a: 'old' # why\n", "it's", "a: 'it''s' # why\n"),
        ("a: old # why\nb: 1\n", "- x\n- y", "a: |- # why\n  - x\n  - y\nb: 1\n"),
        ("a: >- # why\n    One.\n    Two.\n\n# end\n", "One. Two, i.e. two. Три.",
         "a: >- # why\n    One.\n    Two, i.e. two.\n    Три.\n\n# end\n"),
        ("a: |-\n  x\n\n  y\nb: 1\n", "x\n\ny\nz # no comment", "a: |-\n  x\n\n  y\n  z # no comment\nb: 1\n"),
        ("a: >-\n  x\nb: 1\n", "x\ny", "a: |-\n  x\n  y\nb: 1\n"),
    ],
)  # fmt: skip
def test_a_text_takes_the_form_of_the_one_before(before: str, words: str, after: str, newline: str) -> None:
    outcome = set_texts(before.replace("\n", newline), {("a",): words})
    assert outcome == after.replace("\n", newline)


def test_texts_are_set_in_lists_in_flows_and_where_none_was() -> None:
    before = "a:\n  - {b: {ru: x}} # one\nc:\n- x # first\n- y\nd: [x, y]\n"
    texts = {("a", 0, "b", "ru"): "да, нет", ("a", 0, "b", "kk"): "иә", ("c",): ["new", "y"], ("d",): ["one"]}
    after = 'a:\n  - {b: {ru: "да, нет", kk: иә}} # one\nc:\n- new # first\n- y\nd: [one]\n'
    assert set_texts(before, texts) == after


@pytest.mark.parametrize(
    ("text", "path"),
    [("a: &x {b: 1}\nc: *x\n", ("a", "b")), ("a: [1]\n", ("a", 3)), ("a: [1]\n", ("a",)), ("a: 1\n", ("b", "c"))],
)
def test_a_text_that_cannot_be_set_is_refused(text: str, path: tuple[str | int, ...]) -> None:
    with pytest.raises(CannotEdit):
        set_texts(text, {path: "value"})


@pytest.mark.parametrize("path", ENTRIES[::12], ids=lambda path: path.stem)
def test_new_texts_leave_all_else_of_an_entry_as_it_was(path: Path) -> None:
    before = text_of(path)
    data = yaml.load(before, Loader=yaml.CSafeLoader)
    texts: dict[tuple[str | int, ...], str] = {
        ("title", language): f"{data['title'][language]}: {ODD}" for language in LANGUAGES
    }
    after = set_texts(before, texts)
    new = yaml.load(after, Loader=yaml.CSafeLoader)
    assert new["title"] == {language: texts["title", language] for language in LANGUAGES}
    assert new | {"title": data["title"]} == data
    assert after.splitlines()[-20:] == before.splitlines()[-20:]
