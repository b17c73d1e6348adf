"""The local chat page: a phone chat in the browser, in front of the Telegram in memory."""

from datetime import date
from pathlib import Path
from secrets import token_hex
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from bot.local_telegram.server import LocalTelegram, Person
from bot.web.attachments import CONTENTS
from bot.web.bodies import Edited, NewPerson, PhoneLanguage, Pressed, Said, Sent, read
from bot.web.conversation import Conversation
from bot.web.guard import only_own_page
from bot.web.people import People
from bot.web.site import Site
from bot.web.streams import Streams

_STATIC = Path(__file__).parent / "static"


def build_local_chat(telegram: LocalTelegram, admin_ids: frozenset[int], days: dict[int, date]) -> Site:
    """The page and its interface. Takes over `telegram.changed`; everything it shows lives in `telegram`.

    `days` is where it notes the day that a chat plays: that of the page (`?date=2027-01-01`) on which somebody acts.
    """
    chat, streams = _LocalChat(telegram, People(admin_ids), days), Streams()
    telegram.changed = streams.changed

    async def events(request: Request) -> Response:
        conversation = chat.conversation(request)
        return streams.response(conversation.person.id, lambda: chat.state(conversation))

    routes = [
        Route("/", _index),
        Mount("/static", StaticFiles(directory=_STATIC)),
        Route("/api/people", chat.people),
        Route("/api/people", chat.add_person, methods=["POST"]),
        Route("/api/people/{person}", chat.set_language, methods=["PATCH"]),
        Route("/api/chats/{person}", chat.read),
        Route("/api/chats/{person}/events", events),
        Route("/api/chats/{person}/say", chat.say, methods=["POST"]),
        Route("/api/chats/{person}/press", chat.press, methods=["POST"]),
        Route("/api/chats/{person}/edit", chat.edit, methods=["POST"]),
        Route("/api/chats/{person}/send", chat.send, methods=["POST"]),
        Route("/api/chats/{person}/clear", chat.clear, methods=["POST"]),
    ]
    return Site(only_own_page(Starlette(routes=routes)), streams.close)


async def _index(_request: Request) -> FileResponse:
    return FileResponse(_STATIC / "index.html")


class _LocalChat:
    """The handlers. Each acts as one person and answers at once; what the bot makes of it comes as an event."""

    def __init__(self, telegram: LocalTelegram, people: People, days: dict[int, date]) -> None:
        self._telegram, self._people, self._days = telegram, people, days
        self._conversations: dict[int, Conversation] = {}
        # Pages that outlive a restart see by this name that the people and chats are new ones.
        self._server = token_hex(8)

    def conversation(self, request: Request) -> Conversation:
        """The chat that the address names; 404 for a person who is not there."""
        name = request.path_params["person"]
        person = self._people.get(int(name)) if name.isdecimal() and len(name) < 20 else None
        if person is None:
            raise HTTPException(404, "no such person")
        return self._conversations.setdefault(person.id, Conversation(self._telegram, person))

    def _acting(self, request: Request) -> Conversation:
        """The chat in which somebody acts, as on the day of their page; 400 for what is no day."""
        conversation, person_id = self.conversation(request), int(request.path_params["person"])
        self._days.pop(person_id, None)
        if asked := request.query_params.get("date"):
            try:
                self._days[person_id] = date.fromisoformat(asked)
            except ValueError:
                raise HTTPException(400, "no such day") from None
        return conversation

    def state(self, conversation: Conversation) -> dict[str, Any]:
        person = self._people.as_json(conversation.person)
        return {"server": self._server, "person": person, **conversation.as_json()}

    async def people(self, _request: Request) -> Response:
        return JSONResponse({"server": self._server, "people": self._people.all_as_json()})

    async def add_person(self, request: Request) -> Response:
        wanted = await read(request, NewPerson)
        person = self._people.add(wanted.name, wanted.language)
        return JSONResponse(self._people.as_json(person), 201)

    async def set_language(self, request: Request) -> Response:
        person = self.conversation(request).person
        person.language = (await read(request, PhoneLanguage)).language
        return self._done(person)

    async def read(self, request: Request) -> Response:
        return JSONResponse(self.state(self.conversation(request)))

    async def say(self, request: Request) -> Response:
        conversation, said = self._acting(request), await read(request, Said)
        self._telegram.say(conversation.person, said.text)
        conversation.said()
        return self._done(conversation.person)

    async def press(self, request: Request) -> Response:
        conversation, pressed = self._acting(request), await read(request, Pressed)
        update = self._telegram.press(conversation.person, pressed.message_id, pressed.data)
        conversation.pressed(update["callback_query"]["id"])
        return self._done(conversation.person)

    async def edit(self, request: Request) -> Response:
        conversation, edited = self._acting(request), await read(request, Edited)
        if not conversation.own_text(edited.message_id):
            raise HTTPException(404, "no such message of this person")
        self._telegram.edit(conversation.person, edited.message_id, edited.text)
        conversation.said()
        return self._done(conversation.person)

    async def send(self, request: Request) -> Response:
        conversation, sent = self._acting(request), await read(request, Sent)
        self._telegram.send(conversation.person, CONTENTS[sent.kind])
        conversation.said()
        return self._done(conversation.person)

    async def clear(self, request: Request) -> Response:
        conversation = self.conversation(request)
        conversation.clear()
        return self._done(conversation.person)

    def _done(self, person: Person) -> Response:
        self._telegram.changed(person.id)
        return Response(status_code=204)
