"""The steps of a deed of an admin: what is asked before it, and what became of it."""

from collections.abc import Sequence

from bot.core.review import REFUSALS, Cluster
from bot.ui.admin_actions import (
    ConfirmAnswerBy,
    ListClusters,
    Merge,
    OpenCluster,
    PreviewAnswer,
    Refuse,
    SaveAnswer,
    Split,
    Undo,
    WriteAnswer,
)
from bot.ui.html import Html, bold, lines, paragraphs, plain
from bot.ui.reader import Reader
from bot.ui.screens.review import answers, cut, frame, name, title
from bot.ui.view import View, button, column, pairs

LONGEST_DIFF = 3_000
_LABEL, _MOST = 40, 8


def find(reader: Reader, cluster_id: int) -> View:
    """Ask for the words to look for."""
    return View(plain(reader.phrases.review_find_text), (frame(reader, OpenCluster(cluster_id)),))


def found(reader: Reader, cluster_id: int, entry_ids: Sequence[str]) -> View:
    """What these words find."""
    buttons = answers(reader, cluster_id, entry_ids)
    return View(plain(reader.phrases.review_found), (*column(*buttons), frame(reader, OpenCluster(cluster_id))))


def joining(reader: Reader, cluster_id: int, entry_id: str, diff: str) -> View:
    """What would be written, before it is."""
    phrases = reader.phrases
    confirm = [button(phrases.review_confirm, ConfirmAnswerBy(cluster_id, entry_id, "y"))]
    if diff:
        confirm.append(button(phrases.review_without, ConfirmAnswerBy(cluster_id, entry_id, "n")))
    text = paragraphs(
        reader.say(phrases.review_join, title=title(reader, entry_id)),
        lines(plain(phrases.review_diff), shown_diff(reader, diff)) if diff else plain(phrases.review_diff_none),
    )
    return View(text, (*column(*confirm), frame(reader, OpenCluster(cluster_id))))


def write(reader: Reader, cluster_id: int, most: int) -> View:
    """Ask for the answer."""
    text = reader.say(reader.phrases.review_write_text, most=most)
    return View(text, (frame(reader, OpenCluster(cluster_id)),))


def missing(reader: Reader, cluster_id: int, what: str, most: int) -> View:
    """What is missing in a text that was sent as an answer; the next message is read as one again."""
    text = getattr(reader.phrases, f"review_{what}")
    return View(reader.say(text, most=most), (frame(reader, OpenCluster(cluster_id)),))


def preview(reader: Reader, cluster_id: int, topic_id: str, diff: str) -> View:
    """The draft before it is written, and the other topics that it could stand in."""
    phrases = reader.phrases
    topics = reader.knowledge.visible_topics
    others = [
        button(cut(f"{topic.icon} {topic.title[reader.language]}", _LABEL), PreviewAnswer(cluster_id, key))
        for key, topic in topics.items()
        if key != topic_id
    ]
    text = paragraphs(
        reader.say(phrases.review_preview, topic=topics[topic_id].title[reader.language]), shown_diff(reader, diff)
    )
    save = button(phrases.review_save, SaveAnswer(cluster_id, topic_id))
    again = button(phrases.review_write_again, WriteAnswer(cluster_id))
    return View(text, (*column(save, again), *pairs(*others), frame(reader, OpenCluster(cluster_id))))


def ask_refusal(reader: Reader, cluster_id: int) -> View:
    """The reasons, as people hear them, and a button each."""
    phrases = reader.phrases
    labels = {one: str(getattr(phrases, f"review_refusal_{one}")) for one in REFUSALS}
    text = paragraphs(
        plain(phrases.review_ask_refusal),
        *(lines(bold(plain(labels[one])), plain(phrases.refusal(one))) for one in REFUSALS),
    )
    buttons = [button(labels[one], Refuse(cluster_id, one)) for one in REFUSALS]
    return View(text, (*pairs(*buttons), frame(reader, OpenCluster(cluster_id))))


def ask_merge(reader: Reader, cluster: Cluster, others: Sequence[Cluster]) -> View:
    """The other clusters, those with the same nearest entries first."""
    near = sorted(others, key=lambda one: -len(set(one.nearest) & set(cluster.nearest)))[:_MOST]
    buttons = [button(cut(f"×{one.times} · {name(reader, one)}", _LABEL), Merge(cluster.id, one.id)) for one in near]
    text = paragraphs(plain(reader.phrases.review_ask_merge), plain(f"«{cut(name(reader, cluster), 300)}»"))
    return View(text, (*column(*buttons), frame(reader, OpenCluster(cluster.id))))


def ask_split(reader: Reader, cluster: Cluster) -> View:
    """Its wordings, a button each."""
    buttons = [button(cut(one.text, _LABEL), Split(one.id)) for one in cluster.questions[:_MOST] if one.text]
    return View(plain(reader.phrases.review_ask_split), (*column(*buttons), frame(reader, OpenCluster(cluster.id))))


def done(
    reader: Reader, cluster_id: int, told: int, files: Sequence[str], files_stay: bool, undoable: bool, stopped: bool
) -> View:
    """It is done: who hears of it (not now, where that is stopped), what was written, and the way to take it back."""
    phrases = reader.phrases
    text = lines(
        bold(plain(phrases.review_done)),
        reader.say(phrases.review_told, count=told) if told and not stopped else None,
        plain(phrases.sending_is_off) if told and stopped else None,
        reader.say(phrases.review_written, files=", ".join(files)) if files else None,
        plain(phrases.review_files_stay) if files_stay else None,
    )
    undo = [button(phrases.review_undo, Undo(cluster_id))] if undoable else []
    return View(
        text, (*column(*undo, button(phrases.review_open, ListClusters(0))), frame(reader, OpenCluster(cluster_id)))
    )


def refused(reader: Reader, text: str, cluster_id: int | None, **names: object) -> View:
    """It is not done, and why."""
    back = ListClusters(0) if cluster_id is None else OpenCluster(cluster_id)
    return View(reader.say(text, **names), (frame(reader, back),))


def shown_diff(reader: Reader, diff: str) -> Html:
    """The changes, where they fit a message."""
    return Html(f"<code>{plain(diff)}</code>") if fits(diff) else plain(reader.phrases.review_diff_long)


def fits(diff: str) -> bool:
    return len(diff) <= LONGEST_DIFF
