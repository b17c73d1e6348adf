"""The log: lines of text, or one JSON object a line; the token of a bot stands in neither."""

import json
import logging
import re
from datetime import UTC, datetime

MASK = "[token]"
_TEXT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
# As Telegram gives them out: the bot's number and 35 letters, also as a part of an address.
_TOKEN = re.compile(r"[0-9]{1,20}(?::|%3[Aa])[A-Za-z0-9_-]{35,}")


def masked(text: str) -> str:
    """The text with a mask in place of each token."""
    return _TOKEN.sub(MASK, text)


class NoToken(logging.Filter):
    """Masks tokens in the message, its arguments, the traceback and the stack before anything is written."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every line pass, with its message put together."""
        try:
            message = record.getMessage()
        except (TypeError, ValueError, KeyError):
            # Left alone, logging would print the arguments as they are.
            message = f"{record.msg} (a line of the log whose arguments do not fit)"
        record.msg, record.args = masked(message), None
        if record.exc_info:
            record.exc_text = record.exc_text or _PLAIN.formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = masked(record.exc_text)
        if record.stack_info:
            record.stack_info = masked(record.stack_info)
        return True


_PLAIN = logging.Formatter()


class JsonLines(logging.Formatter):
    """`time` (UTC), `level`, `logger`, `message`, and `exception` where there is one."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        exception = record.exc_text or (self.formatException(record.exc_info) if record.exc_info else "")
        if trace := "\n".join(filter(None, (exception, record.stack_info))):
            line["exception"] = trace
        return json.dumps(line, ensure_ascii=False)


def handler(form: str) -> logging.Handler:
    """What writes the lines to stderr, in this form: text or json."""
    writes = logging.StreamHandler()
    writes.addFilter(NoToken())
    writes.setFormatter(JsonLines() if form == "json" else logging.Formatter(_TEXT))
    return writes


def set_up(level: str, form: str) -> None:
    """Write the log from this level on, warnings of libraries included."""
    logging.basicConfig(level=level, handlers=[handler(form)])
    logging.captureWarnings(True)
