"""Legal terms: "3 months" from a day that the citizen knows, and the last day that this leaves."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any, Literal, get_args
from zoneinfo import ZoneInfo

import holidays
from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import core_schema

from bot.core.faults import Code, Fault

KAZAKHSTAN = ZoneInfo("Asia/Almaty")

Unit = Literal["days", "working days", "months", "years"]
UNITS: tuple[Unit, ...] = get_args(Unit)
# A calendar has an end, and working days are counted one by one.
MOST = {"day": 9_999, "working": 9_999, "month": 1_200, "year": 100}


@dataclass(frozen=True)
class Term:
    """A number of days, working days, months or years.

    >>> Term.parse("1 year").after(date(2024, 2, 29))
    datetime.date(2025, 2, 28)
    """

    number: int
    unit: Unit

    @classmethod
    def parse(cls, text: str) -> "Term":
        """Read "3 months"; Fault otherwise."""
        match = re.fullmatch(r"(\d{1,4}) (working days?|days?|months?|years?)", text.strip())
        if not match:
            raise Fault(Code.NOT_A_TERM, text=text)
        if int(match[1]) > MOST[match[2].split()[0].rstrip("s")]:
            raise Fault(Code.TERM_TOO_LONG, text=text)
        name = match[2] if match[2].endswith("s") else match[2] + "s"
        return cls(int(match[1]), next(unit for unit in UNITS if unit == name))

    def after(self, day: date) -> date:
        """The last day of a term that begins to run on the day after `day`."""
        if self.unit == "days":
            return day + timedelta(days=self.number)
        if self.unit == "working days":
            return _working_days_after(day, self.number)
        return _months_after(day, self.number * (12 if self.unit == "years" else 1))

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_after_validator_function(cls.parse, core_schema.str_schema())

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"type": "string", "pattern": r"^\d+ (working days?|days?|months?|years?)$"}


def full_years(since: date, until: date) -> int:
    """Completed years between two days, as one counts an age."""
    return until.year - since.year - ((until.month, until.day) < (since.month, since.day))


def is_working_day(day: date) -> bool:
    """Monday to Friday and no public holiday of Kazakhstan. Days moved by government decision each year may differ."""
    return day.weekday() < 5 and day not in _holidays(day.year)


@cache
def _holidays(year: int) -> holidays.HolidayBase:
    return _kazakhstan()(years=year)


@cache
def _kazakhstan() -> type[holidays.HolidayBase]:
    """The library's calendar by its file: by its name come those of all countries, 8 MB and a tenth of a second."""
    file = Path(holidays.__file__).parent / "countries" / "kazakhstan.py"
    spec = spec_from_file_location("holidays_of_kazakhstan", file)
    assert spec, "a file of Python"
    assert spec.loader, "it has its loader"
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    calendar: type[holidays.HolidayBase] = module.Kazakhstan
    return calendar


def _working_days_after(day: date, number: int) -> date:
    while number:
        day += timedelta(days=1)
        number -= is_working_day(day)
    return day


def _months_after(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    first = date(day.year + years, month + 1, 1)
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return min(first + timedelta(days=day.day - 1), following - timedelta(days=1))
