"""Who is in the console: sessions of eight hours, which end with the process and with "log out"."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hmac import compare_digest
from secrets import token_urlsafe

from itsdangerous import BadData
from starlette.requests import Request
from starlette.responses import Response

from bot.core.text import Language
from bot.editing.changes import FileChange
from bot.web.console.links import serializer

COOKIE = "console"
LIVES = timedelta(hours=8)


@dataclass
class Session:
    """One admin in one browser. `told` is the sentence that the next page shows; `files` is what a read-only
    folder did not take."""

    key: str
    admin_id: int
    until: datetime
    language: Language
    csrf: str = field(default_factory=token_urlsafe)
    told: str | None = None
    files: Sequence[FileChange] = ()

    def owns(self, csrf: str) -> bool:
        """Whether a form was made by a page of this session."""
        return compare_digest(self.csrf.encode(), csrf.encode())


class Sessions:
    """The cookie holds a signed key and nothing else; a key that is not in memory opens nothing."""

    def __init__(self, secret: str, clock: Callable[[], datetime], secure: bool) -> None:
        self._signed, self._clock, self._secure = serializer(secret, "console session", clock), clock, secure
        self._open: dict[str, Session] = {}

    def of(self, request: Request) -> Session | None:
        """The session of a request, if it has a live one."""
        try:
            key = self._signed.loads(request.cookies.get(COOKIE, ""), max_age=int(LIVES.total_seconds()))
        except BadData:
            return None
        session = self._open.get(key) if isinstance(key, str) else None
        return session if session and session.until > self._clock() else None

    def begin(self, response: Response, admin_id: int, language: Language) -> None:
        """Let an admin in. The link is opened from Telegram, but the form behind it is our own: Strict is enough."""
        now = self._clock()
        self._open = {key: one for key, one in self._open.items() if one.until > now}
        session = Session(token_urlsafe(24), admin_id, now + LIVES, language)
        self._open[session.key] = session
        response.set_cookie(
            COOKIE, str(self._signed.dumps(session.key)), max_age=int(LIVES.total_seconds()), path="/console",
            secure=self._secure, httponly=True, samesite="strict",
        )  # fmt: skip

    def end(self, response: Response, session: Session) -> None:
        """Log out: the cookie opens nothing any more, wherever it may have been copied to."""
        self._open.pop(session.key, None)
        response.delete_cookie(COOKIE, path="/console", secure=self._secure, httponly=True, samesite="strict")
