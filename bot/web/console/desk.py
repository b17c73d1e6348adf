"""What the console asks of the desk of the review, and the sentence that it makes of an outcome."""

from collections.abc import Sequence
from typing import Protocol

from bot.core.review import Cluster, Refusal, Wanted
from bot.editing.changes import FileChange
from bot.loader.mistakes import Mistake
from bot.ui.console_phrases import ConsolePhrases


class OutcomeLike(Protocol):
    """What became of a deed."""

    @property
    def what(self) -> str: ...
    @property
    def cluster_id(self) -> int | None: ...
    @property
    def claimed_by(self) -> int | None: ...
    @property
    def changes(self) -> tuple[FileChange, ...]: ...
    @property
    def reasons(self) -> tuple[str, ...]: ...
    @property
    def mistakes(self) -> tuple[Mistake, ...]: ...
    @property
    def files_stay(self) -> bool: ...


class DeskLike(Protocol):
    """What admins can do, in the chat and here."""

    async def clusters(self, wanted: Wanted, limit: int, offset: int) -> tuple[list[Cluster], int]: ...
    async def cluster(self, cluster_id: int) -> Cluster | None: ...
    async def claim(self, admin_id: int, cluster_id: int) -> bool: ...
    async def release(self, admin_id: int, cluster_id: int) -> bool: ...
    async def phrase_changes(self, cluster_id: int, article_id: str) -> list[FileChange]: ...
    async def answer_by(
        self, admin_id: int, cluster_id: int, article_id: str, with_phrases: bool = True
    ) -> OutcomeLike: ...
    async def write(self, admin_id: int, cluster_id: int, text: str) -> object: ...
    async def draft_changes(self, cluster_id: int, topic_id: str) -> list[FileChange]: ...
    async def reply(self, admin_id: int, cluster_id: int, topic_id: str) -> OutcomeLike: ...
    async def refuse(self, admin_id: int, cluster_id: int, refusal: Refusal) -> OutcomeLike: ...
    async def mark_noise(self, admin_id: int, cluster_id: int) -> OutcomeLike: ...
    async def merge(self, admin_id: int, cluster_id: int, into: int) -> OutcomeLike: ...
    async def split(self, admin_id: int, question_id: int) -> OutcomeLike: ...
    async def undo(self, admin_id: int, cluster_id: int) -> OutcomeLike: ...


def sentence(words: ConsolePhrases, outcome: OutcomeLike, done: str) -> str:
    """What an admin is told. `done` is the sentence of what they wanted."""
    reasons: Sequence[object] = outcome.mistakes or outcome.reasons
    why = "; ".join(map(str, reasons[:5]))
    match outcome.what:
        case "done" if outcome.files_stay:
            return f"{done} {words.outcome_files_stay}"
        case "done":
            return done
        case "claimed":
            return words.outcome_claimed.format(admin=outcome.claimed_by)
        case "gone":
            return words.outcome_gone
        case "read_only":
            return words.outcome_read_only
        case "mistakes":
            return words.outcome_mistakes.format(why=why)
        case "changed_meanwhile":
            return words.outcome_changed
        case "no_source":
            return words.outcome_no_source
        case "too_long":
            return words.outcome_too_long
        case "nothing_written":
            return words.outcome_nothing_written
    return words.outcome_cannot.format(why=why)
