"""Do the addresses of the sources still answer? Asked politely, of a small server on this computer."""

import json
import socket
import threading
import time
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from main import main

Out = pytest.CaptureFixture[str]


class _Handler(BaseHTTPRequestHandler):
    """Each path is a kind of server that one meets."""

    asked: list[tuple[str, str, str]]
    at_once: Counter[str]
    most: list[int]

    def _answer(self) -> None:
        kind = self.path.removeprefix("/")
        self.at_once["now"] += 1
        self.most.append(self.at_once["now"])
        time.sleep(0.005)  # so that two at once would meet
        self.asked.append((self.command, kind, self.headers["User-Agent"]))
        times = sum(path == kind for _, path, _ in self.asked)
        if kind == "moved":
            self.send_response(301)
            self.send_header("Location", "/here")
        elif kind == "no-head" and self.command == "HEAD":
            self.send_response(405)
        elif kind == "busy" and times <= 2:
            self.send_response(503)
        else:
            self.send_response(404 if kind == "gone" else 200)
        self.send_header("Content-Length", "0")
        self.at_once["now"] -= 1
        self.end_headers()

    do_HEAD = do_GET = _answer  # noqa: N815  # http.server names its methods so

    def log_message(self, *_: object) -> None:
        """The tests print nothing of it."""


class Site:
    """The server, and what it was asked."""

    def __init__(self, address: str, handler: type[_Handler]) -> None:
        self.address, self.asked, self.most = address, handler.asked, handler.most


@pytest.fixture
def site() -> Iterator[Site]:
    handler = type("Handler", (_Handler,), {"asked": [], "at_once": Counter(), "most": []})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield Site(f"http://127.0.0.1:{server.server_address[1]}", handler)
        server.shutdown()
        thread.join()


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch, sample: Path, tmp_path: Path) -> None:
    monkeypatch.setenv("KNOWLEDGE_DIR", str(sample))
    monkeypatch.chdir(tmp_path)


def cite(sample: Path, *addresses: str) -> None:
    """Sources of these addresses, beside nothing else."""
    page = "kind: page, title: {kk: Бет, ru: Страница, en: Page}, checked_on: 2026-11-22"
    law = (
        (sample / "sources.yaml").read_text(encoding="utf-8").replace("https://adilet.zan.kz/rus/docs/Z1", addresses[0])
    )
    pages = [f"page-{at}: {{{page}, url: '{url}'}}\n" for at, url in enumerate(addresses)]
    (sample / "sources.yaml").write_text(law + "".join(pages), encoding="utf-8")


def links(capsys: Out) -> dict[str, dict[str, Any]]:
    assert main(["links", "--json", "--pause", "0"]) == 0
    return {one["url"].rpartition("/")[2]: one for one in json.loads(capsys.readouterr().out)}


def test_each_address_is_told_as_it_answers(sample: Path, site: Site, capsys: Out) -> None:
    cite(sample, *(f"{site.address}/{kind}" for kind in ("here", "moved", "gone", "no-head", "busy")))
    found = links(capsys)
    assert {key: one["state"] for key, one in found.items()} == {
        "here": "ok", "moved": "moved", "gone": "broken", "no-head": "ok", "busy": "ok",
    }  # fmt: skip
    assert (found["gone"]["status"], found["moved"]["to"]) == (404, f"{site.address}/here")
    assert found["here"]["sources"] == ["moving-law", "page-0"], "one request for one address, whoever cites it"


def test_the_asking_is_polite(sample: Path, site: Site, capsys: Out) -> None:
    cite(sample, *(f"{site.address}/{number}" for number in range(5)))
    links(capsys)
    assert max(site.most) == 1, "one request at a time a host"
    assert {method for method, _, _ in site.asked} == {"HEAD"}, "GET only where HEAD is not enough"
    assert all("AdalBot" in agent for _, _, agent in site.asked)
    assert len(site.asked) == 5


def test_a_broken_address_is_a_report_and_no_gate(sample: Path, site: Site, capsys: Out) -> None:
    cite(sample, f"{site.address}/gone")
    assert main(["links", "--pause", "0"]) == 0
    assert "page-0" in capsys.readouterr().out


def test_offline_is_said_and_not_taken_for_broken_addresses(sample: Path, capsys: Out) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        closed = taken.getsockname()[1]
    cite(sample, f"http://127.0.0.1:{closed}/here", f"http://127.0.0.1:{closed}/there")
    assert main(["links", "--pause", "0"]) == 0
    told = capsys.readouterr().out
    assert "offline" in told
    assert "here" not in told
