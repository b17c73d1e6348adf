"""A reply of an organisation as a new article, which nobody but those who wait for it sees until it is published."""

import html
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from bot.core.ids import is_id
from bot.core.search.folding import fold
from bot.core.terms import Term
from bot.core.text import LANGUAGES, Language
from bot.editing.changes import FileChange, read_file
from bot.editing.entries import data_of, required, taken_ids
from bot.editing.places import CannotEdit
from bot.editing.rendering import clean, one_line, paragraph, scalar
from bot.editing.yaml_text import append
from bot.sentences import editing as sentences

_PLACES = 10  # articles a group
_REVIEW = Term(6, "months")
_BRACES = str.maketrans("{}", "()")
_TO_DO = """\
# ЧЕРНОВИК. Ответ организации, который ещё никто не проверил: его видит только тот, кто его ждёт. Чтобы опубликовать:
# 1) сверьте с законом и запишите его статью: sources: [{{act: имя из sources.yaml, article: "80"}}];
# 2) допишите title и short на языках {missing}; 3) asked: хотя бы пять формулировок на каждом языке;
# 4) confidence: high, или medium и check_with: [имя из contacts.yaml]; 5) замените status на published.
# ЖОБА. Ұйымның әлі ешкім тексермеген жауабы: оны күткен адам ғана көреді. Жариялау үшін:
# 1) заңмен салыстырып, бабын жазыңыз: sources: [{{act: sources.yaml ішіндегі ат, article: "80"}}];
# 2) title мен short мәтінін мына тілдерде жазыңыз: {missing}; 3) asked: әр тілде кемінде бес сұрақ;
# 4) confidence: high немесе medium мен check_with: [contacts.yaml ішіндегі ат]; 5) status: published деп жазыңыз.
"""


def new_draft(
    folder: Path,
    topic_id: str,
    article_id: str,
    language: Language,
    title: str,
    short: str,
    asked: Sequence[str],
    source: str,
    organisation: str,
    on: date,
    near: str | None = None,
) -> list[FileChange]:
    """The file of a draft in one language, and its place in the menu of the topic.

    `source` is the id of a contact to check with, or names act and article in words. The draft stands in the group of
    the article `near`, or in the first, where there is room. All texts are plain: tags and braces do not count in them.
    Raises CannotEdit; whether the texts fit is for `apply` to say.
    """
    file = Path("topics", topic_id, "articles", f"{article_id}.yaml")
    menu = Path("topics", topic_id, "topic.yaml")
    if not (is_id(topic_id) and is_id(article_id)):
        raise CannotEdit(sentences.NOT_IDS, topic=topic_id, article=article_id)
    if not all(map(one_line, (title, short, source, organisation))):
        raise CannotEdit(sentences.DRAFT_INCOMPLETE)
    if article_id in taken_ids(folder):
        raise CannotEdit(sentences.ID_TAKEN, id=article_id)
    before = required(folder, menu)
    contact = source if source in (data_of(read_file(folder, Path("contacts.yaml")) or "") or {}) else None
    reply = {"by": one_line(organisation), "on": on.isoformat(), "language": language}
    written: dict[str, Any] = {
        "status": "draft",
        "reply": reply if contact else reply | {"source": one_line(source)},
        "title": {language: _escaped(one_line(title))},
        "short": {language: _escaped("\n".join(line.strip() for line in clean(short).split("\n")))},
        "asked": {language: _different(asked) or [one_line(title)]},
        "confidence": "medium",
        **({"check_with": [contact]} if contact else {}),
        "checked_on": on.isoformat(),
        "review_by": _REVIEW.after(on).isoformat(),
        "review": dict.fromkeys((*LANGUAGES, "law"), "drafted"),
    }
    to_do = _TO_DO.format(missing=", ".join(one for one in LANGUAGES if one != language))
    text = to_do + "".join(f"{line}\n" for line in _lines(written, ""))
    if data_of(text) != written:
        raise CannotEdit(sentences.UNUSUAL_SIGNS)
    after = append(before, ("groups", _group(data_of(before), near), "articles"), article_id)
    return [FileChange(file, None, text), FileChange(menu, before, after)]


def _different(phrases: Sequence[str]) -> list[str]:
    """Each way to ask once."""
    return list({fold(one): one_line(one) for one in reversed(phrases) if one.strip()}.values())[::-1]


def _escaped(text: str) -> str:
    """Nothing in it a tag or the name of an amount."""
    return html.escape(text, quote=False).translate(_BRACES)


def _lines(data: Mapping[str, Any], indent: str) -> list[str]:
    lines = []
    for key, value in data.items():
        if isinstance(value, str):
            lines.append(f"{indent}{key}: {paragraph(value, indent + '  ')}")
        elif isinstance(value, list):
            lines += [f"{indent}{key}:", *(f"{indent}  - {scalar(one)}" for one in value)]
        else:
            lines += [f"{indent}{key}:", *_lines(value, indent + "  ")]
    return lines


def _group(topic: Any, near: str | None) -> str:
    """The group of the article `near`, else the first, with room for one more; else the one with the fewest."""
    groups = topic.get("groups") if isinstance(topic, dict) else None
    sizes: dict[str, list[Any]] = {
        key: one["articles"] for key, one in (groups or {}).items() if isinstance(one.get("articles"), list)
    }
    if not sizes:
        raise CannotEdit(sentences.NO_GROUP)
    with_room = [key for key, articles in sizes.items() if len(articles) < _PLACES]
    fitting = [key for key in with_room if near in sizes[key]] or with_room
    return fitting[0] if fitting else min(sizes, key=lambda key: len(sizes[key]))
