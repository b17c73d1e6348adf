"""What became of a deed of an admin: chat and console make their sentences from it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bot.core.said import Said
from bot.core.text import Language
from bot.editing.changes import FileChange, diff
from bot.loader.mistakes import Mistake

What = Literal[
    "done", "claimed", "gone", "read_only", "mistakes", "changed_meanwhile", "cannot", "no_source", "too_long",
    "nothing_written",
]  # fmt: skip


@dataclass(frozen=True)
class Outcome:
    """`what` happened:

    done: it is so now. `changes` are the files that were written; `files_stay` says that an undo could not take them
        back, because somebody has changed them since.
    claimed: nothing, `claimed_by` has the cluster.
    gone: nothing, the cluster or question is not there any more or somebody was quicker.
    read_only: the folder cannot be written; `changes` are for somebody who can. An existing answer counts all the same
        (the cluster is closed); a reply waits until its file is in the folder.
    mistakes: nothing, the check found these `mistakes`.
    changed_meanwhile, cannot: nothing, for this `reason`.
    no_source, too_long, nothing_written: the text that an admin wrote will not do as it is.

    `cluster_id` is where the admin goes on: after a merge the other cluster, after a split the new one.
    """

    what: What
    cluster_id: int | None = None
    claimed_by: int | None = None
    changes: tuple[FileChange, ...] = ()
    reason: Said | None = None
    mistakes: tuple[Mistake, ...] = ()
    files_stay: bool = False

    def why(self, language: Language) -> list[str]:
        """The mistakes, a line each, or the reason."""
        mistakes = [mistake.told(language) for mistake in self.mistakes]
        return [*mistakes, self.reason.told(language)] if self.reason else mistakes

    @property
    def done(self) -> bool:
        """Whether what the admin wanted is so now."""
        return self.what == "done"


def shown(changes: Sequence[FileChange]) -> str:
    """The changes as an admin reads them: a unified diff."""
    return diff(changes)
