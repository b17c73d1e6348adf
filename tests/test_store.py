"""The store's contract, the same for every engine: what is kept, and for how long."""

from datetime import timedelta

import pytest

from bot.core.inbox import Received
from bot.core.review import STATES, Deed, Promise, State, Tally, Wanted
from bot.core.store import StoreUnavailable
from bot.core.text import Language
from bot.storage.opening import AnyStore
from tests.conftest import RELEASED

HOUR = timedelta(hours=1)


@pytest.fixture
def store(either: AnyStore) -> AnyStore:
    return either


async def test_a_chat_remembers_language_and_for_an_hour_the_screen(store: AnyStore) -> None:
    await store.set_language(1, "kk")
    await store.remember(1, "t_moving", [], RELEASED)
    chat = await store.chat(1, RELEASED + HOUR / 2)
    assert (chat.language, chat.screen) == ("kk", "t_moving")
    assert (await store.chat(1, RELEASED + HOUR)).screen is None


async def test_messages_are_taken_once_and_only_those_of_48_hours(store: AnyStore) -> None:
    await store.remember(1, "h", [1], RELEASED - 49 * HOUR)
    await store.remember(1, None, [2, 3], RELEASED)
    await store.remember(2, None, [9], RELEASED)
    assert await store.take_messages(1, RELEASED) == [2, 3]
    assert await store.take_messages(1, RELEASED) == []
    assert (await store.chat(1, RELEASED)).screen is None


async def test_everything_goes_when_its_time_is_over_and_not_before(store: AnyStore) -> None:
    question = await store.record("why", "en", "open", RELEASED)
    cluster = await store.place(question, None, ["cats"], RELEASED)
    await store.wait(1, question, RELEASED)
    await store.count({Tally(RELEASED.date(), "kk", "asked", ""): 1})
    await store.add_deed(Deed(9, "claim", cluster, RELEASED))
    await store.grant("token", 9, RELEASED + HOUR)
    await store.sweep(RELEASED + timedelta(days=29))
    assert await store.waits_of(1)
    assert await store.cluster(cluster)
    assert await store.deeds(9, 0)
    assert await store.tallies(RELEASED.date(), RELEASED.date())
    await store.record("why", "en", "open", RELEASED + timedelta(days=29))
    await store.sweep(RELEASED + timedelta(days=31))
    assert await store.waits_of(1) == [], "the link has its own time, though the question came again"
    assert await store.question(question)
    assert await store.deeds(9, 0) == []
    assert await store.tallies(RELEASED.date(), RELEASED.date()) == {}
    await store.sweep(RELEASED + timedelta(days=60))
    assert await store.question(question) is None
    assert await store.cluster(cluster) is None
    assert await store.redeem("token", RELEASED) is None


async def test_a_chat_of_which_nothing_is_known_is_no_row(store: AnyStore) -> None:
    await store.remember(123, "h", [], RELEASED)
    await store.set_language(124, "kk")
    await store.sweep(RELEASED + 2 * HOUR)
    assert not any((await store.kept(123)).values())
    assert (await store.chat(124, RELEASED)).language == "kk"


async def test_the_same_words_are_counted_and_a_suggestion_becomes_a_question(store: AnyStore) -> None:
    number = await store.record("why", "en", "suggested", RELEASED)
    assert await store.record("why", "en", "suggested", RELEASED + HOUR) == number
    assert await store.record("why", "ru", "suggested", RELEASED) != number
    assert await store.unplaced() == []
    assert await store.keep(number)
    assert await store.record("why", "en", "suggested", RELEASED) == number
    [question] = await store.unplaced()
    assert (question.id, question.text, question.language, question.times) == (number, "why", "en", 3)
    assert await store.question(number) == question
    assert not await store.keep(number + 9)
    assert await store.question(number + 9) is None


async def test_complaints_are_counted_by_place_reason_and_language(store: AnyStore) -> None:
    first = await store.complain("cats", "unclear", "ru", RELEASED)
    assert await store.complain("cats", "unclear", "ru", RELEASED) == first
    others = {
        await store.complain("cats", "wrong_amount", "ru", RELEASED),
        await store.complain("cats", "unclear", "kk", RELEASED),
        await store.complain("moving/paid", "unclear", "ru", RELEASED),
    }
    assert len(others | {first}) == 4
    one = next(question for question in await store.unplaced() if question.id == first)
    assert (one.text, one.about, one.complaint, one.times) == ("", "cats", "unclear", 2)


