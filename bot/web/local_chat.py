"""The local chat page: a phone chat in the browser, in front of the Telegram in memory."""

from pathlib import Path
from secrets import token_hex
from typing import Any

from aiohttp import web

from bot.local_telegram.server import LocalTelegram, Person
from bot.web.attachments import CONTENTS
from bot.web.bodies import Edited, NewPerson, PhoneLanguage, Pressed, Said, Sent, read
from bot.web.conversation import Conversation
from bot.web.guard import add_headers, only_own_page
from bot.web.people import People
from bot.web.streams import Streams

_STATIC = Path(__file__).parent / "static"


def build_local_chat(telegram: LocalTelegram, admin_ids: frozenset[int]) -> web.Application:
    """The page and its interface. Takes over `telegram.changed`; everything it shows lives in `telegram`."""
    chat, streams = _LocalChat(telegram, People(admin_ids)), Streams()
    telegram.changed = streams.changed
    app = web.Application(middlewares=[only_own_page])
    app.on_response_prepare.append(add_headers)
    app.on_shutdown.append(streams.close)

    async def events(request: web.Request) -> web.StreamResponse:
        conversation = chat.conversation(request)
        return await streams.serve(request, conversation.person.id, lambda: chat.state(conversation))

    app.add_routes(
        [
            web.get("/", _index),
            web.static("/static", _STATIC),
            web.get("/api/people", chat.people),
            web.post("/api/people", chat.add_person),
            web.patch("/api/people/{person}", chat.set_language),
            web.get("/api/chats/{person}", chat.read),
            web.get("/api/chats/{person}/events", events),
            web.post("/api/chats/{person}/say", chat.say),
            web.post("/api/chats/{person}/press", chat.press),
            web.post("/api/chats/{person}/edit", chat.edit),
            web.post("/api/chats/{person}/send", chat.send),
            web.post("/api/chats/{person}/clear", chat.clear),
        ]
    )
    return app


async def _index(_request: web.Request) -> web.FileResponse:
    return web.FileResponse(_STATIC / "index.html")


class _LocalChat:
    """The handlers. Each acts as one person and answers at once; what the bot makes of it comes as an event."""

    def __init__(self, telegram: LocalTelegram, people: People) -> None:
        self._telegram, self._people = telegram, people
        self._conversations: dict[int, Conversation] = {}
        # Pages that outlive a restart see by this name that the people and chats are new ones.
        self._server = token_hex(8)

    def conversation(self, request: web.Request) -> Conversation:
        """The chat that the address names; 404 for a person who is not there."""
        name = request.match_info["person"]
        person = self._people.get(int(name)) if name.isdecimal() and len(name) < 20 else None
        if person is None:
            raise web.HTTPNotFound(text="no such person")
        return self._conversations.setdefault(person.id, Conversation(self._telegram, person))

    def state(self, conversation: Conversation) -> dict[str, Any]:
        person = self._people.as_json(conversation.person)
        return {"server": self._server, "person": person, **conversation.as_json()}

    async def people(self, _request: web.Request) -> web.Response:
        return web.json_response({"server": self._server, "people": self._people.all_as_json()})

    async def add_person(self, request: web.Request) -> web.Response:
        wanted = await read(request, NewPerson)
        person = self._people.add(wanted.name, wanted.language)
        return web.json_response(self._people.as_json(person), status=201)

    async def set_language(self, request: web.Request) -> web.Response:
        person = self.conversation(request).person
        person.language = (await read(request, PhoneLanguage)).language
        return self._done(person)

    async def read(self, request: web.Request) -> web.Response:
        return web.json_response(self.state(self.conversation(request)))

    async def say(self, request: web.Request) -> web.Response:
        conversation, said = self.conversation(request), await read(request, Said)
        self._telegram.say(conversation.person, said.text)
        conversation.said()
        return self._done(conversation.person)

    async def press(self, request: web.Request) -> web.Response:
        conversation, pressed = self.conversation(request), await read(request, Pressed)
        update = self._telegram.press(conversation.person, pressed.message_id, pressed.data)
        conversation.pressed(update["callback_query"]["id"])
        return self._done(conversation.person)

    async def edit(self, request: web.Request) -> web.Response:
        conversation, edited = self.conversation(request), await read(request, Edited)
        if not conversation.own_text(edited.message_id):
            raise web.HTTPNotFound(text="no such message of this person")
        self._telegram.edit(conversation.person, edited.message_id, edited.text)
        conversation.said()
        return self._done(conversation.person)

    async def send(self, request: web.Request) -> web.Response:
        conversation, sent = self.conversation(request), await read(request, Sent)
        self._telegram.send(conversation.person, CONTENTS[sent.kind])
        conversation.said()
        return self._done(conversation.person)

    async def clear(self, request: web.Request) -> web.Response:
        conversation = self.conversation(request)
        conversation.clear()
        return self._done(conversation.person)

    def _done(self, person: Person) -> web.Response:
        self._telegram.changed(person.id)
        return web.Response(status=204)
