"""Who has a phone on the local chat page."""

from collections.abc import Iterable
from typing import Any

from bot.core.text import Language
from bot.local_telegram.server import BOT, Person

_FIRST_ID = 1001


class People:
    """Everybody who can write to the bot here. Admins are there from the start; others are added on the page."""

    def __init__(self, admin_ids: Iterable[int]) -> None:
        ordered = sorted(admin_ids)
        names = ["Admin", *(f"Admin {number}" for number in range(2, len(ordered) + 1))]
        self._admins = frozenset(ordered)
        self._people = {key: Person(key, name) for key, name in zip(ordered, names, strict=False)}

    def add(self, name: str, language: Language) -> Person:
        """A new person, never one whom the bot takes for an admin or for itself."""
        taken = {*self._people, BOT["id"]}
        person = Person(next(key for key in range(_FIRST_ID, _FIRST_ID + len(taken) + 1) if key not in taken), name)
        person.language = language
        self._people[person.id] = person
        return person

    def get(self, person_id: int) -> Person | None:
        return self._people.get(person_id)

    def all_as_json(self) -> list[dict[str, Any]]:
        """Everybody, in the order in which they came."""
        return [self.as_json(person) for person in self._people.values()]

    def as_json(self, person: Person) -> dict[str, Any]:
        """A person as the page reads it."""
        return {
            "id": person.id,
            "name": person.name,
            "language": person.language,
            "admin": person.id in self._admins,
        }