async def test_a_question_is_placed_and_comes_again_only_after_it_was_answered(store: AnyStore) -> None:
    number = await store.record("why", "en", "open", RELEASED)
    cluster = await store.place(number, None, ["cats", "notice"], RELEASED)
    assert await store.unplaced() == []
    await store.record("why", "en", "open", RELEASED + HOUR)
    assert await store.unplaced() == [], "it is in a cluster that waits"
    for state in STATES[1:]:
        assert await store.resolve(cluster, state, RELEASED + 2 * HOUR)
        await store.record("why", "en", "open", RELEASED + 3 * HOUR)
        assert bool(await store.unplaced()) == (state in ("answered", "replied")), state
        assert await store.reopen(cluster)
    [found], count = await store.clusters(Wanted(), 10, 0)
    assert (count, found.id, found.nearest, found.times) == (1, cluster, ("cats", "notice"), 6)
    assert (found.since, found.last_asked_at) == (RELEASED, RELEASED + 3 * HOUR)


async def test_who_waited_for_an_answer_is_told_before_the_question_moves_on(store: AnyStore) -> None:
    number = await store.record("why", "en", "open", RELEASED)
    cluster = await store.place(number, None, [], RELEASED)
    await store.wait(1, number, RELEASED)
    await store.resolve(cluster, "answered", RELEASED + HOUR, "cats")
    await store.record("why", "en", "open", RELEASED + 2 * HOUR)
    assert await store.unplaced() == []
    assert await store.promises(RELEASED + HOUR, 9) == [Promise(1, number, cluster)]
    await store.withdraw(1, number)
    assert [one.id for one in await store.unplaced()] == [number]


async def _cluster(store: AnyStore, text: str, *waiting: int, language: Language = "ru", times: int = 1) -> int:
    for _ in range(times):
        number = await store.record(text, language, "open", RELEASED)
    for chat_id in waiting:
        await store.wait(chat_id, number, RELEASED)
    return await store.place(number, None, [], RELEASED)


async def test_clusters_come_by_those_who_wait_then_by_how_often(store: AnyStore) -> None:
    once = await _cluster(store, "раз")
    thrice = await _cluster(store, "трижды", times=3)
    awaited = await _cluster(store, "ждут", 1, 2)
    found, count = await store.clusters(Wanted(), 10, 0)
    assert ([one.id for one in found], count) == ([awaited, thrice, once], 3)
    assert [one.waiting for one in found] == [2, 0, 0]
    page, count = await store.clusters(Wanted(), 1, 1)
    assert ([one.id for one in page], count) == ([thrice], 3)


async def test_somebody_who_waits_for_two_questions_of_a_cluster_is_one(store: AnyStore) -> None:
    cluster = await _cluster(store, "как", 1)
    other = await store.record("қалай", "kk", "open", RELEASED)
    await store.place(other, cluster, [], RELEASED)
    await store.wait(1, other, RELEASED)
    found = await store.cluster(cluster)
    assert found
    assert (found.waiting, len(found.questions)) == (1, 2)


async def test_clusters_are_filtered_by_state_text_language_and_proposal(store: AnyStore) -> None:
    russian = await _cluster(store, "Пенсия Матери")
    kazakh = await _cluster(store, "Зейнетақы", language="kk")
    complaint = await store.complain("cats", "unclear", "en", RELEASED)
    await store.place(complaint, None, [], RELEASED)
    closed = await _cluster(store, "закрыто")
    await store.resolve(closed, "noise", RELEASED)
    await store.propose(kazakh, "pension")

    async def ids(wanted: Wanted) -> list[int]:
        found, count = await store.clusters(wanted, 10, 0)
        assert len(found) == count
        return [one.id for one in found]

    assert await ids(Wanted(text="пенсия МАТЕРИ")) == [russian]
    assert await ids(Wanted(text="ЗЕЙНЕТ")) == [kazakh]
    assert await ids(Wanted(text="ЗЕЙНЕТ", language="ru")) == []
    assert await ids(Wanted(language="ru")) == [russian]
    assert len(await ids(Wanted(text="cats"))) == 1
    assert await ids(Wanted(text="%")) == []
    assert await ids(Wanted(proposed=True)) == [kazakh]
    assert await ids(Wanted(states=("noise",))) == [closed]
    assert len(await ids(Wanted(states=STATES))) == 4
    assert await ids(Wanted(states=())) == []


