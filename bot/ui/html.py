"""The only maker of Telegram HTML. A bare string in a View does not pass mypy."""

import html
import re
from html.parser import HTMLParser
from typing import NewType

from bot.core.faults import Code, Fault

Html = NewType("Html", str)

_TAGS = {"b", "i", "u", "s", "a", "code", "blockquote"}
# Longer than any message; the parser's time grows with the square of what is never closed.
LONGEST = 20_000
_STRAY = re.compile(r"<(?![a-zA-Z/])|&(?!(?:lt|gt|amp|quot|#\d+);)")


class RefusedHtml(Fault):
    """Telegram would refuse this text."""


def plain(text: str) -> Html:
    """Text as it stands, nothing in it a tag."""
    return Html(html.escape(text, quote=False))


def bold(text: Html) -> Html:
    return Html(f"<b>{text}</b>")


def italic(text: Html) -> Html:
    return Html(f"<i>{text}</i>")


def link(label: str, url: str) -> Html:
    return Html(f'<a href="{html.escape(url)}">{plain(label)}</a>')


def rich(text: str) -> Html:
    """A text of the knowledge base, whose tags were checked when it was loaded; "- " becomes a bullet."""
    return Html(re.sub(r"(?m)^- ", "• ", text))


def lines(*parts: Html | None) -> Html:
    """Parts one under the other; absent ones are left out."""
    return Html("\n".join(part for part in parts if part))


def paragraphs(*parts: Html | None) -> Html:
    """Parts with an empty line between them; absent ones are left out."""
    return Html("\n\n".join(part for part in parts if part))


def visible(text: str) -> str:
    """The text that people see. Raises RefusedHtml where Telegram would refuse it."""
    if "<" not in text and "&" not in text:
        return text
    if len(text) > LONGEST:
        raise RefusedHtml(Code.TEXT_TOO_LONG, count=len(text), most=LONGEST)
    if stray := _STRAY.search(text):
        right = {"<": "&lt;", "&": "&amp;"}[stray.group()]
        raise RefusedHtml(Code.BARE_SIGN, sign=stray.group(), right=right)
    parser = _Parser()
    parser.feed(text)
    parser.close()
    if parser.open:
        raise RefusedHtml(Code.TAG_NOT_CLOSED, tag=parser.open[-1])
    return "".join(parser.text)


def telegram_length(text: str) -> int:
    """Length as Telegram counts it: UTF-16 code units of the visible text."""
    return len(visible(text).encode("utf-16-le")) // 2


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _TAGS:
            raise RefusedHtml(Code.TAG_NOT_POSSIBLE, tag=tag)
        address = dict(attrs).get("href") or ""
        if tag == "a" and not re.match(r"(https?|tg)://|tel:|mailto:", address):
            raise RefusedHtml(Code.LINK_WITHOUT_ADDRESS)
        self.open.append(tag)

    def handle_startendtag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        raise RefusedHtml(Code.TAG_NOT_POSSIBLE, tag=f"{tag}/")

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1] != tag:
            raise RefusedHtml(Code.TAG_NOT_CLOSED, tag=self.open[-1] if self.open else f"/{tag}")
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.text.append(data)
