"""HTTP to Telegram over aiohttp, in place of python-telegram-bot's httpx: several times the messages for the same CPU.

What it replaces stays: kept connections, time-outs of each phase, uploads, and the proxies of the environment
(HTTPS_PROXY, NO_PROXY). Retries are the callers', as before.
"""

import aiohttp
from telegram._utils.defaultvalue import DefaultValue  # the base class has it in its signature
from telegram._utils.types import ODVInput
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

_READ, _WRITE, _CONNECT, _POOL = 5.0, 5.0, 5.0, 1.0
_UPLOAD = 20.0


class AiohttpRequest(BaseRequest):
    """Implements `telegram.request.BaseRequest`; times are in seconds."""

    def __init__(self, connections: int) -> None:
        """`connections` is how many calls may be under way at once; others wait for a place."""
        self._connections = connections
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        return _READ

    async def initialize(self) -> None:
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._connections),
                headers={"User-Agent": self.USER_AGENT},
                trust_env=True,
            )

    async def shutdown(self) -> None:
        if self._session:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        write_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        connect_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        pool_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Status and body. No error holds the address: the token is in it."""
        if self._session is None:
            raise RuntimeError("the transport is not initialized")
        uploads = request_data is not None and request_data.contains_files
        read = _given(read_timeout, _READ)
        write = _given(write_timeout, _UPLOAD if uploads else _WRITE)
        timeout = aiohttp.ClientTimeout(
            connect=_sum(_given(pool_timeout, _POOL), _given(connect_timeout, _CONNECT)),
            sock_connect=_given(connect_timeout, _CONNECT),
            # aiohttp knows no time for writing: it counts to the first byte of the answer.
            sock_read=_sum(read, write) if uploads else read,
        )
        body = _form(request_data) if request_data and uploads else request_data and request_data.json_parameters
        try:
            async with self._session.request(method, url, data=body or None, timeout=timeout) as response:
                return response.status, await response.read()
        except TimeoutError:
            raise TimedOut from None
        except aiohttp.ClientError as error:
            raise NetworkError(f"aiohttp.{type(error).__name__}") from None


def _form(request_data: RequestData) -> aiohttp.FormData:
    form = aiohttp.FormData()
    for name, value in request_data.json_parameters.items():
        form.add_field(name, value)
    for name, (file_name, content, kind) in request_data.multipart_data.items():
        form.add_field(name, content, filename=file_name, content_type=kind)
    return form


def _given(value: ODVInput[float], usual: float) -> float | None:
    """A time-out as asked for; None is none."""
    return usual if isinstance(value, DefaultValue) else value


def _sum(first: float | None, second: float | None) -> float | None:
    return None if first is None or second is None else first + second
