"""The log: a token never stands in it, and a program can read it."""

import json
import logging
from collections.abc import Iterator
from datetime import UTC, datetime
from io import StringIO

import pytest
from pydantic import ValidationError

from bot.logs import MASK, handler
from bot.settings import Settings

TOKEN = "7123456789:AAF-x_" + "k" * 30
ADDRESS = f"https://api.telegram.org/bot{TOKEN}/getMe"


class Log:
    """A logger of the test's own, and what it has written."""

    def __init__(self, form: str) -> None:
        self.logger = logging.Logger("bot.test")
        self._written = StringIO()
        writes = handler(form)
        assert isinstance(writes, logging.StreamHandler)
        writes.setStream(self._written)
        self.logger.addHandler(writes)

    @property
    def text(self) -> str:
        return self._written.getvalue()

    @property
    def lines(self) -> list[dict[str, str]]:
        return [json.loads(line) for line in self.text.splitlines()]


@pytest.fixture(params=["text", "json"])
def log(request: pytest.FixtureRequest) -> Iterator[Log]:
    log = Log(request.param)
    yield log
    assert TOKEN not in log.text
    assert TOKEN.partition(":")[2] not in log.text
    assert MASK in log.text


def test_a_token_in_the_message_is_masked(log: Log) -> None:
    log.logger.warning(f"POST {ADDRESS}")
    assert f"bot{MASK}/getMe" in log.text


@pytest.mark.parametrize("argument", [TOKEN, ADDRESS, ADDRESS.replace(":A", "%3AA"), {"token": TOKEN}])
def test_a_token_in_the_arguments_is_masked(log: Log, argument: object) -> None:
    log.logger.warning("calling %s, %d times", argument, 2)
    assert "2 times" in log.text


def test_a_token_in_an_exception_and_in_its_cause_is_masked(log: Log) -> None:
    error = RuntimeError(f"no answer from {ADDRESS}")
    error.__cause__ = ConnectionError(ADDRESS)
    log.logger.error("it failed", exc_info=error)
    assert log.text.count(MASK) == 2
    assert "RuntimeError" in log.text


def test_a_line_whose_arguments_do_not_fit_is_written_without_them(
    log: Log, capsys: pytest.CaptureFixture[str]
) -> None:
    log.logger.warning("%d updates", TOKEN)
    log.logger.warning("from %s", TOKEN)
    assert "%d updates (a line of the log whose arguments do not fit)" in log.text
    assert capsys.readouterr().err == ""


def test_what_is_no_token_stays() -> None:
    log = Log("text")
    text = "12:30:45 at http://127.0.0.1:8080, update 123456789, article social-code:80, sha256:0f3e"
    log.logger.info(text)
    assert log.text.endswith(f"bot.test: {text}\n")


def test_a_line_of_json_says_when_how_bad_where_and_what() -> None:
    log = Log("json")
    log.logger.error("Сұрақ «%s»\nin two lines", "қала")
    [line] = log.lines
    assert list(line) == ["time", "level", "logger", "message"]
    assert (line["level"], line["logger"]) == ("ERROR", "bot.test")
    assert line["message"] == "Сұрақ «қала»\nin two lines"
    moment = datetime.fromisoformat(line["time"])
    assert moment.utcoffset() == datetime.now(UTC).utcoffset()
    assert abs((datetime.now(UTC) - moment).total_seconds()) < 60


def test_an_exception_is_text_in_its_line() -> None:
    log = Log("json")
    try:
        int("eleven")
    except ValueError:
        log.logger.exception("a guide broke")
    log.logger.warning("here", stack_info=True)
    broken, stack = log.lines
    assert broken["exception"].startswith("Traceback")
    assert broken["exception"].endswith("with base 10: 'eleven'")
    assert stack["exception"].startswith("Stack")


def test_only_these_forms_exist() -> None:
    assert Settings(log_format="json").log_format == "json"
    with pytest.raises(ValidationError, match="log_format"):
        Settings(log_format="xml")
