"""Messages that are no text, as the Bot API describes them. No file is behind them: the bot never asks for one."""

from typing import Any, Literal

Kind = Literal["voice", "photo", "sticker", "location", "contact"]

CONTENTS: dict[Kind, dict[str, Any]] = {
    "voice": {"voice": {"file_id": "voice", "file_unique_id": "voice-1", "duration": 3, "mime_type": "audio/ogg"}},
    "photo": {"photo": [{"file_id": "photo", "file_unique_id": "photo-1", "width": 1280, "height": 960}]},
    "sticker": {
        "sticker": {
            "file_id": "sticker", "file_unique_id": "sticker-1", "type": "regular", "width": 512, "height": 512,
            "is_animated": False, "is_video": False, "emoji": "👍",
        }
    },
    "location": {"location": {"latitude": 51.1282, "longitude": 71.4306}},
    "contact": {"contact": {"phone_number": "+77010000000", "first_name": "Айгүл"}},
}  # fmt: skip


def kind_of(message: dict[str, Any]) -> Kind | None:
    """Which of these a message is; None for a text."""
    return next((kind for kind in CONTENTS if kind in message), None)
