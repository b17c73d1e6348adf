"""HTTP to Telegram over aiohttp, in place of python-telegram-bot's httpx: several times the messages for the same CPU.

What it replaces stays: kept connections, time-outs of each phase, uploads, and the proxies of the environment
(HTTPS_PROXY, NO_PROXY). Retries are the callers', as before. Parameters travel as JSON, which is a third of a form's
length for Cyrillic.
"""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
import orjson
from telegram._utils.defaultvalue import DefaultValue  # the base class has it in its signature
from telegram._utils.types import ODVInput
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

_READ, _WRITE, _CONNECT, _POOL = 5.0, 5.0, 5.0, 1.0
_UPLOAD = 20.0
_JSON = {"Content-Type": "application/json"}


class AiohttpRequest(BaseRequest):
    """Implements `telegram.request.BaseRequest`; times are in seconds."""

    def __init__(self, connections: int) -> None:
        """`connections` is how many calls may be under way at once; others wait for a place."""
        self._connections = connections
        self._session: aiohttp.ClientSession | None = None
        self._proxies: dict[str, str] = {}

    @property
    def read_timeout(self) -> float | None:
        return _READ

    async def initialize(self) -> None:
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._connections), headers={"User-Agent": self.USER_AGENT}
            )
            # Read once: aiohttp's trust_env goes to a thread twice for each call, and looks for a .netrc there.
            self._proxies = getproxies()

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
        data, headers = _body(request_data)
        try:
            async with self._session.request(
                method, url, data=data, headers=headers, timeout=timeout, proxy=self._proxy(url)
            ) as response:
                return response.status, await response.read()
        except TimeoutError:
            raise TimedOut from None
        except aiohttp.ClientError as error:
            raise NetworkError(f"aiohttp.{type(error).__name__}") from None

    @staticmethod
    def parse_json_payload(payload: bytes) -> Any:
        """What Telegram answered. python-telegram-bot's own way is slower and forgives more."""
        try:
            return orjson.loads(payload)
        except orjson.JSONDecodeError:
            return BaseRequest.parse_json_payload(payload)

    def _proxy(self, url: str) -> str | None:
        if not self._proxies:
            return None
        parts = urlsplit(url)
        return None if proxy_bypass(parts.hostname or "") else self._proxies.get(parts.scheme)


def _body(request_data: RequestData | None) -> tuple[aiohttp.FormData | bytes | None, Mapping[str, str] | None]:
    """The parameters, and the header that says what they are; a form makes its own."""
    if request_data is None:
        return None, None
    if request_data.contains_files:
        return _form(request_data), None
    parameters = request_data.parameters
    try:
        return orjson.dumps(parameters), _JSON
    except TypeError:  # half a character, which UTF-8 does not know: the rest of the text is sent all the same
        return json.dumps(parameters, ensure_ascii=False).encode(errors="replace"), _JSON


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
