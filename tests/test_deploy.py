"""What a server gets: the same libraries as the tests, and tools that fail rather than keep silent."""

import os
import re
import subprocess
import sys
import tomllib
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
import yaml

from bot.settings import Settings
from bot.web.health import READY
from bot.web.webhook import PATH
from tests.conftest import ROOT


def _lock(name: str) -> dict[str, str]:
    """Library, version and condition → its hashes."""
    text = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line.partition(" --hash=") for line in text.splitlines() if line.strip()]
    return {" ".join(pinned.split()): " ".join(hashes.split()) for pinned, _, hashes in lines}


def _name(requirement: str) -> str:
    found = re.match(r"[\w.-]+", requirement)
    assert found, requirement
    return re.sub(r"[-_.]+", "-", found[0]).lower()


PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_a_server_gets_the_libraries_that_were_tested() -> None:
    tested, run = _lock("requirements.lock"), _lock("requirements-run.lock")
    different = [pinned for pinned, hashes in run.items() if tested.get(pinned) != hashes]
    assert different == [], "the locks do not agree; run make lock"


def test_a_server_gets_all_that_the_bot_needs_and_no_tools() -> None:
    run = set(map(_name, _lock("requirements-run.lock")))
    assert set(map(_name, PROJECT["project"]["dependencies"])) <= run
    tools = PROJECT["dependency-groups"]["dev"] + PROJECT["dependency-groups"]["audit"]
    assert run.isdisjoint(map(_name, tools))


def test_every_library_of_every_lock_has_its_hash_and_no_lock_names_an_index() -> None:
    locks = sorted(ROOT.glob("requirements*.lock"))
    assert len(locks) == 4
    for lock in locks:
        assert "://" not in lock.read_text(encoding="utf-8")
        for pinned, hashes in _lock(lock.name).items():
            assert "==" in pinned, pinned
            assert "sha256:" in hashes, pinned


def test_the_audit_fails_where_it_could_not_look() -> None:
    [command] = re.findall(r"^\t(.*pip-audit .*)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert "--strict" in command, "otherwise pip-audit passes over libraries that it could not look up"
    assert not command.startswith("-")
    assert "|" not in command


def _settings(file: str) -> list[str]:
    """The variables that a file of deploy/ or the Dockerfile sets."""
    text = (ROOT / file).read_text(encoding="utf-8")
    return re.findall(r"^(?:Environment=|ENV |    )([A-Z_]+)=", text, re.MULTILINE)


@pytest.mark.parametrize("file", ["Dockerfile", "deploy/adal-bot.service", "deploy/adal-bot-backup.service"])
def test_what_is_set_for_the_bot_is_a_setting(file: str) -> None:
    ours = [name for name in _settings(file) if name != "PATH" and not name.startswith(("PYTHON", "MALLOC_"))]
    assert "DATABASE_URL" in ours
    assert set(ours) <= set(map(str.upper, Settings.model_fields))


def test_bots_behind_a_proxy_are_equal_and_the_proxy_knows_them_all() -> None:
    services = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))["services"]
    bots = {name: service for name, service in services.items() if service.get("image") == "adal-bot"}
    assert len(bots) >= 2
    assert len({str(bot["environment"]) for bot in bots.values()}) == 1
    names = next(iter(bots.values()))["environment"]
    assert {"DATABASE_URL", "PUBLIC_URL", "SECRET_KEY"} <= set(names) <= set(map(str.upper, Settings.model_fields))
    assert names["DATABASE_URL"].rpartition("@")[2].partition("/")[0] in services
    proxy = (ROOT / "deploy" / "Caddyfile").read_text(encoding="utf-8")
    targets = re.findall(r"reverse_proxy (.*) \{", proxy)
    assert len(targets) == 2
    for line in targets:
        assert sorted(line.split()) == sorted(f"{name}:8080" for name in bots)
    assert set(re.findall(r"health_uri (\S+)", proxy)) == {READY}
    assert f"path {PATH}\n" in proxy


def test_an_image_is_made_of_what_it_needs_and_nothing_secret() -> None:
    allowed = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert "*" in allowed
    taken = re.findall(r"^COPY (?!--from)(\S+) ", (ROOT / "Dockerfile").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(name[1:] for name in allowed if name.startswith("!")) == sorted(taken)
    assert all((ROOT / name).exists() for name in taken)


class _Health(BaseHTTPRequestHandler):
    status = 200

    def do_GET(self) -> None:
        self.send_response(self.status if self.path == "/healthz" else 404)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def _check(port: int) -> int:
    environment = {**os.environ, "PORT": str(port), "http_proxy": "http://127.0.0.1:9"}
    asked = [sys.executable, str(ROOT / "deploy" / "healthcheck.py")]
    return subprocess.run(asked, env=environment, check=False, capture_output=True, timeout=20).returncode


@pytest.mark.parametrize(("status", "expected"), [(200, 0), (503, 1)])
def test_a_container_is_healthy_when_the_bot_says_so(status: int, expected: int) -> None:
    handler = type("Health", (_Health,), {"status": status})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        assert _check(server.server_port) == expected
        server.shutdown()


def test_a_container_in_which_nothing_listens_is_not_healthy() -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Health) as server:
        port = server.server_port
    assert _check(port) == 1
