"""People who ask and press, what each of their updates must bring about, and the count of what it did."""

import json
import random
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from bot.core.review import seal
from bot.local_telegram.server import Person
from drill.server import HttpTelegram, Seen

_FIRST_CHAT = 1001
_MOST_WAITING = 3


@dataclass
class _Chat:
    person: Person
    asked: list[str] = field(default_factory=list)
    pressed: set[int] = field(default_factory=set)


@dataclass(frozen=True)
class Count:
    """What became of the updates. `most_each` is the most repeated replies of one chat after one start."""

    questions: int
    presses: int
    lost: int
    duplicated: int
    most_each: int
    out_of_order: int
    without_crash: int

    def __str__(self) -> str:
        return (
            f"{self.questions} questions, {self.presses} presses; lost = {self.lost}, duplicated = {self.duplicated} "
            f"(the most of one chat and crash: {self.most_each}; without a crash: {self.without_crash}), "
            f"out of order = {self.out_of_order}"
        )


class Crowd:
    """Many private chats in front of one server. Each question is one of a kind, so its reply can be told."""

    def __init__(self, server: HttpTelegram, chats: int, chance: random.Random) -> None:
        self._server, self._chance = server, chance
        self._chats = [_Chat(Person(_FIRST_CHAT + number, f"Person {number}")) for number in range(chats)]
        self._by_id = {chat.person.id: chat for chat in self._chats}
        self._read = 0
        self._replies: Counter[int] = Counter()
        self._pressable: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)

    def act(self) -> None:
        """Somebody who does not wait for too much asks something new, or presses a button not pressed yet."""
        self._look()
        chat = self._chance.choice(self._chats)
        buttons = self._pressable[chat.person.id]
        if len(chat.asked) - self._replies[chat.person.id] >= _MOST_WAITING:
            return
        if buttons and self._chance.random() < 0.3:
            message_id, data = buttons.pop()
            chat.pressed.add(message_id)
            self._server.telegram.press(chat.person, message_id, data)
            return
        text = f"zander {chat.person.id - _FIRST_CHAT}-{len(chat.asked)}"
        chat.asked.append(text)
        self._server.telegram.say(chat.person, text)

    def _look(self) -> None:
        """Note the replies that came since, and the button that leads home under each."""
        for seen in self._server.seen[self._read :]:
            if seen.method == "sendMessage":
                self._replies[seen.chat_id] += 1
                if '"callback_data": "h"' in seen.markup:
                    self._pressable[seen.chat_id].append((seen.message_id, "h"))
        self._read = len(self._server.seen)

    def count(self, crashed: frozenset[int] = frozenset()) -> Count:
        """Compare what was asked with what was replied. `crashed` are the starts that came after a crash."""
        replies: defaultdict[int, list[Seen]] = defaultdict(list)
        edits: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
        for seen in self._server.seen:
            if seen.method == "sendMessage":
                replies[seen.chat_id].append(seen)
            else:
                edits[seen.chat_id, seen.message_id].append(seen.run)
        lost, out_of_order = 0, 0
        repeated: Counter[tuple[int, int]] = Counter()
        for chat in self._chats:
            found = _Matched(chat.asked, replies[chat.person.id])
            out_of_order += found.out_of_order
            edited = [edits[chat.person.id, message_id] for message_id in chat.pressed]
            lost += found.lost + edited.count([])
            again = [*found.repeated, *(run for runs in edited for run in runs[1:])]
            repeated.update((chat.person.id, run) for run in again)
        asked, pressed = sum(len(one.asked) for one in self._chats), sum(len(one.pressed) for one in self._chats)
        without = sum(times for (_, run), times in repeated.items() if run not in crashed)
        return Count(asked, pressed, lost, repeated.total(), max(repeated.values(), default=0), out_of_order, without)


class _Matched:
    """The questions of a chat beside its replies: by the seal in the button, where the question could be kept."""

    def __init__(self, asked: list[str], replies: list[Seen]) -> None:
        self.repeated: list[int] = []
        self.out_of_order = 0
        found: dict[int, Seen] = {}
        nameless: list[Seen] = []
        latest = -1
        for reply in replies:
            number = _question(asked, reply, latest + 1)
            if number is None:
                nameless.append(reply)
            elif number in found:
                self.repeated.append(reply.run)
            else:
                found[number] = reply
                self.out_of_order += number < latest
                latest = max(latest, number)
        unmatched = len(asked) - len(found)
        self.lost = max(0, unmatched - len(nameless))
        self.repeated += [reply.run for reply in nameless[: max(0, len(nameless) - unmatched)]]


def _question(asked: list[str], reply: Seen, near: int) -> int | None:
    """Which question a reply answers; it is looked for around the place where it should be."""
    rows: list[list[dict[str, str]]] = json.loads(reply.markup).get("inline_keyboard", [])
    numbers = (near, *range(near - 1, -1, -1), *range(near + 1, len(asked)))
    could_be = [number for number in numbers if number < len(asked)]
    for row in rows:
        for one in row:
            tag, *rest = one.get("callback_data", "").split("_")
            if tag in ("W", "n") and len(rest) == 2:
                return next((number for number in could_be if seal(int(rest[0]), asked[number]) == rest[1]), None)
    return None
