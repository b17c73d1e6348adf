"""The table that goes to a translator and comes back: an XLSX workbook. All of openpyxl is here."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from bot.core.said import Problem
from bot.sentences import translating as sentences
from bot.translating.rows import Row

# each column with its width; 0 is hidden
_COLUMNS = {
    "Орны\nМесто\nPlace": 28,
    "Тілдер\nЯзыки\nLanguages": 11,
    "Бастапқы мәтін\nИсходный текст\nSource": 60,
    "Бұрынғы аударма\nПрежний перевод\nTranslation before": 50,
    "Аударма\nПеревод\nTranslation": 60,
    "Терминдер\nТермины\nTerms": 45,
    "Ең көп таңба\nЗнаков не больше\nMost characters": 13,
    "Нұсқа\nВерсия\nVersion": 0,
}
TRANSLATION = 5
_ARROW = " → "
_TITLE, _HELP_TITLE = "Аударма Перевод Translation", "Көмек Помощь Help"
_HELP = """\
«Аударма» бағанын ғана толтырыңыз. Бос ұяшық өзгеріс енгізбейді.
{Жақшадағы сөзді}, санды және <b> сияқты белгіні бастапқы мәтіндегідей жазыңыз. Санды цифрмен жазыңыз.
Бұрынғы аударма әлі дұрыс болса, оны «Аударма» бағанына көшіріңіз.
Терминдерді көрсетілгендей жазыңыз. Тізімде әр тармақ – бір жол.

Заполняйте только столбец «Перевод». Пустая ячейка ничего не меняет.
{Слова в скобках}, числа и знаки вроде <b> пишите как в исходном тексте. Числа пишите цифрами.
Если прежний перевод ещё верен, скопируйте его в столбец «Перевод».
Термины пишите как указано. В списке один пункт – одна строка.

Fill in the column “Translation” only. An empty cell changes nothing.
Write {words in braces}, numbers and tags like <b> as the source does. Write numbers in digits.
If the translation before is still right, copy it into the column “Translation”.
Use the terms as given. In a list one point is one line."""
_LARGEST = 50 * 1024 * 1024  # unpacked; far beyond the whole knowledge base


class NoTable(Problem):
    """The file is not a table of `translate export`; one line for the operator."""


@dataclass(frozen=True)
class Filled:
    """A row as it came back. `number` is its row in the table; `is_text` is false where a formula or number stands."""

    number: int
    place: str
    source_language: str
    language: str
    version: str
    translation: str
    is_text: bool = True


def write_table(file: Path, rows: Iterable[Row]) -> None:
    """Write the rows as a workbook. Nothing in it is a formula, whatever a text begins with. Raises OSError."""
    book = Workbook()
    table = book.worksheets[0]
    table.title = _TITLE
    _write(table, 1, tuple(_COLUMNS))
    for number, row in enumerate(rows, start=2):
        languages = f"{row.source_language}{_ARROW}{row.language}"
        most = "" if row.most is None else str(row.most)
        terms = "\n".join(row.terms)
        _write(table, number, (row.place, languages, row.source, row.before, "", terms, most, row.version))
    for cell in table[1]:
        cell.font = Font(bold=True)
    for cell in table["E"]:
        cell.fill = PatternFill("solid", fgColor="FFF8E1")
    for letter, width in zip("ABCDEFGH", _COLUMNS.values(), strict=True):
        column = table.column_dimensions[letter]
        column.width, column.hidden = width or 1, not width
    table.freeze_panes = "A2"
    help_sheet = book.create_sheet(_HELP_TITLE)
    help_sheet.column_dimensions["A"].width = 110
    for number, line in enumerate(_HELP.split("\n"), start=1):
        _write(help_sheet, number, (line,))
    book.save(file)


def read_table(file: Path) -> Iterator[Filled]:
    """Yield the rows that a translator has filled in. Raises NoTable."""
    try:
        with ZipFile(file) as parts:
            if sum(part.file_size for part in parts.infolist()) > _LARGEST:
                raise NoTable(sentences.TABLE_TOO_LARGE, file=file)
        table = load_workbook(file, data_only=False).worksheets[0]
    except (OSError, BadZipFile, InvalidFileException, ParseError, KeyError, ValueError, IndexError) as error:
        raise NoTable(sentences.NO_TABLE, file=file, error=type(error).__name__) from error
    if [str(cell.value) for cell in table[1][: len(_COLUMNS)]] != list(_COLUMNS):
        raise NoTable(sentences.OTHER_COLUMNS, file=file)
    for number, row in enumerate(table.iter_rows(min_row=2, max_col=len(_COLUMNS)), start=2):
        place, languages, _, _, translation, _, _, version = row
        if translation.value is not None and str(translation.value).strip():
            source_language, _, language = str(languages.value).partition(_ARROW)
            yield Filled(
                number, str(place.value), source_language, language, str(version.value),
                str(translation.value), translation.data_type == "s",
            )  # fmt: skip


def _write(table: Worksheet, row: int, texts: tuple[str, ...]) -> None:
    for column, text in enumerate(texts, start=1):
        cell = table.cell(row, column)
        assert isinstance(cell, Cell), "nothing is merged"
        cell.value = ILLEGAL_CHARACTERS_RE.sub(" ", text)
        cell.data_type = "s"  # never a formula
        cell.number_format = "@"  # and what is typed here is none either
        cell.alignment = Alignment(wrap_text=True, vertical="top")
