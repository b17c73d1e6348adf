"""What a server gets: the same libraries as the tests, and tools that fail rather than keep silent."""

import re
import tomllib

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
    assert len(locks) == 3
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
