"""The knowledge folder as read: models, and the document that each came from, so that a mistake can name its place."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from bot.core.articles import Article, Emergency, Topic
from bot.core.faults import Code
from bot.core.guides import Guide
from bot.core.knowledge import KnowledgeBase
from bot.core.misspelt import nearest
from bot.core.parameters import Parameter
from bot.core.scenarios import Scenario
from bot.core.search.cues import CueWords
from bot.core.search.hits import Thresholds
from bot.core.sources import Contact, LawChange, Source
from bot.core.text import LANGUAGES, Language, Model, Phrase, Phrasings, Slugs, Text
from bot.loader.documents import Document, KeyPath, read_document
from bot.loader.filenames import meant_for_the_bot, misnamed, rightly_ended
from bot.loader.lending import lend_languages
from bot.loader.mistakes import Mistake
from bot.loader.models import read_model
from bot.loader.records import FILE as RECORDS
from bot.loader.records import Records, read_records
from bot.loader.translated import Translated
from bot.ui.phrases import Phrases

T = TypeVar("T", bound=BaseModel)
LAW_CHANGES = "law-changes.yaml"


class Base(Model):
    """base.yaml: the day on which this base was released, and the order of the topics."""

    released: date
    topics: Slugs


class Region(Model):
    """An entry of regions.yaml."""

    name: Text


@dataclass
class Draft:
    """What stands in the files, before it is known to hold together."""

    documents: list[Document] = field(default_factory=list)
    released: date | None = None
    order: tuple[str, ...] = ()
    topics: dict[str, Topic] = field(default_factory=dict)
    articles: dict[str, Article] = field(default_factory=dict)
    guides: dict[str, Guide] = field(default_factory=dict)
    emergencies: dict[str, Emergency] = field(default_factory=dict)
    parameters: dict[str, Parameter] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    contacts: dict[str, Contact] = field(default_factory=dict)
    regions: dict[str, Text] = field(default_factory=dict)
    phrases: dict[Language, Phrases] = field(default_factory=dict)
    scenarios: dict[str, list[Scenario]] = field(default_factory=dict)
    topic_of: dict[str, str] = field(default_factory=dict)
    synonyms: tuple[tuple[str, ...], ...] = ()
    cues: CueWords | None = None
    thresholds: Thresholds = field(default_factory=Thresholds)
    harmless: Phrasings = field(default_factory=lambda: Phrasings(kk=(), ru=(), en=()))
    recorded: Document | None = None  # translations.yaml
    records: Records = field(default_factory=dict)
    translated: list[Translated] = field(default_factory=list)
    law_changes: list[LawChange] = field(default_factory=list)
    origin: dict[tuple[str, str], tuple[Document, KeyPath]] = field(default_factory=dict)
    # Kind and id of what stands in the files and could not be read; "" for all ids of a file that says nothing.
    unread: set[tuple[str, str]] = field(default_factory=set)

    def mistakes(self) -> list[Mistake]:
        """Everything that reading found."""
        return [mistake for document in self.documents for mistake in document.mistakes]

    def place(self, kind: str, key: str) -> tuple[Document, KeyPath]:
        """Where an entry stands."""
        return self.origin[kind, key]

    def document(self, file: str) -> Document:
        """The document of a file of the folder."""
        return next(one for one in self.documents if one.file.endswith(f"/{file}"))

    def may_have(self, kind: str, key: str) -> bool:
        """Whether there is such an entry, or may be in what could not be read: one mistake is told once."""
        return key in getattr(self, kind) or not self.unread.isdisjoint({(kind, key), (kind, "")})

    def parameter_called(self, name: str) -> str:
        """The id of the parameter that people call so (МРП), or nothing."""
        word = name.lower()
        called = (key for key, one in self.parameters.items() for each in LANGUAGES if one.short[each].lower() == word)
        return next(called, "")

    def knowledge(self) -> KnowledgeBase:
        """The base, once there is no error in it."""
        assert self.released, "base.yaml was read"
        ordered = {topic_id: self.topics[topic_id] for topic_id in (*self.order, *self.topics)}
        return KnowledgeBase(
            self.released, ordered, self.articles, self.guides, self.emergencies, self.parameters, self.sources,
            self.contacts, self.regions, self.topic_of, self.synonyms, self.cues, self.thresholds, self.harmless,
            tuple(self.law_changes),
        )  # fmt: skip


def read_draft(folder: Path) -> Draft:
    """Read every file of the folder. Nothing is raised: mistakes are collected."""
    draft = Draft()
    if base := _document(draft, folder, folder / "base.yaml"):
        model = read_model(base, Base)
        draft.released, draft.order = (model.released, model.topics) if model else (None, ())
        draft.origin["base", ""] = base, ()
    regions: dict[str, Region] = {}
    _read_entries(draft, folder, folder / "parameters.yaml", "parameters", Parameter, draft.parameters)
    _read_entries(draft, folder, folder / "sources.yaml", "sources", Source, draft.sources)
    _read_entries(draft, folder, folder / "contacts.yaml", "contacts", Contact, draft.contacts)
    _read_entries(draft, folder, folder / "regions.yaml", "regions", Region, regions)
    _read_entries(draft, folder, folder / "emergencies.yaml", "emergencies", Emergency, draft.emergencies)
    draft.regions = {key: region.name for key, region in regions.items()}
    for language in LANGUAGES:
        if document := _document(draft, folder, folder / "phrases" / f"{language}.yaml"):
            phrases = read_model(document, Phrases)
            if phrases:
                draft.phrases[language] = phrases
    for topic_folder in sorted(path for path in (folder / "topics").glob("*") if path.is_dir()):
        _read_topic(draft, folder, topic_folder)
    _read_synonyms(draft, folder)
    draft.cues = _optional(draft, folder, "cues.yaml", CueWords)
    draft.thresholds = _optional(draft, folder, "thresholds.yaml", Thresholds) or Thresholds()
    draft.harmless = _optional(draft, folder, "harmless.yaml", Phrasings) or draft.harmless
    if (folder / RECORDS).exists() and (recorded := _document(draft, folder, folder / RECORDS)):
        draft.recorded, draft.records = recorded, read_records(recorded)
    _read_law_changes(draft, folder)
    _refuse_strangers(draft, folder)
    return draft


def _read_topic(draft: Draft, folder: Path, topic_folder: Path) -> None:
    topic_id = topic_folder.name
    if document := _document(draft, folder, topic_folder / "topic.yaml"):
        topic = read_model(document, Topic)
        if topic:
            draft.topics[topic_id] = topic
            draft.origin["topics", topic_id] = document, ()
    if topic_id not in draft.topics:
        draft.unread.add(("topics", topic_id))
    if (topic_folder / "sources.yaml").exists():
        _read_entries(draft, folder, topic_folder / "sources.yaml", "sources", Source, draft.sources)
    _read_files(draft, folder, topic_folder, "articles", Article, draft.articles)
    _read_files(draft, folder, topic_folder, "guides", Guide, draft.guides)
    for path in sorted((topic_folder / "scenarios").glob("*.yaml")):
        if document := _named_document(draft, folder, path, "scenarios"):
            _read_scenarios(draft, document, path.stem)


def _read_files(
    draft: Draft, folder: Path, topic_folder: Path, kind: str, model_class: type[T], into: dict[str, T]
) -> None:
    """One entry a file; the file name is its id."""
    for path in sorted((topic_folder / kind).glob("*.yaml")):
        document = _named_document(draft, folder, path, kind)
        if document and model_class is Article:
            lend_languages(document)
        model = read_model(document, model_class) if document else None
        if document is None or model is None:
            draft.unread.add((kind, path.stem))
        elif _add(draft, document, kind, path.stem, (), model, into):
            draft.topic_of[path.stem] = topic_folder.name


def _read_scenarios(draft: Draft, document: Document, guide_id: str) -> None:
    if not isinstance(document.data, list):
        if not document.unreadable:
            document.mistakes.append(document.mistake((), Code.LIST_EXPECTED, key="scenarios", right="- name: …"))
        return
    read = (read_model(document, Scenario, (index,)) for index in range(len(document.data)))
    draft.scenarios[guide_id] = [scenario for scenario in read if scenario]
    draft.origin["scenarios", guide_id] = document, ()


def _read_entries(draft: Draft, folder: Path, path: Path, kind: str, model_class: type[T], into: dict[str, T]) -> None:
    document = _document(draft, folder, path)
    if document is None or not isinstance(document.data, dict):
        draft.unread.add((kind, ""))
        if document and not document.unreadable:
            document.mistakes.append(document.mistake((), Code.KEYS_EXPECTED, keys="id: {…}"))
        return
    for key in document.data:
        if model := read_model(document, model_class, (key,)):
            _add(draft, document, kind, key, (key,), model, into)
        else:
            draft.unread.add((kind, key))


def _add(draft: Draft, document: Document, kind: str, key: str, path: KeyPath, model: T, into: dict[str, T]) -> bool:
    """Add an entry, unless its id is taken."""
    if (kind, key) in draft.origin:
        first, first_path = draft.origin[kind, key]
        line = first.places.get(first_path, (1, 1))[0]
        document.mistakes.append(document.mistake(path, Code.ID_TWICE, id=key, place=f"{first.file}:{line}"))
        return False
    draft.origin[kind, key] = document, path
    into[key] = model
    return True


def _optional(draft: Draft, folder: Path, name: str, model_class: type[T]) -> T | None:
    """A file that a folder may do without."""
    document = _document(draft, folder, folder / name) if (folder / name).exists() else None
    return read_model(document, model_class) if document else None


def _read_synonyms(draft: Draft, folder: Path) -> None:
    """synonyms.yaml: a list of groups of words. A folder may do without."""
    if not (folder / "synonyms.yaml").exists():
        return
    if document := _document(draft, folder, folder / "synonyms.yaml"):
        try:
            draft.synonyms = TypeAdapter(tuple[tuple[Phrase, ...], ...]).validate_python(document.data)
        except ValidationError as error:
            for detail in error.errors():
                right = "- [пособие, жәрдемақы, benefit]"
                document.mistakes.append(document.mistake(detail["loc"], Code.LIST_EXPECTED, key="…", right=right))


def _named_document(draft: Draft, folder: Path, path: Path, kind: str) -> Document | None:
    """The document of a file whose name is its id, or nothing where the name can be none."""
    file = path.relative_to(folder.parent).as_posix()
    mistake = misnamed(path, file)
    if mistake is None:
        return _document(draft, folder, path)
    draft.documents.append(Document(file, mistakes=[mistake]))
    draft.unread.add((kind, dict(mistake.values)["right"].removesuffix(".yaml")))
    return None


def _read_law_changes(draft: Draft, folder: Path) -> None:
    """law-changes.yaml: a list that `main.py laws` writes. A folder may do without."""
    path = folder / LAW_CHANGES
    document = _document(draft, folder, path) if path.exists() else None
    if document is None:
        return
    if not isinstance(document.data, list):
        if not document.unreadable:
            document.mistakes.append(document.mistake((), Code.LIST_EXPECTED, key=path.name, right="- source: …"))
        return
    draft.origin["law_changes", ""] = document, ()
    read = (read_model(document, LawChange, (index,)) for index in range(len(document.data)))
    draft.law_changes = [change for change in read if change]


def _document(draft: Draft, folder: Path, path: Path) -> Document | None:
    file = path.relative_to(folder.parent).as_posix()
    if not path.is_file():
        draft.documents.append(Document(file, mistakes=[Mistake.at(file, 1, 1, Code.FILE_MISSING)]))
        return None
    document = read_document(path, file)
    draft.documents.append(document)
    if document.data is None:
        if not document.mistakes:
            document.refuse(Mistake.at(file, 1, 1, Code.FILE_EMPTY))
        return None
    return document


def _refuse_strangers(draft: Draft, folder: Path) -> None:
    """A YAML file that nobody reads is a mistake: its author believes that it works."""
    read = {document.file for document in draft.documents}
    read_elsewhere = {folder / "glossary.yaml", folder / "style.yaml", *(folder / "questions").glob("*.yaml")}
    for path in meant_for_the_bot(folder):
        if path in read_elsewhere:
            continue
        file = path.relative_to(folder.parent).as_posix()
        if file not in read:
            draft.documents.append(Document(file, mistakes=[_stranger(draft, path, file, read)]))


def _stranger(draft: Draft, path: Path, file: str, read: set[str]) -> Mistake:
    if path.suffix == ".yaml":
        return Mistake.at(file, 1, 1, Code.UNREAD_FILE, near=nearest(file, sorted(read)))
    right = path.with_name(rightly_ended(path))
    draft.unread.add((path.parent.name, right.stem))
    for document in draft.documents:  # not missing, only misnamed
        if document.file == f"{file.removesuffix(path.name)}{right.name}":
            document.mistakes = [one for one in document.mistakes if one.code != Code.FILE_MISSING]
    return Mistake.at(file, 1, 1, Code.WRONG_ENDING, right=right.name)
