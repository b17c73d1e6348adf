"""The whole story: asked in three languages, answered once, all are told, and the base has grown."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.core.review import Wanted
from bot.core.text import LANGUAGES, Language
from bot.loader.library import Library
from bot.local_telegram.server import Person
from bot.review.desk import Desk
from bot.telegram.promises import Promises
from bot.telegram.services import Services
from tests.citizen import Citizen
from tests.conftest import ADMIN, OTHER_ADMIN, Clock

ASKED: dict[Language, str] = {
    "kk": "көшсем пианиноны кім тасып береді",
    "ru": "кто повезёт пианино при переезде",
    "en": "who carries the piano when I move",
}
REPLY = "Пианино везут грузчики акимата.\nИсточник: Закон «О переездах», статья 8"


@pytest.fixture
def citizens(citizen: Citizen) -> dict[Language, Citizen]:
    return {
        language: Citizen(citizen.app, citizen.telegram, Person(1100 + number, language, language))
        for number, language in enumerate(LANGUAGES)
    }


def publish(path: Path) -> None:
    """What an operator makes of the draft: all languages, more ways to ask, the source, and out with it."""
    text = path.read_text()
    for old, new in (
        ("status: draft", "status: published"),
        ("title:\n", "title:\n  kk: Көшкенде пианино\n  en: A piano when moving\n"),
        ("short:\n", "short:\n  kk: Пианиноны әкімдік тасиды.\n  en: The akimat carries the piano.\n"),
        ("asked:\n", f"asked:\n  kk: [{ASKED['kk']}, пианино тасу, рояль]\n  en: [{ASKED['en']}, moving a piano]\n"),
        ("confidence: medium", 'sources: [{act: moving-law, article: "8"}]\nconfidence: high'),
    ):
        assert old in text
        text = text.replace(old, new)
    path.write_text(text)


async def test_asked_in_three_languages_answered_once_and_known_from_then_on(
    citizens: dict[Language, Citizen], sample: Path, library: Library, desk: Desk, clock: Clock, services: Services
) -> None:
    for language, person in citizens.items():
        await person.says(ASKED[language])
        await person.presses("🔔")
    await desk.place_new()
    [cluster], count = await desk.clusters(Wanted(), 9, 0)
    assert (count, {question.language for question in cluster.questions}) == (1, {"kk", "ru", "en"})

    first = Citizen(citizens["ru"].app, citizens["ru"].telegram, Person(ADMIN, "Admin", "ru"))
    second = Citizen(first.app, first.telegram, Person(OTHER_ADMIN, "Other", "kk"))
    for admin in (first, second):
        await admin.says("/review")
        await admin.presses("1. ")
    await first.presses("Взять")
    await second.presses("Жауап жазу")
    assert str(ADMIN)[-4:] in second.sees
    await first.presses("Написать ответ")
    await first.says(REPLY)
    await first.presses("Сохранить и ответить")
    assert await library.reload() == []

    replied = await desk.cluster(cluster.id)
    assert replied
    assert (replied.state, replied.claimed_by) == ("replied", ADMIN)
    draft = library.edition.knowledge.base.articles[replied.article_id or ""]
    assert draft.is_draft

    clock.pass_(timedelta(minutes=2))
    assert await Promises(services).keep(first.app.bot) == len(citizens)
    for person in citizens.values():
        assert "грузчики" not in person.sees, "the message does not name the subject"
        await person.presses("📬")
        assert "грузчики акимата" in person.sees
    assert not any([await services.store.waits_of(person.person.id) for person in citizens.values()])
    await citizens["ru"].says(ASKED["ru"])
    assert "грузчики акимата" not in citizens["ru"].sees, "the search never finds a draft"

    publish(sample / f"topics/moving/articles/{replied.article_id}.yaml")
    assert await library.reload() == []
    answers: dict[Language, str] = {"kk": "әкімдік тасиды", "ru": "грузчики акимата", "en": "akimat carries"}
    for language, person in citizens.items():
        await person.says(ASKED[language])
        assert answers[language] in person.sees
    await desk.ask_again()
    proposed, _ = await desk.clusters(Wanted(proposed=True), 9, 0)
    assert [one.proposed for one in proposed] == [replied.article_id], "what came again meanwhile is one tap"
