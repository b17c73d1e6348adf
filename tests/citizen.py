"""A citizen with a phone: says, presses, sees. The application is the real one; only Telegram is in memory."""

from dataclasses import dataclass, field
from typing import Any

from bot.local_telegram.server import BOT, LocalTelegram, Person
from bot.telegram.app import App
from bot.telegram.inbox import received, serve

Json = dict[str, Any]


@dataclass
class Citizen:
    """One person in a private chat with the bot."""

    app: App
    telegram: LocalTelegram
    person: Person = field(default_factory=lambda: Person(1001, "Aliya", "ru"))

    async def says(self, text: str) -> None:
        """Type a message."""
        await self._deliver(self.telegram.say(self.person, text))

    async def sends(self, **content: Any) -> None:
        """Send something that is no text."""
        await self._deliver(self.telegram.send(self.person, content))

    async def edits(self, text: str) -> None:
        """Edit the last own message."""
        own = [one for one in self.messages if one["from"]["id"] == self.person.id]
        await self._deliver(self.telegram.edit(self.person, own[-1]["message_id"], text))

    async def presses(self, label: str) -> None:
        """Press the button whose label holds these words, on the newest keyboard that has one."""
        for message in reversed(self.messages):
            for button in buttons_of(message):
                if label in button["text"] and "callback_data" in button:
                    await self.presses_data(button["callback_data"], message["message_id"])
                    return
        raise AssertionError(f"no button '{label}' among {self.labels}")

    async def presses_data(self, data: str, message_id: int | None = None) -> None:
        """Press a button by its data: perhaps one that was sent a year ago."""
        await self._deliver(self.telegram.press(self.person, message_id or self.last["message_id"], data))

    @property
    def messages(self) -> list[Json]:
        """Everything that stands in the chat."""
        return self.telegram.chats[self.person.id]

    @property
    def last(self) -> Json:
        """The newest message of the bot."""
        return next(message for message in reversed(self.messages) if message["from"]["id"] == BOT["id"])

    @property
    def sees(self) -> str:
        """The text of the newest message of the bot, or what stands under its file."""
        return str(self.last.get("text", self.last.get("caption")))

    @property
    def labels(self) -> list[str]:
        """The buttons under it."""
        return [button["text"] for button in buttons_of(self.last)]

    @property
    def file(self) -> bytes:
        """The newest file that the bot sent."""
        document = next(message["document"] for message in reversed(self.messages) if "document" in message)
        return self.telegram.files[document["file_id"]]

    @property
    def hears(self) -> str | None:
        """The short text that the last press was answered with."""
        return list(self.telegram.queries.values())[-1].text

    def link(self) -> str:
        """The start payload of the share button."""
        url = next(button["url"] for button in buttons_of(self.last) if "url" in button)
        return str(url).partition("start%3D")[2].partition("&")[0]

    async def _deliver(self, update: Json) -> None:
        self.telegram.updates(update["update_id"] + 1)  # taken, as polling would
        await serve(self.app, received(update).raw)


def buttons_of(message: Json) -> list[Json]:
    """The buttons of a message, row by row."""
    return [button for row in message.get("reply_markup", {}).get("inline_keyboard", []) for button in row]
