"""The one-time link by which an admin enters the console: signed, ten minutes, one use."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from secrets import token_urlsafe
from typing import Literal

from itsdangerous import BadData, SignatureExpired, TimestampSigner, URLSafeTimedSerializer

from bot.core.store import Store

LIVES = timedelta(minutes=10)
Flaw = Literal["forged", "expired", "used", "no admin"]


def serializer(secret: str, salt: str, clock: Callable[[], datetime]) -> URLSafeTimedSerializer:
    """Signs with SHA-256, and takes the time from the clock that everything else here goes by."""

    class Signer(TimestampSigner):
        def get_timestamp(self) -> int:
            return int(clock().timestamp())

    return URLSafeTimedSerializer(secret, salt=salt, signer=Signer, signer_kwargs={"digest_method": sha256})


@dataclass(frozen=True)
class Ticket:
    """What a link says, once its signature holds."""

    admin_id: int
    nonce: str


class Refused(Exception):
    """A link that lets nobody in. `admin_id` is whom it names, or 0 where that cannot be believed."""

    def __init__(self, flaw: Flaw, admin_id: int = 0) -> None:
        self.flaw, self.admin_id = flaw, admin_id
        super().__init__(flaw)


class Links:
    """Makes links and takes them back. `address` is where people reach the server, without a slash at its end."""

    def __init__(
        self, store: Store, clock: Callable[[], datetime], secret: str, address: str, admins: frozenset[int]
    ) -> None:
        self._store, self._clock, self._address, self._admins = store, clock, address, admins
        self._signed = serializer(secret, "console link", clock)

    async def make(self, admin_id: int) -> str:
        """A new link for an admin. Raises StoreUnavailable."""
        nonce = token_urlsafe(16)
        await self._store.grant(nonce, admin_id, self._clock() + LIVES)
        return f"{self._address}/console/enter?token={self._signed.dumps([admin_id, nonce])}"

    def read(self, token: str) -> Ticket:
        """Whom a link names. It is not used up by that: phones open links to preview them. Raises Refused."""
        try:
            admin_id, nonce = self._signed.loads(token, max_age=int(LIVES.total_seconds()))
        except SignatureExpired as expired:
            raise Refused("expired", _named(self._signed, expired)) from None
        except (BadData, TypeError, ValueError):
            raise Refused("forged") from None
        if admin_id not in self._admins:
            raise Refused("no admin", admin_id)
        return Ticket(admin_id, nonce)

    async def redeem(self, token: str) -> int:
        """Use a link up. Returns the admin. Raises Refused and StoreUnavailable."""
        ticket = self.read(token)
        if await self._store.redeem(ticket.nonce, self._clock()) != ticket.admin_id:
            raise Refused("used", ticket.admin_id)
        return ticket.admin_id


def _named(signed: URLSafeTimedSerializer, expired: SignatureExpired) -> int:
    """Whom an old link names; its signature holds."""
    admin_id, _ = signed.load_payload(expired.payload or b"[0, 0]")
    return int(admin_id)
