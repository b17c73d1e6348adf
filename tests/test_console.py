"""The console without a browser: who gets in, who does not, what each form does, and what no page tells."""

import html
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from itsdangerous import URLSafeTimedSerializer

from bot.core.review import Tally
from bot.core.text import LANGUAGES, Language
from bot.loader.load import check
from bot.loader.mistakes import errors
from bot.local_telegram.server import LocalTelegram, Person
from bot.review.desk import Desk
from bot.sentences.editing import NO_ENTRY
from bot.storage.sqlite import SqliteStore
from bot.telegram.services import Services
from bot.web.console.pages import build_console
from bot.web.console.sessions import COOKIE
from tests.citizen import Citizen
from tests.conftest import ADMIN, OTHER_ADMIN, OWNER, Clock
from tests.console import ADDRESS, Visitor, console_of, site_of

CITIZEN = 1001
QUESTION = "Где ловить судака?"
FORMS = ("claim", "release", "answer", "write", "reply", "close", "refuse", "noise", "merge", "split", "undo")
PAGES = (
    "/console/guides",
    "/console/guides/moving",
    "/console",
    "/console/cluster/1",
    "/console/health",
    "/console/figures",
    "/console/audit",
    "/console/files",
)


@pytest.fixture
async def visitor(services: Services, sample: Path) -> AsyncIterator[Visitor]:
    visitor = Visitor(services, site_of(services, sample))
    yield visitor
    await visitor.http.aclose()


@pytest.fixture
async def admin(visitor: Visitor, asked: int) -> Visitor:
    """An admin who is in; one question waits."""
    assert asked, "a question is in the queue"
    await visitor.enters(ADMIN)
    return visitor


@pytest.fixture
async def asked(store: SqliteStore, desk: Desk, clock: Clock) -> int:
    question = await store.record(QUESTION, "ru", "open", clock())
    await desk.place_new()
    return question


async def test_a_link_lets_in_once(visitor: Visitor) -> None:
    link = await visitor.link(ADMIN)
    for _ in range(3):  # a robot that previews it uses nothing up
        assert (await visitor.opens(link)).status_code == 200
    assert (await visitor.opens("/console")).status_code == 403
    assert (await visitor.follows(link)).status_code == 200
    assert (await visitor.opens("/console/health")).status_code == 200
    assert (await visitor.deeds())[0].what == "enter"

    stranger = Visitor(visitor.services, visitor.site)
    assert (await stranger.follows(link)).status_code == 403
    assert (await stranger.opens("/console")).status_code == 403
    used = [deed for deed in await visitor.deeds() if deed.what == "refused link: used"]
    assert [deed.admin_id for deed in used] == [ADMIN]


async def test_a_link_ends_after_ten_minutes(visitor: Visitor, clock: Clock) -> None:
    link = await visitor.link(ADMIN)
    shown = await visitor.opens(link)
    clock.pass_(timedelta(minutes=10, seconds=1))
    assert (await visitor.follows(link)).status_code == 403
    token = link.partition("token=")[2]
    assert (await visitor.sends("/console/enter", token=token)).status_code == 403
    assert shown.status_code == 200
    assert [deed.what for deed in await visitor.deeds()] == ["refused link: expired"] * 2


@pytest.mark.parametrize(
    "token",
    ["", "x", "W10.aaaa.bbbb", URLSafeTimedSerializer("another secret", salt="console link").dumps([ADMIN, "n"])],
    ids=["none", "letters", "shape", "secret"],
)
async def test_a_forged_link_is_refused(visitor: Visitor, token: str) -> None:
    assert (await visitor.opens(f"/console/enter?token={token}")).status_code == 403
    assert (await visitor.sends("/console/enter", token=token)).status_code == 403
    assert {(deed.admin_id, deed.what) for deed in await visitor.deeds()} == {(0, "refused link: forged")}


async def test_a_citizen_gets_in_by_no_link(visitor: Visitor) -> None:
    assert (await visitor.enters(CITIZEN)).status_code == 403
    assert [(deed.admin_id, deed.what) for deed in await visitor.deeds()] == [(CITIZEN, "refused link: no admin")]


async def test_another_sites_page_cannot_enter_for_somebody(visitor: Visitor) -> None:
    token = (await visitor.link(ADMIN)).partition("token=")[2]
    answer = await visitor.sends("/console/enter", headers={"Sec-Fetch-Site": "cross-site"}, token=token)
    assert answer.status_code == 403


