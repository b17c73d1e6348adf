"""What people see and press. No Telegram type in it."""

from dataclasses import dataclass, field

from bot.ui.actions import Action
from bot.ui.html import Html


@dataclass(frozen=True)
class Button:
    """A label, and where a press leads: an action, or an address to open."""

    label: str
    action: Action | None = None
    url: str | None = None


Row = tuple[Button, ...]


@dataclass(frozen=True)
class View:
    """A message and its keyboard."""

    text: Html
    rows: tuple[Row, ...] = field(default=())

    def __add__(self, rows: tuple[Row, ...]) -> "View":
        """The same message with more rows under it."""
        return View(self.text, (*self.rows, *rows))


def button(label: str, action: Action) -> Button:
    """A button that does something in the chat."""
    return Button(label, action)


def column(*buttons: Button) -> tuple[Row, ...]:
    """One button a row: a phone shows the whole label."""
    return tuple((one,) for one in buttons)


def pairs(*buttons: Button) -> tuple[Row, ...]:
    """Two short buttons a row."""
    return tuple(tuple(buttons[start : start + 2]) for start in range(0, len(buttons), 2))
