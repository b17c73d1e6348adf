"""JSON Schemas of the knowledge files, made from the models, so that editors complete and underline while one types."""

import json
from collections.abc import Mapping

from pydantic import BaseModel, TypeAdapter

from bot.core.articles import Article, Emergency, Topic
from bot.core.guides import Guide
from bot.core.scenarios import Scenario
from bot.core.sources import Contact, Source

_FILES: Mapping[str, type[BaseModel]] = {"article": Article, "guide": Guide, "topic": Topic}
_LISTS: Mapping[str, type[BaseModel]] = {"contacts": Contact, "sources": Source, "emergencies": Emergency}


def schemas() -> dict[str, str]:
    """File name → the JSON text of its schema."""
    made = {name: model.model_json_schema() for name, model in _FILES.items()}
    made |= {
        name: TypeAdapter(dict[str, model]).json_schema()  # type: ignore[valid-type]  # a class held in a variable
        for name, model in _LISTS.items()
    }
    made["scenarios"] = TypeAdapter(list[Scenario]).json_schema()
    return {f"{name}.json": json.dumps(made[name], ensure_ascii=False, indent=1) + "\n" for name in sorted(made)}
