"""Admins in the chat: the queue, and one or two taps for each deed. Everybody else gets nothing, and it is noted."""

from collections.abc import Callable
from dataclasses import fields
from datetime import timedelta
from pathlib import Path
from typing import get_args

import pytest

from bot.core.review import Cluster, Deed, State, Wanted
from bot.core.text import LANGUAGES, Language
from bot.editing import applying
from bot.editing.writing import ReadOnly
from bot.loader.library import Library
from bot.loader.load import check
from bot.loader.mistakes import errors
from bot.local_telegram.server import LocalTelegram, Person
from bot.review.desk import Desk
from bot.sentences.editing import CANNOT_BE_WRITTEN
from bot.storage.sqlite import SqliteStore
from bot.telegram.admin import Admin
from bot.telegram.digest import DIGEST, Digest
from bot.telegram.services import Services
from bot.ui.admin_actions import AdminAction, CloseAnswered, OpenCluster, Refuse, SaveAnswer
from bot.ui.button_data import encode
from bot.ui.screens import review_steps
from tests.citizen import Citizen, buttons_of
from tests.conftest import ADMIN, OTHER_ADMIN, OWNER, Clock

REPLY = "A piano is moved free of charge.\nSource: Law on moving, article 8"
CATS = "topics/pets/articles/cats.yaml"


def admin_of(citizen: Citizen, admin_id: int = ADMIN, language: Language = "en") -> Citizen:
    return Citizen(citizen.app, citizen.telegram, Person(admin_id, f"Admin {admin_id}", language))


@pytest.fixture
def admin(citizen: Citizen) -> Citizen:
    return admin_of(citizen)


async def clusters(desk: Desk, *states: State) -> list[Cluster]:
    await desk.place_new()
    return (await desk.clusters(Wanted(states or ("open",)), 50, 0))[0]


def contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*.yaml")}


async def opened(admin: Citizen, words: str) -> None:
    """Open the cluster whose button holds these words."""
    await admin.says("/review")
    await admin.presses(words)


async def test_the_queue_is_read_page_by_page_the_most_waited_for_first(
    citizen: Citizen, admin: Citizen, store: SqliteStore, desk: Desk, clock: Clock
) -> None:
    words = ("zander", "mushroom", "volcano", "trumpet", "parachute", "lighthouse", "xylophone")
    for word in words:
        await citizen.says(word)
    await citizen.says("trumpet")
    [lighthouse] = [one for one in await clusters(desk) if one.questions[0].text == "lighthouse"]
    await store.wait(77, lighthouse.questions[0].id, clock())
    await admin.says("/review")
    assert "7" in admin.sees.splitlines()[0]
    assert admin.labels[0].endswith("lighthouse")
    assert "🔔1" in admin.sees
    assert admin.labels[1].endswith("trumpet")
    await admin.presses("Next")
    assert sum(any(label.endswith(word) for word in words) for label in admin.labels) == 2
    await admin.presses("Back")
    assert admin.labels[0].endswith("lighthouse")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_screen_of_the_review_has_back_and_home_and_fits_a_phone(
    citizen: Citizen, store: SqliteStore, library: Library, clock: Clock, language: Language
) -> None:
    await citizen.says("zander pike carp")
    await citizen.says("zander pike carp?!")
    await citizen.says("кто выиграл вчера в футбол")
    await store.complain("notice", "wrong_amount", "kk", clock())
    admin = admin_of(citizen, language=language)
    phrases = library.edition.knowledge.phrases[language]
    await admin.says("/review")
    seen: set[str] = set()
    waiting = [button["callback_data"] for button in buttons_of(admin.last)]
    while waiting:
        data = waiting.pop(0)
        if data in seen or not data.startswith("r") or data[:2] in ("rA", "rs", "rN", "rz", "rM", "rT", "rx", "rc"):
            continue
        seen.add(data)
        await admin.presses_data(data)
        assert admin.sees != phrases.went_wrong, data
        labels = admin.labels
        assert phrases.home in labels, data
        assert phrases.back in labels or data == "rl_0_open", data
        assert all(len(label) <= 44 for label in labels), labels
        waiting += [button["callback_data"] for button in buttons_of(admin.last)]
    assert {one[:2] for one in seen} >= {"rl", "ro", "ra", "rf", "rw", "rn", "rm"}


