"""From a document to a model of the core; every mistake in the words of the person who must mend it."""

from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from bot.loader.documents import Document, KeyPath
from bot.loader.mistakes import Mistake, did_you_mean

T = TypeVar("T", bound=BaseModel)


def read_model(document: Document, model: type[T], at: KeyPath = ()) -> T | None:
    """Validate the data at a path of the document; on failure every mistake is added to the document."""
    data = document.data
    for key in at:
        data = data[key]
    if not isinstance(data, dict):
        keys = ", ".join(list(model.model_fields)[:3])
        document.mistakes.append(document.mistake(at, "KB004", f"this must hold keys such as {keys}"))
        return None
    try:
        return TypeAdapter(model).validate_python(data)
    except ValidationError as error:
        document.mistakes += [_explain(document, model, at, detail) for detail in error.errors()]
        return None


def _explain(document: Document, model: type[BaseModel], at: KeyPath, detail: ErrorDetails) -> Mistake:
    path = (*at, *(key for key in detail["loc"] if key != "[key]"))
    name, value = str(path[-1]) if path else "", detail["input"]
    context = detail.get("ctx", {})
    match detail["type"]:
        case "missing":
            return document.mistake(path, "KB004", f"'{name}' is missing")
        case "extra_forbidden":
            hint = did_you_mean(name, _keys_at(model, detail["loc"][:-1]))
            return document.mistake(path, "KB003", f"unknown key '{name}'.{hint}")
        case "literal_error":
            hint = did_you_mean(
                str(value), [word.strip("'") for word in str(context["expected"]).replace(" or ", ", ").split(", ")]
            )
            return document.mistake(
                path, "KB005", f"'{value}' is not possible here; it is {context['expected']}.{hint}"
            )
        case "value_error":
            return document.mistake(path, "KB005", str(context["error"]))
        case "string_pattern_mismatch":
            return document.mistake(
                path, "KB005", f"'{value}' is no id: small letters a-z, digits and '-' ('_' for steps and amounts)"
            )
        case "string_too_short":
            return document.mistake(path, "KB004", f"'{name}' is empty")
        case kind if "date" in kind:
            return document.mistake(path, "KB005", f"'{value}' is not a date; write for example 2026-11-22")
        case kind if kind.endswith("_type"):
            return document.mistake(path, "KB005", f"'{name}' has the wrong shape here: {detail['msg'].lower()}")
    return document.mistake(path, "KB005", f"'{name}': {detail['msg']}")


def _keys_at(model: Any, path: tuple[str | int, ...]) -> list[str]:
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
        return [field.alias or name for name, field in model.model_fields.items()]
    return []


def _unwrap(model: Any) -> Any:
    """The type inside Optional and Annotated."""
    while get_origin(model) in (Union, UnionType) or hasattr(model, "__metadata__"):
        model = get_args(model)[0]
    return model
