"""Do the addresses of the sources still answer? Asked slowly: one request at a time a host, with a pause after each."""

import asyncio
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

import aiohttp

State = Literal["ok", "moved", "broken", "unreachable"]

USER_AGENT = "AdalBot/0.1 (checks the addresses that a bot of civic guidance cites)"
_HOSTS_AT_ONCE = 8
_TRIES = 3
_TIMEOUT = aiohttp.ClientTimeout(total=30)
_OFFLINE = "no host answered"
_BUSY = (429, 500, 502, 503, 504)


@dataclass(frozen=True)
class Link:
    """What became of an address. `status` is HTTP's; `to` is where it leads now; `problem` is why nobody answered."""

    url: str
    sources: tuple[str, ...]
    state: State
    status: int | None = None
    to: str | None = None
    problem: str | None = None


async def check_links(cited: Mapping[str, Sequence[str]], pause: float) -> list[Link]:
    """Ask every address (→ the sources that have it), with a pause in seconds. A failure is a state, never raised.

    Where none of the first hosts answers, the others are not asked: this computer is offline.
    """
    hosts: defaultdict[str, list[str]] = defaultdict(list)
    for url in cited:
        hosts[urlsplit(url).netloc].append(url)
    places = asyncio.Semaphore(_HOSTS_AT_ONCE)

    async def host(urls: Sequence[str], known: Mapping[str, Link]) -> list[Link]:
        found = []
        async with places:
            for url in urls:
                found.append(known.get(url) or await _check(session, url, tuple(cited[url]), pause))
                await asyncio.sleep(pause)
        return found

    async with aiohttp.ClientSession(headers={"User-Agent": USER_AGENT}, timeout=_TIMEOUT) as session:
        first = [urls[0] for urls in hosts.values()][:_HOSTS_AT_ONCE]
        tried = await asyncio.gather(*(_ask(session, url, tuple(cited[url]), pause) for url in first))
        if all(link.state == "unreachable" for link in tried):
            return [Link(url, tuple(names), "unreachable", problem=_OFFLINE) for url, names in cited.items()]
        known = {link.url: link for link in tried if not _may_pass(link)}
        of_hosts = await asyncio.gather(*(host(urls, known) for urls in hosts.values()))
    return sorted((link for some in of_hosts for link in some), key=lambda link: (link.state, link.url))


async def _check(session: aiohttp.ClientSession, url: str, sources: tuple[str, ...], pause: float) -> Link:
    """Try again what may be a passing fault, each time after a longer pause."""
    link = await _ask(session, url, sources, pause)
    for attempt in range(1, _TRIES):
        if not _may_pass(link):
            break
        await asyncio.sleep(pause * 2**attempt)
        link = await _ask(session, url, sources, pause)
    return link


def _may_pass(link: Link) -> bool:
    return link.state == "unreachable" or link.status in _BUSY


async def _ask(session: aiohttp.ClientSession, url: str, sources: tuple[str, ...], pause: float) -> Link:
    """HEAD; then GET, where a server has no answer to HEAD that one could believe."""
    try:
        link = await _request(session, "HEAD", url, sources)
        if link.state == "broken":
            await asyncio.sleep(pause)
            link = await _request(session, "GET", url, sources)
    except (aiohttp.ClientError, TimeoutError, ValueError) as error:
        return Link(url, sources, "unreachable", problem=str(error) or type(error).__name__)
    return link


async def _request(session: aiohttp.ClientSession, method: str, url: str, sources: tuple[str, ...]) -> Link:
    async with session.request(method, url, allow_redirects=True) as response:
        if response.status >= 400:
            return Link(url, sources, "broken", response.status)
        if response.history:
            return Link(url, sources, "moved", response.status, str(response.url))
        return Link(url, sources, "ok", response.status)
