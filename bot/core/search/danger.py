"""Words that alone are enough to show the emergency numbers, and the harmless ones that only look like them."""

from collections.abc import Mapping

from bot.core.articles import Emergency
from bot.core.search.folding import fold
from bot.core.text import LANGUAGES


class Danger:
    """Looks for danger in a folded question."""

    def __init__(self, emergencies: Mapping[str, Emergency]) -> None:
        self._words = [
            (emergency_id, fold(word))
            for emergency_id, emergency in emergencies.items()
            for language in LANGUAGES
            for word in emergency.words[language]
        ]
        harmless = {
            fold(word) for one in emergencies.values() for language in LANGUAGES for word in one.harmless[language]
        }
        self._harmless = sorted(harmless, key=len, reverse=True)

    def found_in(self, folded: str, near: str | None) -> str | None:
        """The emergency that the words name; or `near`, the one that the search ranks first, unless all is harmless."""
        safe = folded
        for phrase in self._harmless:
            safe = safe.replace(phrase, "  ")
        for emergency_id, word in self._words:
            if word in safe:
                return emergency_id
        return near if safe == folded else None
