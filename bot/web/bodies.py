"""What the page may send, checked before anything happens."""

from typing import Annotated, TypeVar

from pydantic import BaseModel, StringConstraints, ValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request

from bot.core.text import Language
from bot.local_telegram.rules import MAX_DATA, MAX_TEXT
from bot.web.attachments import Kind

T = TypeVar("T", bound=BaseModel)


class NewPerson(BaseModel):
    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=64)]
    language: Language


class PhoneLanguage(BaseModel):
    language: Language


class Said(BaseModel):
    text: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_TEXT)]


class Edited(Said):
    message_id: int


class Pressed(BaseModel):
    message_id: int
    data: Annotated[str, StringConstraints(min_length=1, max_length=MAX_DATA)]


class Sent(BaseModel):
    kind: Kind


async def read(request: Request, model: type[T]) -> T:
    """The body of a request. Answers 400 to anything else."""
    try:
        return model.model_validate_json(await request.body())
    except ValidationError as error:
        raise HTTPException(400, str(error)) from None