async def test_nobody_outside_gets_at_anything(visitor: Visitor, asked: int) -> None:
    for path in PAGES:
        assert (await visitor.opens(path)).status_code == 403
    for form in FORMS:
        answer = await visitor.sends(f"/console/cluster/1/{form}", refusal="not_law", text="x", question=asked)
        assert answer.status_code == 403
    cluster = await visitor.services.store.cluster(1)
    assert cluster
    assert (cluster.state, cluster.claimed_by, cluster.pending) == ("open", None, None)
    deeds = await visitor.deeds()
    assert len(deeds) == len(PAGES) + len(FORMS)
    assert all(deed.what.startswith("refused") and deed.admin_id == 0 for deed in deeds)


async def test_unknown_people_do_not_fill_the_log(visitor: Visitor) -> None:
    for _ in range(120):
        assert (await visitor.opens("/console")).status_code == 403
    assert len(await visitor.services.store.deeds(1000, 0)) == 100


async def test_a_session_of_another_server_or_nobody_is_refused(visitor: Visitor, sample: Path) -> None:
    other = Visitor(visitor.services, site_of(visitor.services, sample))
    await other.enters(ADMIN)
    own = other.http.cookies[COOKIE]
    foreign = URLSafeTimedSerializer("another secret", salt="console session").dumps("key")
    for cookie in (own, foreign, "x"):
        visitor.http.cookies.clear()
        visitor.http.cookies.set(COOKIE, cookie, domain="127.0.0.1", path="/console")
        assert (await visitor.opens("/console")).status_code == 403


async def test_logging_out_ends_the_session_wherever_its_cookie_is(admin: Visitor) -> None:
    copied = admin.http.cookies[COOKIE]
    await admin.opens("/console")
    assert (await admin.sends("/console/leave")).status_code == 200
    assert COOKIE not in admin.http.cookies
    admin.http.cookies.set(COOKIE, copied, domain="127.0.0.1", path="/console")
    assert (await admin.opens("/console")).status_code == 403


async def test_a_session_ends_after_eight_hours(admin: Visitor, clock: Clock) -> None:
    clock.pass_(timedelta(hours=7, minutes=59))
    assert (await admin.opens("/console")).status_code == 200
    clock.pass_(timedelta(minutes=2))
    assert (await admin.opens("/console")).status_code == 403


async def test_who_is_no_admin_any_more_is_out_at_once(services: Services, sample: Path) -> None:
    console = console_of(services, sample)
    before = Visitor(services, build_console(console, ADDRESS))
    await before.enters(ADMIN)
    others = replace(console, admin_ids=frozenset({OTHER_ADMIN}))
    after = Visitor(services, build_console(others, ADDRESS))
    after.http.cookies.set(COOKIE, before.http.cookies[COOKIE], domain="127.0.0.1", path="/console")
    assert (await before.opens("/console")).status_code == 200
    assert (await after.opens("/console")).status_code == 403
    assert (await after.deeds())[0].admin_id == ADMIN


@pytest.mark.parametrize("form", FORMS)
async def test_a_form_without_its_token_does_nothing(admin: Visitor, asked: int, form: str) -> None:
    for token in ("", "wrong"):
        answer = await admin.sends(
            f"/console/cluster/1/{form}", csrf=token, refusal="not_law", text="x", question=str(asked)
        )
        assert answer.status_code == 403
    cluster = await admin.services.store.cluster(1)
    assert cluster
    assert (cluster.state, cluster.claimed_by, cluster.pending) == ("open", None, None)
    deeds = [deed for deed in await admin.deeds() if "forged form" in deed.what]
    assert [deed.admin_id for deed in deeds] == [ADMIN, ADMIN]


