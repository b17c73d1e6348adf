"""What admins see before citizens do: drafts, what changed since a version, and the way to any screen."""

from collections.abc import Iterable, Sequence

from bot.ui.actions import AskDay, CitizenAction, OpenArticle, OpenSection, OpenSources
from bot.ui.html import Html, bold, lines, paragraphs, plain
from bot.ui.reader import Reader
from bot.ui.screens.review import home_row
from bot.ui.view import Button, View, button, column

_MOST_BUTTONS = 40
_LONGEST_LABEL = 60

Jumps = Sequence[tuple[str, CitizenAction]]


def overview(reader: Reader) -> View:
    """How to open something, and the drafts."""
    drafts = [(key, OpenArticle(key)) for key, one in reader.knowledge.articles.items() if one.is_draft]
    phrases = reader.phrases
    told = reader.say(phrases.preview_drafts, count=len(drafts)) if drafts else plain(phrases.preview_no_drafts)
    text = paragraphs(reader.say(phrases.preview_how), told, _left(reader, drafts))
    return View(text, (*column(*_buttons(reader, drafts)), home_row(reader)))


def unknown(reader: Reader, named: str, near: Jumps) -> View:
    """Nothing under this id, and what looks like it."""
    return View(
        reader.say(reader.phrases.preview_unknown, id=named), (*column(*_buttons(reader, near)), home_row(reader))
    )


def marked(reader: Reader, action: CitizenAction, view: View) -> View:
    """A screen as admins see it: above that of a draft stands that it is one."""
    if not isinstance(action, OpenArticle | OpenSection | OpenSources | AskDay):
        return view
    article = reader.knowledge.articles.get(action.article_id)
    if article is None or not article.is_draft:
        return view
    return View(paragraphs(bold(plain(reader.phrases.preview_draft)), view.text), view.rows)


def changed(reader: Reader, since: str, found: Jumps, gone: Iterable[str]) -> View:
    """What is read otherwise than at a revision, each with the way to it."""
    phrases = reader.phrases
    left = ", ".join(gone)
    text = paragraphs(
        reader.say(phrases.preview_changed, revision=since, count=len(found)) if found or left
        else reader.say(phrases.preview_unchanged, revision=since),
        reader.say(phrases.preview_gone, ids=left[:2000]) if left else None,
        _left(reader, found),
    )  # fmt: skip
    return View(text, (*column(*_buttons(reader, found)), home_row(reader)))


def nothing_to_compare(reader: Reader, why: str, revision: str) -> View:
    """Why there is no earlier version."""
    phrases = reader.phrases
    said = {"no git": phrases.preview_no_git, "no release": phrases.preview_no_release}
    return View(reader.say(said.get(why, phrases.preview_no_revision), revision=revision), (home_row(reader),))


def _left(reader: Reader, jumps: Jumps) -> Html | None:
    """What has no place under the message, by its id."""
    left = [key for key, _ in jumps[_MOST_BUTTONS:]]
    if not left:
        return None
    return lines(reader.say(reader.phrases.preview_more, count=len(left)), plain(", ".join(left)[:2000]))


def _buttons(reader: Reader, jumps: Jumps) -> list[Button]:
    return [button(_label(reader, key), action) for key, action in jumps[:_MOST_BUTTONS]]


def _label(reader: Reader, key: str) -> str:
    """The title of an article; of a guide, a step and an outcome what is read first there."""
    base, (entry, _, part) = reader.knowledge, key.partition(".")
    if entry in base.articles:
        article = base.articles[entry]
        label = f"{'📝 ' if article.is_draft else ''}{reader.label(article.label)}"
    elif part in base.guides[entry].steps:
        label = f"❓ {reader.label(base.guides[entry].steps[part].question)}"
    elif part in base.guides[entry].outcomes:
        label = f"▸ {reader.label(base.guides[entry].outcomes[part].verdict)}"
    else:
        label = f"🧭 {reader.label(base.guides[entry].label)}"
    return label if len(label) <= _LONGEST_LABEL else label[: _LONGEST_LABEL - 1] + "…"
