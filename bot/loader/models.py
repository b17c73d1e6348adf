"""From a document to a model of the core; every mistake in the words of the person who must mend it."""

from collections.abc import Sequence
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from bot.core.faults import Code
from bot.core.misspelt import nearest
from bot.core.text import LANGUAGES
from bot.loader.documents import Document, KeyPath
from bot.loader.mistakes import Mistake
from bot.loader.values import explain_value

T = TypeVar("T", bound=BaseModel)


def read_model(document: Document, model: type[T], at: KeyPath = ()) -> T | None:
    """Validate the data at a path of the document; on failure every mistake is added to the document.

    A document whose YAML is broken is not read further.
    """
    if document.unreadable:
        return None
    data = document.data
    for key in at:
        data = data[key]
    if not isinstance(data, dict):
        document.mistakes.append(explain_value(document, at, "model_type", data, {"keys": _names(model)}))
        return None
    try:
        return TypeAdapter(model).validate_python(data)
    except ValidationError as error:
        document.mistakes += _explain_all(document, model, at, error.errors())
        return None


def _explain_all(document: Document, model: type[BaseModel], at: KeyPath, details: list[ErrorDetails]) -> list[Mistake]:
    """One mistake for each slip: a mistyped key is not also missing, nor is one that stands a level too far out."""
    missing = {(*at, *detail["loc"]) for detail in details if detail["type"] == "missing"}
    found: dict[KeyPath, Mistake] = {}
    for detail in details:
        path = (*at, *_keys(detail["loc"]))
        if _is_unknown_key(detail):
            mistake, meant = _unknown(document, model, path, at, missing)
            missing.discard(meant)
        elif detail["type"] == "missing":
            continue
        else:
            mistake = _explain(document, model, path, detail)
        found.setdefault(document.around(path), mistake)
    return [*found.values(), *(_absent(document, path) for path in sorted(missing, key=str))]


def _explain(document: Document, model: type[BaseModel], path: KeyPath, detail: ErrorDetails) -> Mistake:
    context = dict(detail.get("ctx", {}))
    context["keys"] = _keys_at(model, detail["loc"])
    return explain_value(document, path, detail["type"], detail["input"], context)


def _absent(document: Document, path: KeyPath) -> Mistake:
    if path[-1] in LANGUAGES:
        return document.mistake(path, Code.MISSING_LANGUAGE, language=path[-1])
    return document.mistake(path, Code.MISSING_KEY, key=path[-1])


def _is_unknown_key(detail: ErrorDetails) -> bool:
    return detail["type"] == "extra_forbidden" or (detail["type"] == "literal_error" and detail["loc"][-1] == "[key]")


def _unknown(
    document: Document, model: type[BaseModel], path: KeyPath, at: KeyPath, missing: set[KeyPath]
) -> tuple[Mistake, KeyPath]:
    """The mistake of a key that does not belong there, and the key that was meant: it may be among the missing."""
    name, around = str(path[-1]), path[:-1]
    if elsewhere := next((one for one in sorted(missing, key=str) if one[-1] == name and one[:-1] != around), None):
        return document.mistake(path, Code.INDENTATION, key=name), elsewhere
    near = nearest(name, _keys_at(model, path[len(at) : -1]))
    return document.mistake(path, Code.UNKNOWN_KEY, key=name, near=near), (*around, near)


def _keys(location: Sequence[str | int]) -> KeyPath:
    """A place of pydantic as a path in the document."""
    return tuple(key for key in location if key != "[key]")


def _keys_at(model: Any, path: Sequence[str | int]) -> list[str]:
    """The keys that the model knows at a place."""
    for key in path:
        model = _unwrap(model)
        if isinstance(model, type) and issubclass(model, BaseModel):
            names = {field.alias or name: field.annotation for name, field in model.model_fields.items()}
            model = names.get(str(key))
        else:
            model = next((part for part in reversed(get_args(model)) if part is not Ellipsis), None)
    model = _unwrap(model)
    if isinstance(model, type) and issubclass(model, BaseModel):
        return _names(model)
    return [str(name) for name in get_args(_unwrap(get_args(model)[0]))] if get_args(model) else []


def _names(model: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()]


def _unwrap(model: Any) -> Any:
    """The type inside Optional and Annotated."""
    while get_origin(model) in (Union, UnionType) or hasattr(model, "__metadata__"):
        model = get_args(model)[0]
    return model
