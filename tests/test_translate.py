"""What is outdated goes to a translator as a table and comes back: whole, or refused row by row."""

from collections.abc import Callable, Mapping
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from bot.core.text import Language
from bot.editing.prose import set_texts
from bot.loader.load import check, load
from bot.translating.breaks import breaks
from main import main

Edit = Callable[[str, str, str], None]
Out = pytest.CaptureFixture[str]
HELP, CATS = "topics/moving/articles/moving-help.yaml", "topics/pets/articles/cats.yaml"
GUIDE = "topics/moving/guides/moving.yaml"
PLACE, LANGUAGES, SOURCE, BEFORE, TRANSLATION, TERMS, MOST, VERSION = "ABCDEFGH"

pytestmark = pytest.mark.usefixtures("in_step")


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return tmp_path / "table.xlsx"


def exported(table: Path, *options: str) -> dict[str, dict[str, str]]:
    """Each row by its text and language, as a translator sees it."""
    assert main(["translate", "export", str(table), *options]) == 0
    sheet = sheet_of(table)
    return {
        f"{sheet[f'{PLACE}{row}'].value} {sheet[f'{LANGUAGES}{row}'].value}": {
            column: str(sheet[f"{column}{row}"].value or "") for column in "ABCDEFGH"
        }
        for row in range(2, sheet.max_row + 1)
    }


def sheet_of(table: Path) -> Worksheet:
    return load_workbook(table).worksheets[0]


def fill(table: Path, translations: Mapping[str, str | int], column: str = TRANSLATION) -> None:
    """Write into the table as a translator does: the words of each row by its text and language."""
    book = load_workbook(table)
    sheet = book.worksheets[0]
    rows = {
        f"{sheet[f'{PLACE}{row}'].value} {sheet[f'{LANGUAGES}{row}'].value}": row for row in range(2, sheet.max_row + 1)
    }
    for name, words in translations.items():
        sheet[f"{column}{rows[name]}"] = words
    book.save(table)


