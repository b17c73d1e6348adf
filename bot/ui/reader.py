"""Who is looking at a screen: language, day, and the knowledge that it shows."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import quote

from bot.core.expressions import Value
from bot.core.knowledge import KnowledgeBase
from bot.core.parameters import Amount, Sum, compute
from bot.core.sources import Citation
from bot.core.text import Language, Text
from bot.ui.actions import ChooseLanguage, CitizenAction, GoHome
from bot.ui.button_data import encode
from bot.ui.html import Html, link, plain, rich
from bot.ui.phrases import Phrases
from bot.ui.sums import tenge
from bot.ui.view import Button, Row

_PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)\}")


@dataclass(frozen=True)
class Reader:
    """Everything that a screen depends on; equal readers see equal screens.

    `region` is set where it is remembered; `retention` is how long a link to a question is kept at most;
    `organisations` is what the organisation behind the bot is called, in every language.
    """

    knowledge: KnowledgeBase
    phrases: Phrases
    language: Language
    today: date
    bot_name: str
    region: str | None = None
    retention: timedelta = timedelta(days=365)
    organisations: frozenset[str] = frozenset()

    def say(self, phrase: str, **names: object) -> Html:
        """One of the bot's own sentences, its names filled in."""
        return rich(phrase.format(**{name: plain(str(value)) for name, value in names.items()}))

    def text(
        self, text: Text, amounts: Mapping[str, Amount] | None = None, answers: Mapping[str, Value] | None = None
    ) -> Html:
        """A text of the knowledge base in the reader's language, its {names} replaced by sums of the day."""

        def fill(match: re.Match[str]) -> str:
            return self._sum_named(match[1], amounts or {}, answers or {})

        return rich(_PLACEHOLDER.sub(fill, text[self.language]))

    def label(self, text: Text) -> str:
        """A text for a button: no tags there."""
        return re.sub(r"</?[bi]>", "", text[self.language])

    def _sum_named(self, name: str, amounts: Mapping[str, Amount], answers: Mapping[str, Value]) -> str:
        if name in amounts:
            computed = compute(amounts[name], self.knowledge.parameters, self.today, answers)
            return tenge(computed.tenge, self.language) if isinstance(computed, Sum) else self.phrases.sum_unknown
        value = self.knowledge.parameters[name].on(self.today)
        return tenge(value.value, self.language) if value else self.phrases.sum_unknown

    def day(self, day: date) -> str:
        """A date as people here write it."""
        return f"{day:%d.%m.%Y}"

    def citation(self, citation: Citation) -> Html:
        """The title of a source, linked, with the place in it."""
        source = self.knowledge.sources[citation.act]
        place = Html("")
        if citation.article:
            place = Html(", " + self.say(self.phrases.source_kind_article, place=citation.article))
        elif citation.pages:
            place = Html(", " + self.say(self.phrases.source_kind_pages, place=citation.pages))
        return Html(link(source.title[self.language], source.url) + place)

    def contact_names(self, contact_ids: Iterable[str]) -> str:
        """Names of contacts, with the phone where there is one."""
        names = []
        for contact_id in contact_ids:
            contact = self.knowledge.contacts[contact_id]
            name = contact.name[self.language]
            phones = [phone for phone in contact.phones if phone not in name]
            names.append(f"{name} ({', '.join(phones)})" if phones else name)
        return "; ".join(names)

    def share(self, action: CitizenAction, title: str) -> Button:
        """A button that sends the link of this screen to somebody else."""
        target = f"https://t.me/{self.bot_name}?start={encode(action)}"
        return Button(
            self.phrases.share, url=f"https://t.me/share/url?url={quote(target, safe='')}&text={quote(title, safe='')}"
        )

    def frame(self, here: CitizenAction, back: CitizenAction | None = None) -> Row:
        """The last row of every screen: back, home, language."""
        buttons = [Button(self.phrases.back, back)] if back and back != GoHome() else []
        return (*buttons, Button(self.phrases.home, GoHome()), Button("🌐", ChooseLanguage(here)))
