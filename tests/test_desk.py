"""What admins can do with the queue, and what it does to the files."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from bot.core.review import Cluster, Promise, Wanted
from bot.core.text import Language
from bot.editing import applying
from bot.editing.changes import FileChange
from bot.editing.writing import ReadOnly
from bot.loader.library import Library
from bot.review import files
from bot.review.desk import Desk
from bot.sentences.editing import CANNOT_BE_WRITTEN
from bot.storage.sqlite import SqliteStore
from tests.conftest import ADMIN, OTHER_ADMIN, OWNER, Clock

Ask = Callable[..., "Asked"]
REPLY = "Пианино везут бесплатно.\nИсточник: Закон «О переездах», статья 8"
CATS = "topics/pets/articles/cats.yaml"
LEARNED = "questions/learned.yaml"


class Asked:
    """The queue, asked and looked at."""

    def __init__(self, store: SqliteStore, desk: Desk, clock: Clock) -> None:
        self.store, self.desk, self.clock = store, desk, clock

    async def ask(self, text: str, language: Language = "ru", times: int = 1) -> int:
        for _ in range(times):
            number = await self.store.record(text, language, "open", self.clock())
        await self.desk.place_new()
        return number

    async def open(self) -> list[Cluster]:
        return (await self.desk.clusters(Wanted(), 50, 0))[0]

    async def one(self, cluster_id: int) -> Cluster:
        cluster = await self.desk.cluster(cluster_id)
        assert cluster
        return cluster

    async def deeds(self) -> list[tuple[int, str]]:
        return [(deed.admin_id, deed.what) for deed in await self.store.deeds(50, 0)]


@pytest.fixture
def queue(store: SqliteStore, desk: Desk, clock: Clock) -> Asked:
    return Asked(store, desk, clock)


def texts(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.yaml")}


async def test_alike_questions_are_one_cluster_and_the_most_asked_stands_first(queue: Asked) -> None:
    await queue.ask("Where can I fish for zander?", "en")
    await queue.ask("where can i fish for zanders", "en", times=2)
    await queue.ask("кто выиграл вчера в футбол", "ru")
    first, second = await queue.open()
    assert [(one.text, one.times) for one in first.questions] == [
        ("where can i fish for zanders", 2),
        ("Where can I fish for zander?", 1),
    ]
    assert len(second.questions) == 1


async def test_noise_stays_ignored_and_what_is_not_for_us_stays_closed(queue: Asked) -> None:
    await queue.ask("напиши стихи про луну")
    await queue.ask("кто выиграл вчера в футбол")
    noise, refused = await queue.open()
    assert (await queue.desk.mark_noise(ADMIN, noise.id)).done
    assert (await queue.desk.refuse(ADMIN, refused.id, "not_law")).done
    for text in ("напиши стихи про луну", "Напиши стихи про луну!!", "кто вчера выиграл в футбол"):
        await queue.ask(text)
    assert await queue.open() == []
    assert (await queue.one(refused.id)).refusal == "not_law"


async def test_who_waits_for_what_was_refused_before_hears_it_too(queue: Asked) -> None:
    await queue.ask("кто выиграл вчера в футбол")
    [cluster] = await queue.open()
    await queue.desk.refuse(ADMIN, cluster.id, "not_law")
    number = await queue.ask("кто вчера выиграл в футбол")
    await queue.store.wait(5, number, queue.clock())
    assert await queue.store.promises(queue.clock(), 9) == [Promise(5, number, cluster.id)]


async def test_what_comes_again_after_its_answer_opens_a_new_cluster(queue: Asked) -> None:
    await queue.ask("где растут грибы")
    [cluster] = await queue.open()
    assert (await queue.desk.answer_by(ADMIN, cluster.id, "notice", with_phrases=False)).done
    queue.clock.pass_(timedelta(hours=1))
    await queue.ask("где растут грибы")
    [again] = await queue.open()
    assert again.id != cluster.id


async def test_an_answer_on_its_way_is_delivered_before_its_question_opens_a_new_cluster(queue: Asked) -> None:
    number = await queue.ask("где растут грибы")
    await queue.store.wait(5, number, queue.clock())
    [cluster] = await queue.open()
    await queue.desk.answer_by(ADMIN, cluster.id, "notice", with_phrases=False)
    queue.clock.pass_(timedelta(seconds=5))
    await queue.ask("где растут грибы")
    assert [one.cluster_id for one in await queue.store.promises(queue.clock(), 9)] == [cluster.id]
    await queue.store.withdraw(5, number)
    await queue.desk.place_new()
    assert len(await queue.open()) == 1


async def test_complaints_are_one_cluster_an_entry_and_reason_in_all_languages(queue: Asked) -> None:
    for language in ("kk", "ru"):
        await queue.store.complain("notice", "wrong_amount", language, queue.clock())
    await queue.store.complain("notice", "unclear", "ru", queue.clock())
    await queue.store.complain("moving/help", "unclear", "ru", queue.clock())
    await queue.desk.place_new()
    clusters = await queue.open()
    assert sorted((len(one.questions), one.nearest) for one in clusters) == [
        (1, ("moving",)), (1, ("notice",)), (2, ("notice",)),
    ]  # fmt: skip
    amount = next(one for one in clusters if len(one.questions) == 2)
    assert await queue.desk.phrase_changes(amount.id, "notice") == []
    assert (await queue.desk.answer_by(ADMIN, amount.id, "notice")).done


async def test_joining_an_article_takes_the_wordings_over_and_the_search_finds_them(
    queue: Asked, sample: Path, library: Library
) -> None:
    await queue.ask("мой барсик без чипа", "ru", times=3)
    await queue.ask("мой барсик без чипа [IIN]", "ru", times=2)
    [cluster] = await queue.open()
    assert len(cluster.questions) == 2
    outcome = await queue.desk.answer_by(ADMIN, cluster.id, "cats")
    assert outcome.done
    assert {change.path.as_posix() for change in outcome.changes} == {CATS, LEARNED}
    assert (sample / CATS).read_text().count("мой барсик без чипа") == 1
    assert "IIN" not in (sample / CATS).read_text() + (sample / LEARNED).read_text()
    assert await library.reload() == []
    assert library.edition.search.find("мой барсик без чипа").hits[0].id == "cats"
    assert (await queue.one(cluster.id)).article_id == "cats"


async def test_at_most_five_wordings_are_taken_over(queue: Asked, sample: Path) -> None:
    for number in range(7):
        await queue.ask(f"у барсика нет усов, что делать с барсиком {'о' * number}")
    [cluster] = await queue.open()
    assert (await queue.desk.answer_by(ADMIN, cluster.id, "cats")).done
    assert (sample / CATS).read_text().count("барсиком") == 5


async def test_a_reply_becomes_a_draft_and_undo_takes_every_byte_back(
    queue: Asked, sample: Path, library: Library
) -> None:
    await queue.ask("как перевезти пианино", "ru")
    [cluster] = await queue.open()
    before = texts(sample)
    assert (await queue.desk.write(ADMIN, cluster.id, "Пианино везут бесплатно.")).what == "no_source"
    assert (await queue.desk.reply(ADMIN, cluster.id, "moving")).what == "no_source"
    assert (await queue.desk.write(ADMIN, cluster.id, REPLY)).done
    assert texts(sample) == before
    outcome = await queue.desk.reply(ADMIN, cluster.id, "moving")
    assert outcome.done
    replied = await queue.one(cluster.id)
    assert replied.state == "replied"
    assert await library.reload() == []
    draft = library.edition.knowledge.base.articles[replied.article_id or ""]
    assert (draft.is_draft, draft.title["ru"]) == (True, "Как перевезти пианино")
    assert draft.reply
    assert draft.reply.source == "Закон «О переездах», статья 8"
    assert draft.reply.by == library.edition.knowledge.phrases["ru"].organisation
    after_a_restart = Desk(library, queue.store, sample, queue.clock, frozenset())
    undone = await after_a_restart.undo(ADMIN, cluster.id)
    assert (undone.done, undone.files_stay) == (True, False)
    assert texts(sample) == before
    assert ((await queue.one(cluster.id)).state, (await queue.one(cluster.id)).pending) == ("open", REPLY)


@pytest.mark.parametrize("named", ["movers", "Грузчики", "көшірушілер"])
async def test_a_contact_may_be_the_source(queue: Asked, library: Library, named: str) -> None:
    await queue.ask("как перевезти пианино", "ru")
    [cluster] = await queue.open()
    assert (await queue.desk.write(ADMIN, cluster.id, f"Тегін.\nДереккөз: {named}")).done
    assert (await queue.desk.reply(ADMIN, cluster.id, "moving")).done
    assert await library.reload() == []
    draft = library.edition.knowledge.base.articles[(await queue.one(cluster.id)).article_id or ""]
    assert (draft.check_with, draft.reply and draft.reply.language) == (("movers",), "kk")


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "nothing_written"),
        ("Источник: закон, статья 8", "nothing_written"),
        ("Да.\nИсточник: закон", "no_source"),
        (f"{'о' * 351}\nSource: law, article 8", "too_long"),
    ],
)
async def test_what_is_missing_in_a_reply_is_said(queue: Asked, text: str, what: str) -> None:
    await queue.ask("как перевезти пианино", "ru")
    [cluster] = await queue.open()
    assert (await queue.desk.write(ADMIN, cluster.id, text)).what == what


async def test_undo_leaves_files_that_somebody_has_changed_since(queue: Asked, sample: Path) -> None:
    await queue.ask("мой барсик без чипа")
    [cluster] = await queue.open()
    await queue.desk.answer_by(ADMIN, cluster.id, "cats")
    changed = (sample / CATS).read_text() + "# seen by an operator\n"
    (sample / CATS).write_text(changed)
    undone = await queue.desk.undo(ADMIN, cluster.id)
    assert (undone.done, undone.files_stay) == (True, True)
    assert (sample / CATS).read_text() == changed
    assert len(await queue.open()) == 1


async def test_a_folder_that_cannot_be_written_gives_the_files_to_pass_on(
    queue: Asked, sample: Path, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise ReadOnly(CANNOT_BE_WRITTEN, error="no")

    monkeypatch.setattr(applying, "write_all", refuse)
    await queue.ask("мой барсик без чипа")
    await queue.ask("как перевезти пианино")
    cat, piano = await queue.open()
    joined = await queue.desk.answer_by(ADMIN, cat.id, "cats")
    assert (joined.what, len(joined.changes)) == ("read_only", 2)
    assert (await queue.one(cat.id)).state == "answered"
    await queue.desk.write(ADMIN, piano.id, REPLY)
    replied = await queue.desk.reply(ADMIN, piano.id, "moving")
    assert replied.what == "read_only"
    assert (await queue.one(piano.id)).state == "open"
    assert (await queue.desk.close_answered(ADMIN, piano.id)).what == "gone"
    assert await queue.desk.ask_again() == 0
    put(sample, replied.changes)
    assert await library.reload() == []
    await queue.desk.ask_again()
    assert (await queue.desk.close_answered(ADMIN, piano.id)).done
    assert (await queue.one(piano.id)).state == "replied"


def put(folder: Path, changes: tuple[FileChange, ...]) -> None:
    """As an operator who got the files."""
    for change in changes:
        (folder / change.path).write_text(change.after or "")


async def test_a_change_that_breaks_the_base_is_not_made(queue: Asked, sample: Path) -> None:
    await queue.ask("мой барсик без чипа")
    [cluster] = await queue.open()
    (sample / "topics/moving/articles/notice.yaml").write_text("title: {}\n")
    before = texts(sample)
    outcome = await queue.desk.answer_by(ADMIN, cluster.id, "cats")
    assert (outcome.what, bool(outcome.mistakes)) == ("mistakes", True)
    assert texts(sample) == before
    assert len(await queue.open()) == 1


async def test_a_file_changed_meanwhile_is_not_overwritten(
    queue: Asked, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(folder: Path, changes: list[FileChange], require_sound: Callable[[Path], object]) -> None:
        (sample / CATS).write_text((sample / CATS).read_text() + "# quicker\n")
        applying.apply(folder, changes, require_sound)

    monkeypatch.setattr(files, "apply", slow)
    await queue.ask("мой барсик без чипа")
    [cluster] = await queue.open()
    assert (await queue.desk.answer_by(ADMIN, cluster.id, "cats")).what == "changed_meanwhile"
    assert "чипа" not in (sample / CATS).read_text()


async def test_what_another_admin_has_is_left_to_them(queue: Asked) -> None:
    number = await queue.ask("как перевезти пианино")
    [cluster] = await queue.open()
    desk = queue.desk
    assert await desk.claim(ADMIN, cluster.id)
    assert not await desk.claim(OTHER_ADMIN, cluster.id)
    assert not await desk.release(OTHER_ADMIN, cluster.id)
    for outcome in (
        await desk.answer_by(OTHER_ADMIN, cluster.id, "cats"),
        await desk.write(OTHER_ADMIN, cluster.id, REPLY),
        await desk.reply(OTHER_ADMIN, cluster.id, "moving"),
        await desk.refuse(OTHER_ADMIN, cluster.id, "unclear"),
        await desk.mark_noise(OTHER_ADMIN, cluster.id),
        await desk.merge(OTHER_ADMIN, cluster.id, 99),
        await desk.split(OTHER_ADMIN, number),
        await desk.close_answered(OTHER_ADMIN, cluster.id),
        await desk.undo(OTHER_ADMIN, cluster.id),
        await desk.mark_noise(OWNER, cluster.id),
    ):
        assert (outcome.what, outcome.claimed_by) == ("claimed", ADMIN)
    assert await desk.claim(OWNER, cluster.id)
    assert (await desk.mark_noise(OWNER, cluster.id)).done
    assert (OTHER_ADMIN, "noise:claimed") in await queue.deeds()
    assert (OWNER, "noise") in await queue.deeds()


async def test_merge_and_split_can_be_undone(queue: Asked) -> None:
    await queue.ask("как перевезти пианино", times=2)
    number = await queue.ask("кто выиграл вчера в футбол")
    piano, football = await queue.open()
    merged = await queue.desk.merge(ADMIN, football.id, piano.id)
    assert (merged.done, merged.cluster_id) == (True, piano.id)
    [both] = await queue.open()
    assert len(both.questions) == 2
    assert (await queue.desk.undo(ADMIN, piano.id)).done
    assert [len(one.questions) for one in await queue.open()] == [1, 1]
    again = await queue.open()
    await queue.desk.merge(ADMIN, again[1].id, piano.id)
    alone = await queue.desk.split(ADMIN, number)
    assert alone.done
    assert len(await queue.open()) == 2
    assert (await queue.desk.undo(ADMIN, alone.cluster_id or 0)).cluster_id == piano.id
    assert len(await queue.open()) == 1
    assert (await queue.desk.split(ADMIN, 999)).what == "gone"
    assert (await queue.desk.merge(ADMIN, piano.id, piano.id)).what == "gone"


async def test_two_admins_at_once_answer_once(queue: Asked) -> None:
    await queue.ask("как перевезти пианино")
    [cluster] = await queue.open()
    assert (await queue.desk.refuse(ADMIN, cluster.id, "unclear")).done
    assert (await queue.desk.answer_by(OTHER_ADMIN, cluster.id, "cats")).what == "gone"
    assert (await queue.one(cluster.id)).state == "not_for_us"


async def test_after_a_reload_what_is_answered_now_is_proposed_and_withdrawn_again(
    queue: Asked, library: Library, edit_file: Callable[[str, str, str], None]
) -> None:
    await queue.ask("мой барсик без чипа")
    assert await queue.desk.ask_again() == 0
    edit_file(CATS, "мяукает,", "мяукает, мой барсик без чипа,")
    assert await library.reload() == []
    assert await queue.desk.ask_again() == 1
    assert await queue.desk.ask_again() == 0
    assert (await queue.desk.clusters(Wanted(proposed=True), 5, 0))[1] == 1
    edit_file(CATS, "мой барсик без чипа,", "")
    assert await library.reload() == []
    assert await queue.desk.ask_again() == 0
    [cluster] = await queue.open()
    assert cluster.proposed is None
    assert (await queue.desk.close_answered(ADMIN, cluster.id)).what == "gone"
