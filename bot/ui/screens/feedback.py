"""Did it help? The row under articles and outcomes, the reasons, and the thanks."""

from bot.core.review import COMPLAINTS
from bot.ui.actions import CitizenAction, OpenArticle, SharedOutcome
from bot.ui.html import paragraphs, plain
from bot.ui.own_actions import Rate, TellMe
from bot.ui.reader import Reader
from bot.ui.view import Row, View, button, column, pairs


def rating(reader: Reader, entry_id: str, outcome_id: str = "") -> Row:
    """One row for both answers, so that it stays small on a phone."""
    return (
        button(reader.phrases.helped, Rate(entry_id, outcome_id, "helped")),
        button(reader.phrases.not_helped, Rate(entry_id, outcome_id, "not_helped")),
    )


def rated(rate: Rate) -> CitizenAction:
    """The screen that was rated, where nothing better is known: an outcome then without anybody's answers."""
    return SharedOutcome(rate.entry_id, rate.outcome_id) if rate.outcome_id else OpenArticle(rate.entry_id)


def name(reader: Reader, entry_id: str, outcome_id: str) -> str:
    """What was rated, by its title. Raises KeyError when it is gone."""
    if outcome_id:
        return reader.label(reader.knowledge.guides[entry_id].outcomes[outcome_id].verdict)
    return reader.label(reader.knowledge.articles[entry_id].label)


def thanks(reader: Reader, back: CitizenAction) -> View:
    """It helped, and the screen that was rated is not there any more."""
    return View(plain(reader.phrases.thanks), (reader.frame(back, back),))


def why_not(reader: Reader, rate: Rate, back: CitizenAction) -> View:
    """It did not help: why? Another language leads back to what was rated."""
    reasons = (button(reader.phrases.complaint(one), Rate(rate.entry_id, rate.outcome_id, one)) for one in COMPLAINTS)
    text = paragraphs(plain(name(reader, rate.entry_id, rate.outcome_id)), plain(reader.phrases.why_not))
    return View(text, (*pairs(*reasons), reader.frame(back, back)))


def complained(reader: Reader, tell: TellMe | None, back: CitizenAction) -> View:
    """The reason is kept, and its giver may hear of an answer; or it could not be kept, which is said."""
    text = plain(reader.phrases.complaint_kept if tell else reader.phrases.complaint_not_kept)
    rows = column(button(reader.phrases.tell_me, tell)) if tell else ()
    return View(text, (*rows, reader.frame(back, back)))
