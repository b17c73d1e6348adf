"""Admins look at what citizens will read: any screen by its id, drafts, and what changed since a release."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.loader.library import Library
from bot.local_telegram.server import Person
from tests.citizen import Citizen, buttons_of
from tests.conftest import ADMIN
from tests.mirror import git

Edit = Callable[[str, str, str], None]

HELP = "topics/moving/articles/moving-help.yaml"
GUIDE = "topics/moving/guides/moving.yaml"
CATS = "topics/pets/articles/cats.yaml"


@pytest.fixture
def admin(citizen: Citizen) -> Citizen:
    return Citizen(citizen.app, citizen.telegram, Person(ADMIN, "Admin", "ru"))


@pytest.fixture
def released(sample: Path) -> Path:
    """The small base under git, with a release."""
    git(sample.parent, "init", "--quiet")
    git(sample.parent, "add", "--all")
    git(sample.parent, "commit", "--quiet", "--message", "Release")
    git(sample.parent, "tag", "v1")
    return sample


@pytest.mark.parametrize(
    ("named", "seen"),
    [
        ("moving-help", "При переезде дают"),
        ("moving-help.documents", "Удостоверение"),
        ("moving", "Где вы живёте?"),
        ("moving.home", "Где вы живёте?"),
        ("moving.people", "Сколько вас?"),
        ("moving.needs", "Что нужно?"),
        ("moving.hands", "Руки найдутся"),
        ("moving.too-late", "Похоже, поздно"),
    ],
)
async def test_any_screen_opens_by_its_id(admin: Citizen, named: str, seen: str) -> None:
    await admin.says(f"/open {named}")
    assert seen in admin.sees


async def test_a_step_that_was_opened_goes_on(admin: Citizen) -> None:
    await admin.says("/open moving.people")
    await admin.says("2")
    assert "Когда вы переехали?" in admin.sees


async def test_an_unknown_id_offers_what_looks_like_it(admin: Citizen) -> None:
    await admin.says("/open moving-hepl")
    assert "moving-hepl" in admin.sees
    await admin.presses("Помощь на переезд")
    assert "При переезде дают" in admin.sees


async def test_a_citizen_has_no_such_command(citizen: Citizen, admin: Citizen) -> None:
    await admin.says("/open cats")
    shown = admin.sees
    await citizen.says("/open cats")
    assert citizen.sees != shown
    await citizen.says("/changed")
    assert "git" not in citizen.sees


async def test_a_draft_is_marked_and_no_citizen_comes_to_it(
    citizen: Citizen, admin: Citizen, library: Library, edit_file: Edit
) -> None:
    edit_file(CATS, "title:", "status: draft\ntitle:")
    assert await library.reload() == []
    await admin.says("/open")
    for look in (admin.presses("Регистрация кошки"), admin.says("/open cats")):
        await look
        assert "Черновик" in admin.sees
        assert "бесплатно" in admin.sees
    await citizen.says("кошка")
    assert "бесплатно" not in citizen.sees
    assert "Регистрация кошки" not in " ".join(citizen.labels)


@pytest.mark.usefixtures("released")
async def test_what_changed_since_the_release_is_listed_with_the_way_to_it(
    admin: Citizen, library: Library, edit_file: Edit
) -> None:
    await admin.says("/changed")
    assert "v1" in admin.sees
    assert len(buttons_of(admin.last)) == 1, "nothing changed: only the way home"
    edit_file(HELP, "При переезде дают", "Переехали? Дают")
    edit_file(GUIDE, "ru: Сколько вас?", "ru: Сколько вас теперь?")
    edit_file(GUIDE, "ru: Руки найдутся", "ru: Руки есть")
    edit_file(CATS, "checked_on: 2026-11-22", "checked_on: 2026-11-23")
    assert await library.reload() == []
    await admin.says("/changed")
    assert [label for label in admin.labels if "ошк" in label] == [], "a date of a check is no text"
    for label, seen in (("Помощь на переезд", "Переехали?"), ("Сколько вас теперь", "Сколько"), ("Руки есть", "Руки")):
        await admin.presses(label)
        assert seen in admin.sees
        await admin.says("/changed")


async def test_another_version_can_be_named(admin: Citizen, released: Path, edit_file: Edit) -> None:
    edit_file(CATS, "Кошку регистрируют", "Кота регистрируют")
    git(released.parent, "commit", "--all", "--quiet", "--message", "Cats")
    git(released.parent, "tag", "v2")
    await admin.says("/changed")
    assert "Регистрация кошки" not in admin.labels
    await admin.says("/changed v1")
    assert "Регистрация кошки" in admin.labels
    await admin.says("/changed HEAD~1")
    assert "Регистрация кошки" in admin.labels


async def test_what_is_gone_is_named(admin: Citizen, released: Path) -> None:
    (released / CATS).unlink()
    await admin.says("/changed")
    assert "cats" in admin.sees


@pytest.mark.parametrize("revision", ["v9", "--output=x", "no such"])
async def test_a_version_that_is_not_there_is_said(admin: Citizen, released: Path, revision: str) -> None:
    await admin.says(f"/changed {revision}")
    assert revision in admin.sees
    assert not (released / "x").exists()


async def test_without_git_or_a_release_it_is_said(admin: Citizen, sample: Path) -> None:
    await admin.says("/changed")
    without_git = admin.sees
    assert "git" in without_git
    git(sample.parent, "init", "--quiet")
    await admin.says("/changed")
    assert "/changed" in admin.sees
    assert admin.sees != without_git