async def test_a_claim_is_one_admins_until_it_is_given_back(store: AnyStore) -> None:
    cluster = await _cluster(store, "чьё")
    assert await store.claim(cluster, 7)
    assert await store.claim(cluster, 7)
    assert not await store.claim(cluster, 8)
    assert await store.claim(cluster, None)
    assert await store.claim(cluster, 8)
    found = await store.cluster(cluster)
    assert found
    assert found.claimed_by == 8
    assert not await store.claim(cluster + 9, 7)


async def test_a_cluster_is_resolved_once_and_reopened_once(store: AnyStore) -> None:
    cluster = await _cluster(store, "ответ")
    assert await store.write(cluster, "draft of an answer")
    assert await store.propose(cluster, "cats")
    assert await store.resolve(cluster, "answered", RELEASED, article_id="cats")
    assert not await store.resolve(cluster, "noise", RELEASED)
    found = await store.cluster(cluster)
    assert found
    assert (found.state, found.article_id, found.closed_at) == ("answered", "cats", RELEASED)
    assert (found.pending, found.proposed) == (None, None)
    assert await store.reopen(cluster)
    assert not await store.reopen(cluster)
    assert await store.resolve(cluster, "not_for_us", RELEASED, refusal="other_body")
    found = await store.cluster(cluster)
    assert found
    assert (found.article_id, found.refusal) == (None, "other_body")
    assert not await store.write(cluster + 9, "x")
    assert not await store.propose(cluster + 9, None)
    assert not await store.resolve(cluster + 9, "noise", RELEASED)


async def test_clusters_are_merged_and_split(store: AnyStore) -> None:
    first, second = await _cluster(store, "одно", 1), await _cluster(store, "другое", 2)
    assert not await store.merge(first, first)
    assert not await store.merge(first, second + 9)
    assert await store.merge(first, second)
    assert await store.cluster(first) is None
    found = await store.cluster(second)
    assert found
    assert (found.waiting, {one.text for one in found.questions}) == (2, {"одно", "другое"})
    [number] = [one.id for one in found.questions if one.text == "одно"]
    apart = await store.split(number, RELEASED + HOUR)
    assert apart not in (None, second)
    assert await store.split(number + 99, RELEASED) is None
    closed = await _cluster(store, "третье")
    await store.resolve(closed, "noise", RELEASED)
    assert not await store.merge(second, closed)
    assert not await store.merge(closed, second)
    found = await store.cluster(closed)
    assert found
    assert await store.split(found.questions[0].id, RELEASED) is None


async def test_a_chat_waits_withdraws_and_is_promised_an_answer(store: AnyStore) -> None:
    cluster = await _cluster(store, "жду", 1, 2)
    [question] = await store.waits_of(1)
    assert await store.wait(1, question.id, RELEASED + HOUR), "twice is harmless"
    assert [one.waiting for one in await store.waits_of(1)] == [2]
    assert not await store.wait(1, question.id + 9, RELEASED)
    assert await store.promises(RELEASED, 9) == []
    told: tuple[State, ...] = ("answered", "replied", "not_for_us")
    for state in told:
        assert await store.resolve(cluster, state, RELEASED + HOUR)
        assert await store.promises(RELEASED, 9) == [], "not before its time"
        assert [one.chat_id for one in await store.promises(RELEASED + HOUR, 9)] == [1, 2]
        assert len(await store.promises(RELEASED + HOUR, 1)) == 1
        await store.reopen(cluster)
        assert await store.promises(RELEASED + HOUR, 9) == [], "undone"
    await store.resolve(cluster, "noise", RELEASED)
    assert await store.promises(RELEASED + HOUR, 9) == []
    assert await store.withdraw(1, question.id) == 1
    assert await store.withdraw(1, question.id) == 0
    assert await store.waits_of(1) == []
    await store.wait(2, await store.record("ещё", "ru", "open", RELEASED), RELEASED)
    assert await store.withdraw(2, None) == 2


