"""Danger: numbers first, one tap to call, and a way to hide the chat."""

from bot.core.articles import Emergency
from bot.ui.actions import GoHome, HideChat, OpenEmergencies, OpenEmergency
from bot.ui.html import Html, bold, lines, paragraphs, plain
from bot.ui.reader import Reader
from bot.ui.screens import parts
from bot.ui.screens.articles import guide_buttons
from bot.ui.view import View, button, column


def emergencies(reader: Reader) -> View:
    """Every kind of danger, and all its numbers at once."""
    found = reader.knowledge.emergencies
    numbers = dict.fromkeys(key for emergency in found.values() for key in emergency.numbers)
    text = paragraphs(
        bold(plain(reader.phrases.emergency_first)), _numbers(reader, numbers), plain(reader.phrases.emergency_text)
    )
    kinds = (button(one.title[reader.language], OpenEmergency(key)) for key, one in found.items())
    return View(
        text, (*column(*kinds, button(reader.phrases.hide, HideChat())), reader.frame(OpenEmergencies(), GoHome()))
    )


def emergency(reader: Reader, emergency_id: str) -> View:
    """The numbers, what to do now, and the check that helps further."""
    found = reader.knowledge.emergencies[emergency_id]
    hide = [button(reader.phrases.hide, HideChat())] if found.hide else []
    text = paragraphs(_first(reader, found), parts.sources(reader, found.sources, found.checked_on, most=1))
    return View(
        text,
        (
            *column(*hide, *guide_buttons(reader, found.guides)),
            reader.frame(OpenEmergency(emergency_id), OpenEmergencies()),
        ),
    )


def _first(reader: Reader, found: Emergency) -> Html:
    return paragraphs(
        bold(plain(reader.phrases.emergency_first)),
        _numbers(reader, found.numbers),
        bold(reader.text(found.title)),
        reader.text(found.text),
        plain(reader.phrases.emergency_text),
        plain(reader.phrases.hide_hint) if found.hide else None,
    )


def _numbers(reader: Reader, contact_ids: "tuple[str, ...] | dict[str, None]") -> Html:
    contacts = reader.knowledge.contacts
    shown = []
    for key in contact_ids:
        shown.append(Html(f"📞 {bold(reader.text(contacts[key].name))}"))
    return lines(*shown)


def hidden(reader: Reader) -> View:
    """The one neutral line that stays when the chat has been hidden."""
    return View(plain(reader.phrases.hidden), column(button(reader.phrases.home, GoHome())))
