"""The directory: who helps with what, and where."""

from bot.core.sources import Contact
from bot.ui.actions import GoHome, OpenContact, OpenContacts, OpenContactsFor, RememberRegion
from bot.ui.html import Html, bold, lines, link, paragraphs, plain
from bot.ui.phrases import SERVES
from bot.ui.reader import Reader
from bot.ui.screens import parts
from bot.ui.view import View, button, column, pairs

_A_PAGE = 8


def contacts(reader: Reader) -> View:
    """What help is needed; only what somebody here serves."""
    served = {tag for contact in reader.knowledge.contacts.values() for tag in contact.serves}
    tags = [tag for tag in SERVES if tag in served]
    known = reader.region or ""
    near = {one.region for one in reader.knowledge.contacts.values()}
    buttons = (button(reader.phrases.serves(tag), OpenContactsFor(tag, known if known in near else "")) for tag in tags)
    return View(plain(reader.phrases.contacts_text), (*pairs(*buttons), reader.frame(OpenContacts(), GoHome())))


def contacts_for(reader: Reader, serves: str, region: str, page: int) -> View:
    """Those who serve a need: nationwide ones first, then regions where somebody does."""
    if serves not in SERVES:
        raise KeyError(serves)
    phrases = reader.phrases
    serving = {key: one for key, one in reader.knowledge.contacts.items() if serves in one.serves}
    wanted = region or "national"
    found = [(key, one) for key, one in serving.items() if one.region == wanted]
    first = page * _A_PAGE
    buttons = [button(one.name[reader.language], OpenContact(key)) for key, one in found[first : first + _A_PAGE]]
    turns = [button(phrases.previous_page, OpenContactsFor(serves, region, page - 1))] if page else []
    if len(found) > first + _A_PAGE:
        turns.append(button(phrases.next_page, OpenContactsFor(serves, region, page + 1)))
    regions = [
        button(f"📍 {name[reader.language]}", OpenContactsFor(serves, key))
        for key, name in reader.knowledge.regions.items()
        if not region and any(one.region == key for one in serving.values())
    ]
    remember = []
    if region and region != reader.region:
        remember = [button(phrases.remember_region, RememberRegion(serves, region))]
    elif region:
        remember = [button(phrases.forget_region, RememberRegion(serves, ""))]
    place = reader.knowledge.regions[region][reader.language] if region else phrases.contacts_anywhere
    text = paragraphs(
        bold(plain(f"{phrases.serves(serves)} · {place}")), None if found else plain(phrases.contacts_none)
    )
    back = OpenContactsFor(serves, "") if region else OpenContacts()
    here = OpenContactsFor(serves, region, page)
    return View(
        text, (*column(*buttons), *pairs(*turns), *pairs(*regions), *column(*remember), reader.frame(here, back))
    )


def contact(reader: Reader, contact_id: str) -> View:
    """One contact with everything that is known about it."""
    found = reader.knowledge.contacts[contact_id]
    text = paragraphs(
        parts.elsewhere(reader, found),
        bold(reader.text(found.name)),
        reader.text(found.does),
        _details(reader, found),
        lines(*(Html("📖 " + reader.citation(citation)) for citation in found.sources)),
        reader.say(reader.phrases.contact_checked, date=reader.day(found.checked_on)),
    )
    serves = found.serves[0] if found.serves else None
    back = OpenContactsFor(serves, "" if found.region == "national" else found.region) if serves else OpenContacts()
    return View(text, (reader.frame(OpenContact(contact_id), back),))


def _details(reader: Reader, found: Contact) -> Html:
    place = None
    if found.region in reader.knowledge.regions:
        place = Html("📍 " + reader.text(reader.knowledge.regions[found.region]))
    return lines(
        *(Html("📞 " + plain(phone)) for phone in found.phones),
        *(Html("✉️ " + plain(email)) for email in found.emails),
        Html("🌐 " + link(found.url.removeprefix("https://"), found.url)) if found.url else None,
        Html("🏠 " + reader.text(found.address)) if found.address else place,
        Html("🕘 " + reader.text(found.hours)) if found.hours else None,
    )