def files(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*.yaml")}


def codes(folder: Path) -> list[str]:
    return [mistake.code for mistake in check(folder)[1]]


def rewrite(folder: Path, file: str, path: tuple[str | int, ...], words: str | list[str]) -> None:
    """Another text in a file, whatever its form."""
    (folder / file).write_text(set_texts((folder / file).read_text(), {path: words}))


def test_what_a_translator_fills_in_comes_into_the_files(
    sample: Path, table: Path, edit_file: Edit, capsys: Out
) -> None:
    comment = "# read by a lawyer\n"
    (sample / CATS).write_text(comment + (sample / CATS).read_text().replace("short: {", "short:  # why\n  {"))
    edit_file(CATS, "бесплатно", "за 500 тенге")
    before = files(sample)
    rows = exported(table)
    assert set(rows) == {"articles/cats short ru → kk", "articles/cats short ru → en"}
    kazakh = rows["articles/cats short ru → kk"]
    assert (kazakh[SOURCE], kazakh[BEFORE]) == ("Кошку регистрируют за 500 тенге.", "Мысықты тіркеу тегін.")
    assert (kazakh[TRANSLATION], kazakh[MOST]) == ("", "350")
    fill(table, {"articles/cats short ru → kk": "Мысықты тіркеу 500 теңге."})
    capsys.readouterr()
    assert main(["translate", "import", str(table)]) == 0
    shown = capsys.readouterr().out
    assert "+++ b/topics/pets/articles/cats.yaml" in shown
    assert codes(sample) == ["KB090"], "English was left empty: it is still outdated"
    fill(table, {"articles/cats short ru → en": "A cat is registered for 500 tenge."})
    assert main(["translate", "import", str(table)]) == 0
    assert codes(sample) == []
    after = files(sample)
    expected = before[CATS].replace("Мысықты тіркеу тегін.", "Мысықты тіркеу 500 теңге.")
    assert after[CATS] == expected.replace("A cat is registered free of charge.", "A cat is registered for 500 tenge.")
    assert {name for name in after if after[name] != before[name]} == {CATS, "translations.yaml"}
    assert main(["translate", "import", str(table)]) == 0, "twice does no harm"
    assert files(sample) == after
    assert main(["translate", "export", str(table)]) == 1, "there is nothing left to translate"


def test_a_translation_that_is_still_right_is_accepted_by_copying_it(
    sample: Path, table: Path, edit_file: Edit
) -> None:
    edit_file(CATS, "Кошку регистрируют бесплатно", "Кошек регистрируют даром")
    for name, row in exported(table).items():
        fill(table, {name: row[BEFORE]})
    before = files(sample)
    assert main(["translate", "import", str(table)]) == 0
    assert codes(sample) == []
    assert [name for name, text in files(sample).items() if text != before[name]] == ["translations.yaml"]


def test_a_table_for_one_language_holds_no_other(table: Path, edit_file: Edit) -> None:
    edit_file(CATS, "бесплатно", "даром")
    assert set(exported(table, "--language", "en")) == {"articles/cats short ru → en"}


@pytest.mark.parametrize(
    ("words", "code", "named"),
    [
        ("Көшсеңіз, сізге беріледі.", "KB093", "{help}"),
        ("Көшсеңіз, {help} мен {halp} беріледі.", "KB093", "{halp}"),
        ("Көшсеңіз, 2 рет {help} беріледі.", "KB093", "2"),
        ("<b>Көшсеңіз</b>, {help} беріледі.", "KB093", "</b>"),
        ("Көшсеңіз < {help} беріледі.", "KB093", "&lt;"),
        ("{help} " + "ө" * 350, "KB093", "350"),
        ("=1+2", "KB094", "formula"),
        (2026, "KB094", "number"),
    ],
    ids=str,
)
def test_a_row_that_breaks_something_is_refused_and_nothing_is_written(
    sample: Path, table: Path, edit_file: Edit, capsys: Out, words: str | int, code: str, named: str
) -> None:
    edit_file(HELP, "При переезде дают {help}.", "При переезде вам дают {help}.")
    edit_file(CATS, "бесплатно", "даром")
    exported(table)
    fill(table, {"articles/moving-help short ru → kk": words, "articles/cats short ru → kk": "Мысықты тіркеу тегін."})
    before = files(sample)
    assert main(["translate", "import", str(table)]) == 1
    [refused, *_] = capsys.readouterr().err.splitlines()
    assert refused.startswith(f"table.xlsx:2:5: error {code} ")
    assert named in refused
    assert files(sample) == before


@pytest.mark.parametrize(
    ("source", "translation", "faults"),
    [
        ("Дают 1 000 тенге.", "You get 1,000 tenge.", 0), ("1,5 МРП", "1.5 MCI", 0), ("2 и 3", "3 and 2", 0),
        ("до 18 лет", "18 жасқа дейін, 18 ай", 1), ("13 тысяч", "13,000", 2), ("статьи 10, 100", "articles 10, 100", 0),
        ('<a href="https://egov.kz">eGov</a>', 'eGov: <a href="https://egov.kz">портал</a>', 0),
        ('<a href="https://egov.kz">eGov</a>', '<a href="https://evil.kz">eGov</a>', 2),
        ("<b>нет</b>", "<b>жоқ</b", 2), ("{a} и {a}", "{a}", 1), ("a & b", "a &amp; b", 0),
    ],
)  # fmt: skip
def test_what_a_translation_must_keep(source: str, translation: str, faults: int) -> None:
    assert len(list(breaks(source, translation, None))) == faults


def test_a_row_that_no_longer_fits_is_refused(sample: Path, table: Path, edit_file: Edit, capsys: Out) -> None:
    edit_file(CATS, "бесплатно", "даром")
    name = next(iter(exported(table)))
    fill(table, {name: "Мысықты тіркеу тегін."})
    edit_file(CATS, "даром", "за 500 тенге")
    assert main(["translate", "import", str(table)]) == 1
    assert "KB094" in capsys.readouterr().err
    exported(table)
    fill(table, {name: "Мысықты тіркеу 500 теңге."})
    fill(table, {name: "articles/dogs short"}, PLACE)
    assert main(["translate", "import", str(table)]) == 1
    assert "table.xlsx:2:5: error KB094" in capsys.readouterr().err
    exported(table)
    for row in exported(table):
        fill(table, {row: "Мысықты тіркеу 500 теңге."})
    fill(table, {"articles/cats short ru → en": "ru → kk"}, LANGUAGES)
    assert main(["translate", "import", str(table)]) == 1
    assert capsys.readouterr().err.count("KB094") == 2
    assert codes(sample) == ["KB090"]


@pytest.mark.parametrize("sign", "=+-@")
def test_no_text_is_a_formula_in_the_table(sample: Path, table: Path, sign: str) -> None:
    rewrite(sample, CATS, ("short", "ru"), f'{sign}HYPERLINK("https://evil.example", "даром")')
    row = exported(table)["articles/cats short ru → kk"]
    assert row[SOURCE].startswith(sign)
    cells = [cell for line in sheet_of(table).iter_rows() for cell in line if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert {cell.number_format for cell in cells} == {"@"}
    with ZipFile(table) as parts:
        assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")
    fill(table, {"articles/cats short ru → kk": "тегін"})
    assert main(["translate", "import", str(table)]) == 0, "only what a translator writes must be no formula"


LONG = "Екінші сөйлем: «не істеу керек?». " * 8
LINES = "1. Өтініш беріңіз: eGov.\n2. Күтіңіз.\n\n- құжат # 1\n- \"тағы\" 'бірі'"
HTML = 'Толығырақ: <a href="https://egov.kz/cms/kk?a=1&amp;b=2">eGov</a>, <b>тегін</b> &amp; тез.'


@pytest.mark.parametrize("words", [LONG.strip(), LINES, HTML], ids=["long", "lines", "HTML"])
@pytest.mark.parametrize(
    "form", ["{kk: А, ru: Б, en: C}", "\n  kk: >-  # мәтін\n    А\n    ә\n  ru: |-\n    Б\n  en: C  # text"]
)
def test_texts_come_back_as_they_were_written(
    sample: Path, table: Path, edit_file: Edit, form: str, words: str
) -> None:
    edit_file(
        CATS,
        "short:",
        f"sections:\n where: {form}\nshort:"
        if "\n" not in form
        else f"sections:\n where: {form.replace(chr(10), chr(10) + ' ')}\nshort:",
    )
    assert main(["translate", "accept"]) == 0
    rewrite(sample, CATS, ("sections", "where", "ru"), words)
    comments = (sample / CATS).read_text().count("#") - words.count("#")
    rows = exported(table)
    assert {row[SOURCE] for row in rows.values()} == {words}
    fill(table, {name: f"{words}\n".replace("\n", "\r\n") for name in rows})
    assert main(["translate", "import", str(table)]) == 0
    where = load(sample).base.articles["cats"].sections["where"]
    assert where["kk"] == where["en"] == words
    assert (sample / CATS).read_text().count("#") - 3 * words.count("#") == comments
    assert codes(sample) == []


def test_a_checklist_comes_back_point_by_point(sample: Path, table: Path, edit_file: Edit, capsys: Out) -> None:
    edit_file(GUIDE, "ru: [Удостоверение]", "ru: [Удостоверение, Договор аренды]")
    rows = exported(table, "--language", "kk")
    [name] = rows
    assert rows[name][SOURCE] == "Удостоверение\nДоговор аренды"
    fill(table, {name: "Куәлік"})
    assert main(["translate", "import", str(table)]) == 1
    assert "list of 2 lines" in capsys.readouterr().err
    fill(table, {name: "Куәлік\n\nЖалдау шарты: көшірмесі "})
    assert main(["translate", "import", str(table)]) == 0
    checklist = load(sample).base.guides["moving"].outcomes["money"].checklist
    assert checklist
    assert checklist["kk"] == ("Куәлік", "Жалдау шарты: көшірмесі")


def test_what_a_draft_lacks_is_exported_too(sample: Path, table: Path, edit_file: Edit) -> None:
    edit_file(
        CATS,
        "title: {kk: Мысық тіркеу, ru: Регистрация кошки, en: Registering a cat}",
        "status: draft\ntitle: {ru: Регистрация кошки}",
    )
    edit_file(CATS, "kk: Мысықты тіркеу тегін., ", "")
    rows = exported(table)
    assert {name: row[BEFORE] for name, row in rows.items()} == {
        "articles/cats title ru → kk": "", "articles/cats title ru → en": "", "articles/cats short ru → kk": "",
    }  # fmt: skip
    fill(table, {"articles/cats title ru → kk": "Мысық: тіркеу", "articles/cats title ru → en": "Cats"})
    fill(table, {"articles/cats short ru → kk": "Мысықты тіркеу тегін."})
    assert main(["translate", "import", str(table)]) == 0
    title = load(sample).base.articles["cats"].title
    assert (title.kk, title.en) == ("Мысық: тіркеу", "Cats")
    assert codes(sample) == []


def test_the_bots_own_sentences_come_back_into_the_file_of_their_language(
    sample: Path, table: Path, edit_file: Edit
) -> None:
    edit_file("phrases/ru.yaml", "checked_on: проверено {date}", "checked_on: мы сверили {date}")
    rows = exported(table, "--language", "kk")
    fill(table, dict.fromkeys(rows, "{date} күні тексердік"))
    assert main(["translate", "import", str(table)]) == 0
    assert load(sample).phrases["kk"].checked_on == "{date} күні тексердік"


def test_a_text_under_an_alias_is_translated_once(sample: Path, table: Path, edit_file: Edit) -> None:
    edit_file(
        GUIDE,
        "because: {kk: Бір жыл өтті., ru: Прошёл год., en: A year has passed.}",
        "because: &year {kk: Бір жыл өтті., ru: Прошёл год., en: A year has passed.}",
    )
    edit_file(GUIDE, "because: {kk: Қажет емес., ru: Не нужна., en: None needed.}", "because: *year")
    assert main(["translate", "accept", "moving"]) == 0
    edit_file(GUIDE, "Прошёл год.", "Год прошёл давно.")
    assert codes(sample) == ["KB090"], "told once"
    rows = exported(table, "--language", "kk")
    assert len(rows) == 1
    fill(table, dict.fromkeys(rows, "Бір жыл бұрын өткен."))
    assert main(["translate", "import", str(table)]) == 0
    outcomes = load(sample).base.guides["moving"].outcomes
    assert outcomes["too-late"].because["kk"] == outcomes["no-help"].because["kk"] == "Бір жыл бұрын өткен."
    assert [one.outdated for one in check(sample)[0].translated if one.outdated] == [frozenset({"en"})] * 2


@pytest.mark.parametrize(
    ("language", "words", "expected"),
    [
        ("kk", "Помогаем людям с детской инвалидностью и детям с инвалидностью.", "бала мүгедектігі"),
        ("en", "Положено пособие на рождение.", "birth benefit"),
    ],
)
def test_the_official_terms_stand_beside_the_text(
    sample: Path, table: Path, language: Language, words: str, expected: str
) -> None:
    (sample / "glossary.yaml").write_text(
        "a: {kk: жәрдемақы, ru: пособие, en: benefit}\n"
        "b: {kk: бала туғанда берілетін жәрдемақы, ru: пособие на рождение (разовое), en: birth benefit}\n"
        "c: {kk: бала мүгедектігі, ru: 'ребёнок с инвалидностью; детская инвалидность', en: child disability}\n"
        "d: {kk: шарт, ru: договор, en: contract}\n"
    )
    rewrite(sample, CATS, ("short", "ru"), words)
    [row] = exported(table, "--language", language).values()
    assert expected in row[TERMS]
    assert len(row[TERMS].splitlines()) == 1, "neither what is not there nor a part of a longer term"


def test_what_is_no_table_is_told(sample: Path, table: Path, edit_file: Edit, capsys: Out) -> None:
    assert main(["translate", "import", str(table)]) == 1
    table.write_text("a;b;c")
    assert main(["translate", "import", str(table)]) == 1
    Workbook().save(table)
    assert main(["translate", "import", str(table)]) == 1
    assert capsys.readouterr().err.count("table.xlsx") == 3
    edit_file(CATS, "бесплатно", "даром")
    assert main(["translate", "export", str(sample / "nowhere" / "table.xlsx")]) == 1


def test_nothing_is_translated_from_a_broken_base(sample: Path, table: Path) -> None:
    (sample / CATS).write_text("title: 1\n")
    assert main(["translate", "export", str(table)]) == 1
    assert main(["translate", "accept"]) == 1
    assert not table.exists()