async def test_an_article_closes_a_cluster_and_takes_its_wordings_after_a_look_at_the_diff(
    citizen: Citizen, admin: Citizen, sample: Path, desk: Desk
) -> None:
    await citizen.says("мой барсик без чипа")
    before = (sample / CATS).read_text()
    await opened(admin, "барсик")
    await admin.presses("Find")
    await admin.says("кошка")
    await admin.presses("✅ Registering a cat")
    assert "+" in admin.sees
    assert "мой барсик без чипа" in admin.sees
    assert (sample / CATS).read_text() == before
    await admin.presses("✅ Yes")
    assert CATS in admin.sees
    assert "мой барсик без чипа" in (sample / CATS).read_text()
    assert await clusters(desk) == []
    await admin.presses("Undo")
    assert (sample / CATS).read_text() == before
    assert len(await clusters(desk)) == 1


async def test_a_cluster_can_be_closed_without_its_wordings(
    citizen: Citizen, admin: Citizen, sample: Path, desk: Desk
) -> None:
    await citizen.says("мой барсик без чипа")
    before = (sample / CATS).read_text()
    await opened(admin, "барсик")
    await admin.presses("Find")
    await admin.says("кошка")
    await admin.presses("✅ Registering a cat")
    await admin.presses("without the wordings")
    assert (sample / CATS).read_text() == before
    assert [one.article_id for one in await clusters(desk, "answered")] == ["cats"]


async def test_an_answer_is_written_corrected_shown_and_saved_as_a_draft(
    citizen: Citizen, admin: Citizen, sample: Path, library: Library, desk: Desk
) -> None:
    before = contents(sample)
    await citizen.says("кто перевезёт орган")
    await opened(admin, "орган")
    await admin.presses("Write an answer")
    await admin.says("A piano is moved free of charge.")
    assert "Source:" in admin.sees
    await admin.says(REPLY)
    assert "A piano is moved free of charge." in admin.sees
    assert contents(sample) == before
    await admin.presses("Pets")
    assert "Pets" in admin.sees
    await admin.presses("Save")
    assert await library.reload() == []
    [cluster] = await clusters(desk, "replied")
    assert cluster.article_id
    base = library.edition.knowledge.base
    assert (base.topic_of[cluster.article_id], base.articles[cluster.article_id].is_draft) == ("pets", True)
    await admin.presses("Undo")
    [cluster] = await clusters(desk)
    assert cluster.pending == REPLY


async def test_what_is_not_for_us_is_refused_politely_and_noise_is_ignored(
    citizen: Citizen, admin: Citizen, desk: Desk, library: Library
) -> None:
    await citizen.says("кто выиграл вчера в футбол")
    await citizen.says("zander")
    await opened(admin, "футбол")
    await admin.presses("Not for us")
    for name in ("not_law", "other_body", "own_case", "unclear"):
        assert library.edition.knowledge.phrases["en"].refusal(name) in admin.sees
    await admin.presses("Not about law")
    [refused] = await clusters(desk, "not_for_us")
    assert refused.refusal == "not_law"
    await opened(admin, "zander")
    await admin.presses("Noise")
    assert await clusters(desk) == []
    await admin.says("/review")
    await admin.presses("🗑")
    await admin.presses("zander")
    await admin.presses("Undo")
    assert len(await clusters(desk)) == 1


async def test_merge_and_split(citizen: Citizen, admin: Citizen, desk: Desk) -> None:
    await citizen.says("zander")
    await citizen.says("кто выиграл вчера в футбол")
    await opened(admin, "zander")
    await admin.presses("Merge")
    await admin.presses("футбол")
    [both] = await clusters(desk)
    assert len(both.questions) == 2
    await opened(admin, "1. ")
    await admin.presses("Split")
    await admin.presses("zander")
    assert len(await clusters(desk)) == 2