async def test_the_token_of_another_session_does_nothing(admin: Visitor) -> None:
    other = Visitor(admin.services, admin.site)
    await other.enters(OTHER_ADMIN)
    await other.opens("/console")
    await admin.opens("/console")
    assert (await admin.sends("/console/cluster/1/noise", csrf=other.csrf)).status_code == 403
    answer = await admin.sends("/console/cluster/1/noise", headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403


async def test_only_owners_read_the_log(admin: Visitor) -> None:
    assert (await admin.opens("/console/audit")).status_code == 403
    owner = Visitor(admin.services, admin.site)
    await owner.enters(OWNER)
    page = await owner.opens("/console/audit")
    assert page.status_code == 200
    assert "/console/audit: no owner" in page.text


async def test_every_answer_has_the_strict_headers(admin: Visitor) -> None:
    for path in (*PAGES, "/console/nothing", "/console/console.css", "/console/enter?token=x"):
        headers = (await admin.opens(path)).headers
        assert headers["Content-Security-Policy"].startswith("default-src 'none'; style-src 'self'")
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["Cache-Control"] == "no-store"


async def test_the_cookie_is_for_this_site_only(services: Services, sample: Path) -> None:
    for address, secure in ((ADDRESS, False), ("https://bot.example.kz", True)):
        visitor = Visitor(services, site_of(services, sample, address), address)
        token = (await visitor.link(ADMIN)).partition("token=")[2]
        answer = await visitor.http.post("/console/enter", data={"token": token})
        cookie = answer.headers["Set-Cookie"].lower()
        assert all(part in cookie for part in ("httponly", "samesite=strict", "path=/console", "max-age=28800"))
        assert ("secure" in cookie) == secure


@pytest.mark.parametrize(("host", "status"), [("evil.example", 403), ("bot.example.kz", 200), ("localhost:8080", 200)])
async def test_only_the_own_names_are_answered(services: Services, sample: Path, host: str, status: int) -> None:
    visitor = Visitor(services, site_of(services, sample, "https://bot.example.kz"), "https://bot.example.kz")
    await visitor.enters(ADMIN)
    cookie = f"{COOKIE}={visitor.http.cookies[COOKIE]}"
    assert (await visitor.opens("/console", Host=host, Cookie=cookie)).status_code == status


async def test_a_body_that_nobody_types_is_refused(admin: Visitor) -> None:
    assert (await admin.sends("/console/cluster/1/write", text="x" * 2_000_000)).status_code == 413


async def test_what_citizens_wrote_is_only_text(admin: Visitor, store: SqliteStore, desk: Desk, clock: Clock) -> None:
    await store.record("<script>alert(1)</script> {{ 7*7 }}", "ru", "open", clock())
    await desk.place_new()
    for path in ("/console", "/console/cluster/2", "/console?q=<script>"):
        page = (await admin.opens(path)).text
        assert "<script" not in page
        assert "&lt;script&gt;" in page


async def test_the_queue_is_filtered_and_searched(admin: Visitor, store: SqliteStore, desk: Desk, clock: Clock) -> None:
    await store.record("How do I register a boat?", "en", "open", clock())
    await desk.place_new()
    assert "boat" not in (await admin.opens("/console?of=ru")).text
    assert QUESTION not in (await admin.opens("/console?q=BOAT")).text
    assert "boat" in (await admin.opens("/console?q=boat&of=en")).text
    assert "boat" not in (await admin.opens("/console?state=noise")).text
    assert "boat" not in (await admin.opens("/console?proposed=1")).text
    for nonsense in ("?page=0", "?page=x", "?page=99999", "?state=x&of=x&language=x"):
        assert (await admin.opens(f"/console{nonsense}")).status_code == 200


async def test_twenty_clusters_a_page(admin: Visitor, store: SqliteStore, clock: Clock) -> None:
    for number in range(24):
        question = await store.record(f"вопрос {number}", "ru", "open", clock())
        await store.place(question, None, (), clock())
    assert (await admin.opens("/console")).text.count('class="card"') == 20
    assert (await admin.opens("/console?page=2")).text.count('class="card"') == 5


async def test_a_question_is_joined_to_an_answer_after_its_diff_was_shown(admin: Visitor, sample: Path) -> None:
    found = await admin.opens("/console/cluster/1?find=кошка")
    assert 'value="cats"' in found.text
    shown = await admin.opens("/console/cluster/1/answer?article=cats")
    assert f"+    - {QUESTION}" in shown.text or QUESTION in shown.text
    assert QUESTION not in (sample / "topics/pets/articles/cats.yaml").read_text(encoding="utf-8")
    done = await admin.sends("/console/cluster/1/answer", article="cats", with_phrases="1")
    assert 'role="status"' in done.text
    cluster = await admin.services.store.cluster(1)
    assert cluster
    assert (cluster.state, cluster.article_id) == ("answered", "cats")
    assert QUESTION in (sample / "topics/pets/articles/cats.yaml").read_text(encoding="utf-8")
    await admin.sends("/console/cluster/1/undo")
    assert QUESTION not in (sample / "topics/pets/articles/cats.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_mistakes_of_the_files_are_told_in_the_language_of_the_page(
    language: Language, admin: Visitor, sample: Path
) -> None:
    await admin.opens(f"/console?language={language}")
    (sample / "topics/moving/articles/notice.yaml").write_text("title: {}\n")
    refused = await admin.sends("/console/cluster/1/answer", article="cats", with_phrases="1")
    assert html.unescape(refused.text).count(errors(check(sample)[1])[0].told(language)) == 1


@pytest.mark.parametrize("language", LANGUAGES)
async def test_why_something_cannot_be_written_is_told_in_the_language_of_the_page(
    language: Language, admin: Visitor, sample: Path
) -> None:
    await admin.opens(f"/console?language={language}")
    (sample / "topics/pets/articles/cats.yaml").unlink()
    shown = await admin.opens("/console/cluster/1/answer?article=cats")
    assert NO_ENTRY[language].format(id="cats") in html.unescape(shown.text)


async def test_an_answer_is_written_previewed_and_saved(admin: Visitor, sample: Path) -> None:
    lacking = await admin.sends("/console/cluster/1/write", text="Судака ловят с 15 июня.")
    assert "Судака ловят" in lacking.text
    assert 'name="text"' in lacking.text
    preview = await admin.sends("/console/cluster/1/write", text="Ловят с 15 июня.\nИсточник: Закон о рыбе, статья 5")
    assert "<ins>" in preview.text
    await admin.sends("/console/cluster/1/reply", topic="pets")
    cluster = await admin.services.store.cluster(1)
    assert cluster
    assert cluster.state == "replied"
    [draft] = (sample / "topics/pets/articles").glob(f"{cluster.article_id}.yaml")
    assert "status: draft" in draft.read_text(encoding="utf-8")


async def test_a_read_only_folder_gives_the_files(admin: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "read-only")

    monkeypatch.setattr("bot.editing.writing._stage", refuse)
    page = await admin.sends("/console/cluster/1/answer", article="cats", with_phrases="1")
    assert "/console/files/0" in page.text
    file = await admin.opens("/console/files/0")
    assert QUESTION in file.text
    assert file.headers["Content-Disposition"].startswith("attachment")
    assert (await admin.opens("/console/files/7")).status_code == 404


async def test_refused_noise_merged_split_and_undone(
    admin: Visitor, store: SqliteStore, desk: Desk, clock: Clock
) -> None:
    await admin.sends("/console/cluster/1/refuse", refusal="own_case")
    assert (await store.cluster(1) or pytest.fail("gone")).refusal == "own_case"
    await admin.sends("/console/cluster/1/undo")
    await admin.sends("/console/cluster/1/noise")
    assert (await store.cluster(1) or pytest.fail("gone")).state == "noise"
    await admin.sends("/console/cluster/1/undo")
    await store.record("How do I register a boat?", "en", "open", clock())
    await desk.place_new()
    await admin.sends("/console/cluster/2/merge", into="1")
    merged = await store.cluster(1) or pytest.fail("gone")
    assert len(merged.questions) == 2
    await admin.sends("/console/cluster/1/split", question=str(merged.questions[1].id))
    assert len((await store.cluster(1) or pytest.fail("gone")).questions) == 1
    for form, name in (("refuse", "refusal"), ("merge", "into"), ("split", "question")):
        values: dict[str, Any] = {name: "-1"}
        assert (await admin.sends(f"/console/cluster/1/{form}", **values)).status_code == 200
    assert (await store.cluster(1) or pytest.fail("gone")).state == "open"


async def test_what_another_admin_has_is_left_alone(admin: Visitor, store: SqliteStore) -> None:
    other = Visitor(admin.services, admin.site)
    await other.enters(OTHER_ADMIN)
    await other.sends("/console/cluster/1/claim")
    told = await admin.sends("/console/cluster/1/refuse", refusal="own_case")
    assert str(OTHER_ADMIN) in told.text
    assert (await store.cluster(1) or pytest.fail("gone")).state == "open"
    await other.sends("/console/cluster/1/release")
    assert (await store.cluster(1) or pytest.fail("gone")).claimed_by is None


@pytest.mark.parametrize("number", ["7", "9" * 30])
async def test_a_cluster_that_is_not_there(admin: Visitor, number: str) -> None:
    assert (await admin.opens(f"/console/cluster/{number}")).status_code == 404
    assert (await admin.sends(f"/console/cluster/{number}/noise")).status_code == 404


async def test_the_figures_tell_of_no_small_number(admin: Visitor, store: SqliteStore, clock: Clock) -> None:
    day = clock().date()
    counts = {
        ("asked", "", "ru"): 1234, ("answered", "", "ru"): 617, ("asked", "", "kk"): 4321, ("answered", "", "kk"): 4319,
        ("asked", "", "en"): 3, ("read", "cats", "ru"): 777, ("read", "notice", "ru"): 4,
        ("unknown", "moving", "ru"): 888,
        ("unknown", "pets", "ru"): 2, ("step", "moving/home", "ru"): 99, ("finished", "moving", "ru"): 4,
        ("helped", "cats", "ru"): 55, ("not_helped", "cats", "ru"): 3, ("helped", "notice", "ru"): 1,
    }  # fmt: skip
    await store.count({Tally(day, language, what, key): times for (what, key, language), times in counts.items()})  # type: ignore[arg-type]
    page = (await admin.opens("/console/figures?language=en")).text
    for shown in ("1234", "50%", "4321", "777", "888", "99", "55", "&lt;5"):
        assert shown in page
    assert "100%" not in page, "of 4321 questions two were not answered: that is a small number too"
    themes = page.partition('id="themes"')[2].partition("</section>")[0]
    assert themes.count("<li>") == 1
    helped = page.partition('id="helped"')[2].partition("</section>")[0]
    assert helped.count("<h3>") == 1
    assert ">3<" not in page
    assert ">4<" not in page


async def test_the_health_names_what_is_due(
    admin: Visitor, store: SqliteStore, sample: Path, clock: Clock, edit_file: Callable[[str, str, str], None]
) -> None:
    edit_file("topics/pets/articles/cats.yaml", "title:", "status: draft\ntitle:")
    scenarios = sample / "topics/moving/scenarios/moving.yaml"
    scenarios.unlink()
    await admin.services.library.reload()
    await store.count({Tally(clock().date(), "ru", "read", "moving-help"): 1})
    parts = _parts((await admin.opens("/console/health?language=en")).text)
    assert len(parts) == 7
    past, soon, drafts, outdated, warnings, without_scenario, unread = parts
    assert not past + soon or "by " in past + soon
    assert "languages" in drafts
    assert "<li>" not in outdated
    assert "KB081" not in warnings
    assert "moving.yaml" in without_scenario
    assert unread.count("<li>") == 1
    clock.pass_(timedelta(days=4000))
    await admin.enters(ADMIN)
    assert "<li>" in _parts((await admin.opens("/console/health?language=en")).text)[0]


def _parts(page: str) -> list[str]:
    return page.split("<summary>")[1:]


async def test_every_page_speaks_three_languages(admin: Visitor) -> None:
    for language, word in (("kk", "Кезек"), ("ru", "Очередь"), ("en", "Queue")):
        for path in ("/console", "/console/cluster/1", "/console/health", "/console/figures", "/console/files"):
            page = (await admin.opens(f"{path}?language={language}")).text
            assert f'<html lang="{language}">' in page
            assert word in page
    assert '<html lang="en">' in (await admin.opens("/console")).text, "it stays chosen"


async def test_console_sends_a_link_to_admins_only(
    citizen: Citizen, services: Services, telegram: LocalTelegram, sample: Path
) -> None:
    admin = Citizen(citizen.app, telegram, Person(ADMIN, "Admin", "ru"))
    await admin.says("/console")
    assert "http" not in admin.sees
    site = site_of(services, sample)
    await admin.says("/console")
    visitor = Visitor(services, site)
    assert (await visitor.follows(admin.sees.split()[-1])).status_code == 200
    await citizen.says("/console")
    assert "/console/enter" not in citizen.sees
    console_of(services, sample, "https://bot.example.kz")
    await admin.says("/console")
    assert "token" not in admin.sees
    [button] = [one for row in admin.last["reply_markup"]["inline_keyboard"] for one in row if "url" in one]
    assert button["url"].startswith("https://bot.example.kz/console/enter?token=")


async def test_a_guide_is_drawn_in_its_page(visitor: Visitor) -> None:
    await visitor.enters(ADMIN)
    listed = (await visitor.opens("/console/guides?language=en")).text
    assert 'href="/console/guides/moving#s_home"' in listed
    shown = (await visitor.opens("/console/guides/moving")).text
    assert 'id="s_home"' in shown
    assert shown.count('href="#') >= 8, "each question and outcome can be found from the lists"
    assert "style=" not in shown, "the page takes no styles from inside"
    assert "Money seems due" in shown
    assert (await visitor.opens("/console/guides/no-such-guide")).status_code == 404
