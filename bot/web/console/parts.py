"""What the pages of the console are made with: the bot's parts, and one visit of one admin."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from bot.core.knowledge import KnowledgeBase
from bot.core.store import Store
from bot.core.terms import KAZAKHSTAN
from bot.core.text import LANGUAGES, Language
from bot.loader.library import Library
from bot.review.desk import Desk
from bot.ui.console_phrases import ConsolePhrases
from bot.ui.reader import Reader
from bot.web.console.links import Links
from bot.web.console.sessions import Session, Sessions

_LARGEST = 2**62  # SQLite takes no larger number
_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"), autoescape=True, undefined=StrictUndefined,
    trim_blocks=True, lstrip_blocks=True,
)  # fmt: skip


@dataclass(frozen=True)
class Console:
    """The bot's parts as the console needs them. `clock` gives the time in UTC."""

    library: Library
    store: Store
    desk: Desk
    knowledge_dir: Path
    clock: Callable[[], datetime]
    admin_ids: frozenset[int]
    owner_ids: frozenset[int]
    links: Links
    sessions: Sessions

    @property
    def admins(self) -> frozenset[int]:
        return self.admin_ids | self.owner_ids

    @property
    def today(self) -> date:
        return self.clock().astimezone(KAZAKHSTAN).date()

    def words(self, language: Language) -> ConsolePhrases:
        return self.library.edition.knowledge.phrases[language].console

    def outside(self, request: Request, name: str, status: int = 403) -> Response:
        """A plain page for somebody who is not in: what is the matter, and what to do."""
        language = language_of(request)
        words = self.words(language)
        text = str(getattr(words, name))
        return page("outside.html", status, words=words, language=language, languages=LANGUAGES, text=text)


@dataclass(frozen=True)
class Visit:
    """One request of one admin."""

    console: Console
    request: Request
    session: Session
    form: Mapping[str, str]

    def __post_init__(self) -> None:
        wanted = self.request.query_params.get("language")
        if wanted in LANGUAGES:
            self.session.language = wanted

    @property
    def language(self) -> Language:
        return self.session.language

    @property
    def words(self) -> ConsolePhrases:
        return self.console.words(self.language)

    @property
    def base(self) -> KnowledgeBase:
        return self.console.library.edition.knowledge.base

    @property
    def is_owner(self) -> bool:
        return self.session.admin_id in self.console.owner_ids

    @cached_property
    def reader(self) -> Reader:
        """The knowledge as the admin reads it today."""
        phrases = self.console.library.edition.knowledge.phrases[self.language]
        return Reader(self.base, phrases, self.language, self.console.today, "")

    @property
    def cluster_id(self) -> int:
        """The number in the address."""
        return min(int(self.request.path_params["cluster"]), _LARGEST)

    def show(self, template: str, status: int = 200, **values: Any) -> Response:
        """A page, with the sentence that the last change left for it."""
        told, self.session.told = self.session.told, None
        here = self.request.url.path
        return page(
            template, status, visit=self, words=self.words, language=self.language, languages=LANGUAGES,
            session=self.session, told=told, here=here, say_in=self._say_in, day=_day, moment=_moment, entry=self.entry,
            **values,
        )  # fmt: skip

    def refused(self, text: str) -> Response:
        return self.show("refused.html", 403, text=text)

    def go(self, path: str, told: str | None = None) -> Response:
        """After a change: the page that shows it, so that reloading does nothing twice."""
        self.session.told = told
        return RedirectResponse(path, 303)

    def entry(self, entry_id: str) -> str:
        """The title of an article, a guide, or an outcome ("guide/outcome"); the id where it is gone."""
        guide_id, _, outcome_id = entry_id.partition("/")
        guide = self.base.guides.get(guide_id)
        if guide and outcome_id in guide.outcomes:
            return f"{self.reader.label(guide.label)}: {self.reader.label(guide.outcomes[outcome_id].verdict)}"
        found = self.base.articles.get(entry_id) or guide
        return self.reader.label(found.title) if found else entry_id

    def _say_in(self, language: Language) -> str:
        """This page in another language."""
        return "?" + urlencode({**self.request.query_params, "language": language})


def page(template: str, status: int, **values: Any) -> Response:
    """A template with its values; whatever is no template is escaped."""
    return HTMLResponse(_TEMPLATES.get_template(template).render(**values), status)


def language_of(request: Request) -> Language:
    """The language of somebody who is not in: as the address or the browser says, else Russian."""
    wanted = request.query_params.get("language", "")
    accepted = request.headers.get("accept-language", "").replace(";", ",").split(",")
    for code in (wanted, *(one.strip().split("-")[0].lower() for one in accepted)):
        if code in LANGUAGES:
            return code
    return "ru"


def _day(time: datetime | date) -> str:
    """A day as people here write it."""
    return f"{time.astimezone(KAZAKHSTAN) if isinstance(time, datetime) else time:%d.%m.%Y}"


def _moment(time: datetime) -> str:
    return f"{time.astimezone(KAZAKHSTAN):%d.%m.%Y %H:%M}"