async def test_a_one_time_link_works_once_and_in_its_time(store: AnyStore) -> None:
    await store.grant("a", 7, RELEASED + HOUR)
    await store.grant("b", 8, RELEASED + HOUR)
    assert await store.redeem("x", RELEASED) is None
    assert await store.redeem("a", RELEASED) == 7
    assert await store.redeem("a", RELEASED) is None
    assert await store.redeem("b", RELEASED + HOUR) is None
    assert await store.redeem("b", RELEASED) is None, "an attempt after its time used it up"


async def test_counts_add_up_and_deeds_come_newest_first(store: AnyStore) -> None:
    day, other = RELEASED.date(), RELEASED.date() - timedelta(days=1)
    cats, old = Tally(day, "ru", "read", "cats"), Tally(other, "ru", "read", "cats")
    await store.count({cats: 2, old: 1})
    await store.count({cats: 3})
    assert await store.tallies(other, day) == {cats: 5, old: 1}
    assert await store.tallies(day, day) == {cats: 5}
    deeds = [Deed(7, "claim", 1, RELEASED), Deed(8, "login", None, RELEASED + HOUR)]
    for deed in deeds:
        await store.add_deed(deed)
    assert await store.deeds(10, 0) == deeds[::-1]
    assert await store.deeds(1, 1) == deeds[:1]


async def test_a_closed_store_says_so_to_everything(store: AnyStore) -> None:
    await store.close()
    for call in (
        store.kept(1), store.forget(1), store.wait(1, 1, RELEASED), store.sweep(RELEASED), store.wipe(),
        store.question(1), store.count({Tally(RELEASED.date(), "ru", "read", "cats"): 1}),
        store.clusters(Wanted(), 1, 0),
    ):  # fmt: skip
        with pytest.raises(StoreUnavailable):
            await call


async def test_what_was_asked_is_found_whatever_its_length_and_signs(store: AnyStore) -> None:
    long = "почему? 100 % да " * 240
    number = await store.record(long, "ru", "open", RELEASED)
    assert await store.record(long, "ru", "open", RELEASED) == number
    assert await store.record(long + "!", "ru", "open", RELEASED) != number
    found = await store.question(number)
    assert found
    assert (found.text, found.times) == (long, 2)


async def test_forgetting_a_chat_leaves_nothing_of_it_and_everything_of_others(store: AnyStore) -> None:
    for chat_id in (2**40, 2):
        await store.set_language(chat_id, "kk")
        await store.set_region(chat_id, "astana")
        await store.remember(chat_id, "t_moving", [77], RELEASED)
        await store.wait(chat_id, await store.record("why", "en", "open", RELEASED), RELEASED)
        await store.receive([Received(chat_id % 100, chat_id, "{}")], RELEASED)
    kept = await store.kept(2**40)
    assert {name: len(rows) for name, rows in kept.items()} == {"chat": 1, "inbox": 1, "message": 1, "waiting": 1}
    await store.forget(2**40)
    assert not any((await store.kept(2**40)).values())
    assert all((await store.kept(2)).values())
    assert [one.waiting for one in await store.unplaced()] == [1]
    await store.receive([Received(2**40 % 100, 2**40, "{}")], RELEASED)
    assert (await store.inbox_size())[0] == 1, "what Telegram repeats is known all the same"


async def test_one_alone_leads_and_one_at_a_time_is_inside(store: AnyStore) -> None:
    assert await store.leads()
    assert await store.leads()
    async with store.alone("a"), store.alone("b"):
        pass
    async with store.alone("a"):
        pass


async def test_a_deed_is_known_for_a_day_and_taken_once(store: AnyStore) -> None:
    await store.note_done(1, "first", RELEASED)
    await store.note_done(1, "second", RELEASED + HOUR)
    await store.note_done(2, "of another", RELEASED)
    await store.sweep(RELEASED + 24 * HOUR)
    assert await store.take_done(1) == "second"
    assert await store.take_done(1) is None
    assert await store.take_done(2) is None
