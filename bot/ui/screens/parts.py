"""Parts that articles and outcomes share: amounts, last days, sources."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from bot.core.articles import Article
from bot.core.expressions import Value
from bot.core.parameters import Amount, Missing, Sum, compute
from bot.core.sources import Citation
from bot.core.terms import Term
from bot.core.text import Text, is_lent
from bot.ui.html import Html, lines, plain
from bot.ui.reader import Reader
from bot.ui.sums import formula, tenge


def amounts(reader: Reader, all_amounts: Mapping[str, Amount], answers: Mapping[str, Value]) -> Html | None:
    """Each amount with its sum, how it came about, since when, and by which article."""
    shown = (_amount(reader, amount, answers) for amount in all_amounts.values())
    return lines(*shown) or None


def _amount(reader: Reader, amount: Amount, answers: Mapping[str, Value]) -> Html | None:
    phrases = reader.phrases
    computed = compute(amount, reader.knowledge.parameters, reader.today, answers)
    label = amount.label[reader.language]
    if computed is None:
        return None
    if isinstance(computed, Missing):
        return reader.say("💰 " + phrases.amount, label=label, sum=phrases.sum_unknown)
    shown = tenge(computed.tenge, reader.language)
    if not amount.exact:
        shown = phrases.amount_about.format(sum=shown)
    return lines(
        reader.say("💰 " + phrases.amount, label=label, sum=shown),
        _explanation(reader, computed),
    )


def unknown_values(reader: Reader, all_amounts: Mapping[str, Amount]) -> Html | None:
    """Said first, where no value covers the day: which parameters are not known, instead of last year's sum."""
    known = reader.knowledge.parameters
    used = {name for amount in all_amounts.values() for name in amount.amount.names if name in known}
    missing = [known[name].short[reader.language] for name in sorted(used) if known[name].on(reader.today) is None]
    if not missing:
        return None
    return reader.say(reader.phrases.amount_unknown, date=reader.day(reader.today), parameters=", ".join(missing))


def _explanation(reader: Reader, computed: Sum) -> Html | None:
    how = formula(computed, reader.knowledge.parameters, reader.language)
    if not how:
        return reader.citation(computed.amount.source)
    if computed.since is None:
        return Html(f"{reader.say(reader.phrases.amount_how, formula=how)} {reader.citation(computed.amount.source)}")
    explained = reader.say(reader.phrases.amount_since, formula=how, date=reader.day(computed.since))
    return Html(f"{explained} {reader.citation(computed.amount.source)}")


def last_day(reader: Reader, label: Text, term: Term, source: Citation, passed: Text, since: date) -> Html:
    """The last day of a term that began on a day, or what can still be done when it has passed."""
    phrases, last = reader.phrases, term.after(since)
    days = (last - reader.today).days
    name, shown = label[reader.language], reader.day(last)
    if days > 0:
        told = reader.say(phrases.last_day_is, label=name, date=shown, days=days)
    elif days == 0:
        told = reader.say(phrases.last_day_today, label=name, date=shown)
    else:
        told = lines(reader.say(phrases.last_day_passed, label=name, date=shown), reader.text(passed))
    return lines(told, reader.citation(source), plain(phrases.last_day_note) if days >= 0 else None)


def sources(reader: Reader, citations: Sequence[Citation], checked_on: date, most: int) -> Html:
    """The first sources, and the day on which they were checked."""
    shown = [reader.citation(citation) for citation in _one_a_source(citations)[:most]]
    checked = reader.say(reader.phrases.checked_on, date=reader.day(checked_on))
    return Html("📖 " + "; ".join(shown) + " · " + checked)


def article_sources(reader: Reader, article: Article) -> Html | None:
    """The first source of an article and the day of its check. Of a draft what was named: nobody has checked it."""
    if not article.is_draft:
        return sources(reader, article.sources, article.checked_on, most=1)
    named = [plain(article.reply.source)] if article.reply and article.reply.source else []
    named += [reader.citation(citation) for citation in _one_a_source(article.sources)[:1]]
    return Html("📖 " + "; ".join(named)) if named else None


def unchecked(reader: Reader, article: Article) -> Html | None:
    """Said before a draft: whose reply it is, that nobody has checked it yet, and that it is in another language."""
    if not article.is_draft:
        return None
    if article.reply is None:
        return reader.say(reader.phrases.draft)
    by = reader.phrases.organisation if article.reply.by in reader.organisations else article.reply.by
    said = reader.say(reader.phrases.draft_reply, by=by, date=reader.day(article.reply.on))
    return Html(f"{said} {plain(reader.phrases.draft_elsewhere)}") if is_lent(article.short, reader.language) else said


def elsewhere(reader: Reader, *shown: object) -> Html | None:
    """Said first, where a text in what is shown has no translation that is up to date: it is in another language."""
    return plain(reader.phrases.elsewhere) if is_lent(shown, reader.language) else None


def _one_a_source(citations: Iterable[Citation]) -> list[Citation]:
    merged: dict[str, Citation] = {}
    for citation in citations:
        first = merged.get(citation.act)
        both = f"{first.article}, {citation.article}" if first and first.article and citation.article else None
        merged[citation.act] = citation.model_copy(update={"article": both}) if both else citation
    return list(merged.values())


def overdue(reader: Reader, review_by: date) -> Html | None:
    """Said first, when nobody has looked at the text in time."""
    return reader.say(reader.phrases.overdue, date=reader.day(review_by)) if reader.today > review_by else None


def check_with(reader: Reader, contact_ids: Sequence[str]) -> Html | None:
    """Whom to ask, where the sources are not the law itself."""
    if not contact_ids:
        return None
    return reader.say("⚠️ " + reader.phrases.check_with, contacts=reader.contact_names(contact_ids))