async def test_two_admins_do_not_answer_the_same_and_owners_may_take_over(
    citizen: Citizen, admin: Citizen, desk: Desk
) -> None:
    await citizen.says("zander")
    other, owner = admin_of(citizen, OTHER_ADMIN), admin_of(citizen, OWNER)
    await opened(admin, "zander")
    await admin.presses("Take over")
    assert any("Give back" in label for label in admin.labels)
    await opened(other, "zander")
    assert str(ADMIN)[-4:] in other.sees
    assert [label for label in other.labels if "Noise" in label or "Take" in label] == []
    [cluster] = await clusters(desk)
    for action in (f"rz_{cluster.id}", f"rN_{cluster.id}_u", f"rA_{cluster.id}_cats_y", f"rs_{cluster.id}_pets"):
        await other.presses_data(action)
        assert str(ADMIN)[-4:] in other.sees
    assert len(await clusters(desk)) == 1
    await opened(owner, "zander")
    await owner.presses("Take over")
    await owner.presses("Noise")
    assert len(await clusters(desk, "noise")) == 1


async def test_a_read_only_folder_gives_documents(
    citizen: Citizen, admin: Citizen, desk: Desk, telegram: LocalTelegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise ReadOnly(CANNOT_BE_WRITTEN, error="no")

    monkeypatch.setattr(applying, "write_all", refuse)
    await citizen.says("мой барсик без чипа")
    await opened(admin, "барсик")
    [cluster] = await clusters(desk)
    await admin.presses_data(f"rA_{cluster.id}_cats_y")
    names = [one["document"]["file_name"] for one in telegram.chats[ADMIN] if "document" in one]
    assert any("cats.yaml" in name for name in names)
    assert any("learned.yaml" in name for name in names)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_mistakes_of_the_files_are_shown_in_the_admins_language_and_nothing_is_written(
    language: Language, citizen: Citizen, sample: Path, desk: Desk
) -> None:
    admin = admin_of(citizen, language=language)
    await citizen.says("мой барсик без чипа")
    (sample / "topics/moving/articles/notice.yaml").write_text("title: {}\n")
    before = (sample / CATS).read_text()
    await admin.says("/review")
    [cluster] = await clusters(desk)
    await admin.presses_data(f"rA_{cluster.id}_cats_y")
    assert errors(check(sample)[1])[0].told(language) in admin.sees
    assert (sample / CATS).read_text() == before


async def test_why_something_cannot_be_done_is_told_in_the_admins_language(
    citizen: Citizen, sample: Path, desk: Desk
) -> None:
    await citizen.says("мой барсик без чипа")
    (sample / CATS).unlink()
    [cluster] = await clusters(desk)
    told = set()
    for admin_id, language in zip((ADMIN, OTHER_ADMIN, OWNER), LANGUAGES, strict=True):
        admin = admin_of(citizen, admin_id, language)
        await admin.says("/review")
        await admin.presses_data(f"rA_{cluster.id}_cats_y")
        assert "cats" in admin.sees
        told.add(next(line for line in admin.sees.splitlines() if "cats" in line))
    assert len(told) == len(LANGUAGES)


async def test_a_long_diff_is_a_document(
    citizen: Citizen, admin: Citizen, telegram: LocalTelegram, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(review_steps, "LONGEST_DIFF", 50)
    await citizen.says("мой барсик без чипа")
    await opened(admin, "барсик")
    await admin.presses("Find")
    await admin.says("кошка")
    await admin.presses("✅ Registering a cat")
    [document] = [one["document"] for one in telegram.chats[ADMIN] if "document" in one]
    assert b"+" in telegram.files[document["file_id"]]
    await admin.presses("✅ Yes")
    assert "мой барсик без чипа" in (sample / CATS).read_text()


async def test_who_writes_has_it(citizen: Citizen, admin: Citizen, desk: Desk) -> None:
    await citizen.says("zander")
    other = admin_of(citizen, OTHER_ADMIN)
    for one in (admin, other):
        await opened(one, "zander")
        await one.presses("Write an answer")
    await admin.says(REPLY)
    await other.says("Something else.\nSource: Law on moving, article 9")
    assert str(ADMIN)[-4:] in other.sees
    [cluster] = await clusters(desk)
    assert cluster.pending == REPLY


async def test_after_an_hour_what_an_admin_types_is_a_question_again(
    citizen: Citizen, admin: Citizen, clock: Clock, desk: Desk
) -> None:
    await citizen.says("zander")
    await opened(admin, "zander")
    await admin.presses("Write an answer")
    clock.pass_(timedelta(minutes=61))
    await admin.says("кошка")
    [cluster] = await clusters(desk)
    assert cluster.pending is None


async def test_an_admin_is_a_citizen_too(citizen: Citizen, admin: Citizen) -> None:
    await admin.says("register my cat")
    assert "Registering a cat" in admin.sees
    await citizen.says("zander")
    await opened(admin, "zander")
    await admin.presses("Find")
    await admin.says("/start")
    await admin.says("register my cat")
    assert "✅ Registering a cat" not in admin.labels


async def test_an_old_button_of_the_list_opens_the_queue_and_one_that_resolved_is_outdated(
    citizen: Citizen, admin: Citizen, library: Library
) -> None:
    await citizen.says("zander")
    await admin.says("/questions")
    assert "zander" in admin.sees
    await admin.presses_data("Q_0")
    await admin.presses_data("r_1_answered_0")
    assert admin.sees == library.edition.knowledge.phrases["en"].outdated


async def test_what_is_gone_is_said(citizen: Citizen, admin: Citizen, library: Library) -> None:
    await citizen.says("zander")
    await admin.says("/review")
    for data in ("ro_999", "rz_999", "ra_999_cats", "rf_999", "rT_999", "ru_999", "rM_999_1", "rx_999", "rc_999"):
        await admin.presses_data(data)
        assert admin.sees == library.edition.knowledge.phrases["en"].review_gone, data


async def test_without_a_store_admins_hear_it(citizen: Citizen, admin: Citizen, store: SqliteStore) -> None:
    await citizen.says("zander")
    await store.close()
    await admin.says("/review")
    assert admin.labels


VALUES = {
    "cluster_id": 1, "article_id": "cats", "topic_id": "pets", "question_id": 1, "into": 2, "page": 0, "show": "open",
    "refusal": "unclear", "phrases": "y",
}  # fmt: skip


async def test_every_deed_of_admins_is_refused_to_a_citizen_and_noted(
    citizen: Citizen, desk: Desk, store: SqliteStore, sample: Path, caplog: pytest.LogCaptureFixture
) -> None:
    await citizen.says("zander in a very secret lake")
    await citizen.says("кто выиграл вчера в футбол")
    before = await clusters(desk)
    files = contents(sample)
    seen, count = citizen.sees, len(citizen.messages)
    kinds = get_args(AdminAction)
    for kind in kinds:
        await citizen.presses_data(encode(kind(**{field.name: VALUES[field.name] for field in fields(kind)})))
        assert citizen.hears is None
    assert (citizen.sees, len(citizen.messages)) == (seen, count)
    assert await clusters(desk) == before
    assert contents(sample) == files
    deeds = await store.deeds(100, 0)
    assert [(deed.admin_id, deed.what) for deed in deeds] == [(citizen.person.id, "refused")] * len(kinds)
    assert caplog.text.count("refused") >= len(kinds)
    assert "secret" not in caplog.text


async def test_the_commands_of_admins_do_not_exist_for_anybody_else(citizen: Citizen, store: SqliteStore) -> None:
    await citizen.says("zander")
    for command in ("/review", "/questions", "/console"):
        await citizen.says(command)
        assert "zander" not in citizen.sees
    assert await store.deeds(9, 0) == []


async def test_a_citizen_whose_screen_is_an_admins_types_a_question(
    citizen: Citizen, store: SqliteStore, clock: Clock
) -> None:
    await citizen.says("zander")
    await store.remember(citizen.person.id, "rw_1", [], clock())
    await citizen.says("кошка")
    assert "Регистрация кошки" in citizen.sees
    await citizen.says("/start rz_1")
    assert "zander" not in citizen.sees


@pytest.fixture
def digest(services: Services) -> Digest:
    return Digest(services, 9)


def at(clock: Clock, hour: int, day: int = 0) -> None:
    """Set the clock to an hour of Kazakhstan (UTC+5)."""
    clock.now = (clock.now.replace(hour=0) + timedelta(days=day, hours=hour - 5)).replace(minute=0)


async def test_a_digest_comes_once_a_day_when_something_new_came(
    citizen: Citizen, admin: Citizen, services: Services, digest: Digest, clock: Clock
) -> None:
    await citizen.says("zander")
    at(clock, 8, day=1)
    assert not await digest.look(citizen.app.bot)
    at(clock, 9)
    assert await digest.look(citizen.app.bot)
    assert "1" in admin.sees
    assert not await digest.look(citizen.app.bot)
    clock.pass_(timedelta(minutes=30))
    assert not await Digest(services, 9).look(citizen.app.bot), "a restart sends no other"
    await admin.presses("📥")
    assert "zander" in admin.sees
    at(clock, 9, day=1)
    assert not await digest.look(citizen.app.bot), "nothing new"
    await citizen.says("volcano")
    at(clock, 9, day=1)
    assert await digest.look(citizen.app.bot)
    await citizen.says("trumpet")
    at(clock, 23)
    assert not await Digest(services, 9).look(citizen.app.bot), "nobody is woken"


async def test_a_digest_that_was_broken_off_goes_on_with_the_others(
    citizen: Citizen, admin: Citizen, digest: Digest, store: SqliteStore, clock: Clock
) -> None:
    await citizen.says("zander")
    await admin.says("/start")
    at(clock, 9, day=1)
    await store.add_deed(Deed(ADMIN, DIGEST, None, clock()))
    before = len(admin.messages)
    assert await digest.look(citizen.app.bot)
    assert len(admin.messages) == before, "this one had it"
    assert len(citizen.telegram.chats[OTHER_ADMIN]) == 1
    assert {ADMIN, OTHER_ADMIN} <= {deed.admin_id for deed in await store.deeds(9, 0) if deed.what == DIGEST}


async def test_the_digest_says_that_those_who_wait_are_not_told(
    citizen: Citizen, admin: Citizen, digest: Digest, desk: Desk, clock: Clock
) -> None:
    await citizen.says("zander")
    await desk.stop_sending(ADMIN)
    at(clock, 9, day=1)
    assert await digest.look(citizen.app.bot)
    assert "⏸" in admin.sees


async def test_what_is_answered_now_is_proposed_and_closed_with_one_tap(
    citizen: Citizen, admin: Citizen, services: Services, desk: Desk, library: Library,
    edit_file: Callable[[str, str, str], None],
) -> None:  # fmt: skip
    await citizen.says("мой барсик без чипа")
    await desk.place_new()
    edit_file(CATS, "мяукает,", "мяукает, мой барсик без чипа,")
    assert await library.reload() == []
    await Admin(services).tell_about_answers(citizen.app.bot, await desk.ask_again())
    await admin.presses("✨")
    await admin.presses("барсик")
    await admin.presses("✅ Close: Registering")
    [closed] = await clusters(desk, "answered")
    assert closed.article_id == "cats"


def test_the_longest_buttons_of_admins_fit() -> None:
    long, most = "a" * 40, 10**11
    for action in (SaveAnswer(most, long), Refuse(most, "own_case"), OpenCluster(most), CloseAnswered(most)):
        assert len(encode(action)) <= 64
