"""Checks that every id leads somewhere and that sources say where they were read."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from bot.core.articles import Article
from bot.core.faults import Code
from bot.core.guides import Guide
from bot.core.misspelt import nearest
from bot.core.parameters import Amount
from bot.core.sources import Citation
from bot.loader.documents import Document, KeyPath
from bot.loader.draft import Draft
from bot.loader.mistakes import Mistake

MOST_ARTICLES = 10
NO_SUCH = {
    "articles": Code.NO_SUCH_ARTICLE, "guides": Code.NO_SUCH_GUIDE, "contacts": Code.NO_SUCH_CONTACT,
    "sources": Code.NO_SUCH_SOURCE, "regions": Code.NO_SUCH_REGION, "topics": Code.NO_SUCH_TOPIC,
}  # fmt: skip


def check_references(draft: Draft) -> Iterator[Mistake]:
    """Yield every id that leads nowhere."""
    for article_id, article in draft.articles.items():
        yield from _check_article(draft, article_id, article)
    for guide_id, guide in draft.guides.items():
        yield from _check_guide(draft, guide_id, guide)
    for emergency_id, emergency in draft.emergencies.items():
        document, path = draft.place("emergencies", emergency_id)
        yield from _known(draft, "contacts", document, (*path, "numbers"), emergency.numbers)
        yield from _known(draft, "guides", document, (*path, "guides"), emergency.guides)
        yield from _citations(draft, document, path, emergency.sources)
    for contact_id, contact in draft.contacts.items():
        document, path = draft.place("contacts", contact_id)
        if contact.region != "national":
            yield from _known(draft, "regions", document, (*path, "region"), [contact.region])
        yield from _citations(draft, document, path, contact.sources)
    for parameter_id, parameter in draft.parameters.items():
        document, path = draft.place("parameters", parameter_id)
        for index, value in enumerate(parameter.values):
            yield from _citation(draft, document, (*path, "values", index, "source"), value.source)
    for index, change in enumerate(draft.law_changes):
        document, _ = draft.place("law_changes", "")
        yield from _known(draft, "sources", document, (index, "source"), [change.source])
    yield from _check_topics(draft)
    yield from _check_scenarios(draft)


def _check_article(draft: Draft, article_id: str, article: Article) -> Iterator[Mistake]:
    document, path = draft.place("articles", article_id)
    yield from _links(draft, document, path, article.contacts, article.check_with, article.related, article.guides)
    yield from _citations(draft, document, path, article.sources)
    yield from _amounts(draft, document, path, article.amounts, ())
    for key, deadline in article.last_day.items():
        yield from _citation(draft, document, (*path, "last_day", key, "source"), deadline.source)
    if article.is_draft:
        if not (article.sources or article.check_with or (article.reply and article.reply.source)):
            yield document.mistake((*path, "status"), Code.DRAFT_WITHOUT_SOURCE)
        return
    if not article.sources:
        yield document.mistake((*path, "sources"), Code.MISSING_KEY, key="sources")
    if article.confidence == "medium" and not article.check_with:
        yield _nobody_to_check_with(draft, document, path)


def _check_guide(draft: Draft, guide_id: str, guide: Guide) -> Iterator[Mistake]:
    document, path = draft.place("guides", guide_id)
    yield from _known(draft, "contacts", document, (*path, "check_with"), guide.check_with)
    for outcome_id, outcome in guide.outcomes.items():
        at = (*path, "outcomes", outcome_id)
        yield from _links(draft, document, at, outcome.contacts, outcome.check_with, outcome.related, outcome.guides)
        yield from _citations(draft, document, at, outcome.sources)
        yield from _amounts(draft, document, at, outcome.amounts, tuple(guide.steps))
        for key, deadline in outcome.last_day.items():
            yield from _citation(draft, document, (*at, "last_day", key, "source"), deadline.source)
            if deadline.since not in guide.steps or guide.steps[deadline.since].kind != "date":
                dates = [name for name, step in guide.steps.items() if step.kind == "date"]
                where, near = (*at, "last_day", key, "from"), nearest(deadline.since, dates)
                yield document.mistake(where, Code.NO_SUCH_DATE_STEP, id=deadline.since, near=near)
        if outcome.confidence == "medium" and not (outcome.check_with or guide.check_with):
            yield _nobody_to_check_with(draft, document, at)


def _nobody_to_check_with(draft: Draft, document: Document, path: KeyPath) -> Mistake:
    contact = next(iter(draft.contacts), "phone-1414")
    return document.mistake((*path, "confidence"), Code.NOBODY_TO_CHECK_WITH, contact=contact)


def _links(
    draft: Draft, document: Document, path: KeyPath, contacts: Sequence[str], check_with: Sequence[str],
    related: Sequence[str], guides: Sequence[str],
) -> Iterator[Mistake]:  # fmt: skip
    yield from _known(draft, "contacts", document, (*path, "contacts"), contacts)
    yield from _known(draft, "contacts", document, (*path, "check_with"), check_with)
    yield from _known(draft, "articles", document, (*path, "related"), related)
    yield from _known(draft, "guides", document, (*path, "guides"), guides)


def _known(draft: Draft, kind: str, document: Document, path: KeyPath, keys: Sequence[str]) -> Iterator[Mistake]:
    known: Mapping[str, object] = getattr(draft, kind)
    for index, key in enumerate(keys):
        if not draft.may_have(kind, key):
            yield document.mistake((*path, index), NO_SUCH[kind], id=key, near=nearest(key, known))


def _citations(draft: Draft, document: Document, path: KeyPath, citations: Sequence[Citation]) -> Iterator[Mistake]:
    known = (draft.sources.get(citation.act) for citation in citations)
    only_acts = all(source is None or source.kind == "act" for source in known)
    if citations and only_acts and not any(citation.article for citation in citations):
        yield document.mistake((*path, "sources"), Code.NO_ARTICLE_OF_LAW, act=citations[0].act)
    for index, citation in enumerate(citations):
        yield from _citation(draft, document, (*path, "sources", index), citation)


def _citation(draft: Draft, document: Document, path: KeyPath, citation: Citation) -> Iterator[Mistake]:
    if not draft.may_have("sources", citation.act):
        near = nearest(citation.act, draft.sources)
        yield document.mistake((*path, "act"), Code.NO_SUCH_SOURCE, id=citation.act, near=near)


def _amounts(
    draft: Draft, document: Document, path: KeyPath, amounts: Mapping[str, Amount], steps: Sequence[str]
) -> Iterator[Mistake]:
    known = [*draft.parameters, *steps, "today"]
    for key, amount in amounts.items():
        at = (*path, "amounts", key)
        yield from _citation(draft, document, (*at, "source"), amount.source)
        for field, expression in (("amount", amount.amount), ("when", amount.when)):
            for name in sorted(expression.names if expression else ()):
                if name not in known and not draft.may_have("parameters", name):
                    near = draft.parameter_called(name) or nearest(name, known)
                    yield document.mistake((*at, field), Code.UNKNOWN_NAME, name=name, near=near)


def _check_topics(draft: Draft) -> Iterator[Mistake]:
    if ("base", "") in draft.origin:
        yield from _known(draft, "topics", draft.place("base", "")[0], ("topics",), draft.order)
    for topic_id, topic in draft.topics.items():
        document, _ = draft.place("topics", topic_id)
        yield from _known(draft, "guides", document, ("guides",), topic.guides)
        for group_id, group in topic.groups.items():
            yield from _known(draft, "articles", document, ("groups", group_id, "articles"), group.articles)
            shown = [one for one in group.articles if one in draft.articles and not draft.articles[one].is_draft]
            if len(shown) > MOST_ARTICLES:
                yield document.mistake(
                    ("groups", group_id), Code.TOO_MANY_ARTICLES, count=len(shown), most=MOST_ARTICLES
                )
    placed = Counter(
        (topic_id, article_id)
        for topic_id, topic in draft.topics.items()
        for group in topic.groups.values()
        for article_id in group.articles
    )
    for article_id in draft.articles:
        document, path = draft.place("articles", article_id)
        topic_id = draft.topic_of[article_id]
        if draft.topics.get(topic_id) and not draft.topics[topic_id].hidden and placed[topic_id, article_id] != 1:
            times = placed[topic_id, article_id]
            yield document.mistake(path, Code.NOT_IN_ONE_GROUP, id=article_id, times=times, topic=topic_id)


def _check_scenarios(draft: Draft) -> Iterator[Mistake]:
    for guide_id in draft.scenarios:
        if not draft.may_have("guides", guide_id):
            document, path = draft.place("scenarios", guide_id)
            yield document.mistake(path, Code.NO_SUCH_GUIDE, id=guide_id, near=nearest(guide_id, draft.guides))
