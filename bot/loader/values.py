"""What is wrong with one value, and how it is written right."""

import re
from collections.abc import Mapping
from typing import Any

from bot.core.alphabets import unmixed
from bot.core.faults import Code, Fault
from bot.core.ids import slug
from bot.core.misspelt import as_iso, nearest
from bot.loader.documents import Document, KeyPath
from bot.loader.mistakes import Mistake
from bot.loader.syntax import shown

_YES = {"да", "иә", "ия", "истина", "yes", "y", "on", "+"}
_CURLY = re.compile("[“„”‘’]([^“„”‘’]*)[“”‘’]")  # what Word makes of straight quotes
_GLUED = re.compile(r"([a-z_-]+):(\S.*)", re.DOTALL)


def explain_value(document: Document, path: KeyPath, kind: str, value: Any, context: Mapping[str, Any]) -> Mistake:
    """The mistake of a value, from the kind of error that pydantic found.

    `context` is pydantic's, with `keys`: what a mapping at this place may hold.
    """
    key = next((str(one) for one in reversed(path) if isinstance(one, str)), "")
    if isinstance(fault := context.get("error"), Fault):
        return document.mistake(path, fault.code, **fault.values)
    if isinstance(value, str) and (curly := _CURLY.fullmatch(value.strip())):
        return document.mistake(path, Code.CURLY_QUOTES, right=shown(f'{key}: "{curly[1]}"'))
    if value == "" or kind in ("string_too_short", "too_short"):
        return document.mistake(path, Code.EMPTY_VALUE, key=key)
    match kind:
        case "literal_error":
            possible = [word.strip("'") for word in str(context["expected"]).replace(" or ", ", ").split(", ")]
            near, listed = nearest(str(value), possible), ", ".join(possible)
            return document.mistake(path, Code.NOT_POSSIBLE, value=value, possible=listed, near=near)
        case "string_pattern_mismatch":
            return _not_an_id(document, path, str(value), "_" in context["pattern"])
        case "bool_parsing" | "bool_type":
            right = "true" if str(value).strip().lower() in _YES else "false"
            return document.mistake(path, Code.NOT_TRUE_OR_FALSE, value=value, right=f"{key}: {right}")
        case "tuple_type" | "list_type":
            return _no_list(document, path, key, value)
        case "string_type":
            return document.mistake(path, Code.TEXT_EXPECTED, key=key)
        case "model_type" | "dict_type" | "mapping_type" | "model_attributes_type":
            return _no_keys(document, path, value, context["keys"])
        case _ if "date" in kind:
            return document.mistake(path, Code.NOT_A_DATE, value=value, right=as_iso(str(value)))
        case _ if kind.endswith(("_parsing", "_from_float")):
            return document.mistake(path, Code.NOT_A_NUMBER, value=value, right=_number(str(value)))
    return document.mistake(path, Code.VALUE_REFUSED, value=value, key=key)


def _not_an_id(document: Document, path: KeyPath, value: str, underscores: bool) -> Mistake:
    if glued := re.fullmatch(r"-(\S.*)", value):
        return document.mistake(path, Code.NO_SPACE, sign="-", right=shown(f"- {glued[1]}"))
    mixed = re.search(r"[A-Za-z]", value) and re.search(r"[Ѐ-ӿ]", value)
    latin, foreign = unmixed(value) if mixed else (value, "")
    right = slug(latin)
    return document.mistake(
        path, Code.NOT_AN_ID, value=value, right=right.replace("-", "_") if underscores else right, foreign=foreign
    )


def _no_list(document: Document, path: KeyPath, key: str, value: Any) -> Mistake:
    if isinstance(value, str) and (glued := re.match(r"-(\S.*)", value)):
        return document.mistake(path, Code.NO_SPACE, sign="-", right=shown(f"- {glued[1]}"))
    right = f"- {value}" if isinstance(value, str) else "- {…}"
    return document.mistake(path, Code.LIST_EXPECTED, key=key, right=shown(right))


def _no_keys(document: Document, path: KeyPath, value: Any, keys: list[str]) -> Mistake:
    if isinstance(value, str) and (glued := _GLUED.fullmatch(value)):
        return document.mistake(path, Code.NO_SPACE, sign=":", right=shown(f"{glued[1]}: {glued[2]}"))
    return document.mistake(path, Code.KEYS_EXPECTED, keys=", ".join(keys[:3]))


def _number(text: str) -> str:
    """The number in a text, as files write it; an example where there is none."""
    found = re.search(r"\d[\d\s,.\u00a0]*", text)
    return re.sub(r"[\s\u00a0]", "", found.group()).replace(",", ".").rstrip(".") if found else "4325"
