"""Settings from the environment or `.env`. A wrong one is named; its value is never shown."""

from collections.abc import Iterable
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Annotated

from pydantic import AnyHttpUrl, Field, SecretStr, TypeAdapter, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.core.said import Problem, Said
from bot.core.text import Language
from bot.sentences import settings as sentences

DATABASES = ("sqlite:///", "postgresql://")
SHORTEST_KEY = 32


class WrongSetting(Problem):
    """The variable and what it must be, on one line."""


class Settings(BaseSettings):
    """Everything that differs from one installation to another."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", frozen=True)

    telegram_bot_token: SecretStr | None = None
    telegram_api_url: str = "https://api.telegram.org/bot"
    admin_ids: Annotated[frozenset[int], NoDecode] = frozenset()
    owner_ids: Annotated[frozenset[int], NoDecode] = frozenset()
    database_url: SecretStr = SecretStr("sqlite:///data/bot.sqlite3")
    knowledge_dir: Path = Path("knowledge")
    cache_dir: Path = Path("data/cache")
    host: str = "127.0.0.1"
    port: int = Field(8080, ge=0, le=65535)
    log_level: str = Field("INFO", pattern=r"^(DEBUG|INFO|WARNING|ERROR)$")
    log_format: str = Field("text", pattern=r"^(text|json)$")
    public_url: str | None = None
    secret_key: SecretStr | None = None
    metrics_token: SecretStr | None = None
    digest_hour: int = Field(9, ge=0, le=23)
    retention_days: int = Field(365, ge=1, le=3650)

    @field_validator("admin_ids", "owner_ids", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return [part for part in value.replace(",", " ").split() if part] if isinstance(value, str) else value

    @field_validator("telegram_bot_token")
    @classmethod
    def _token(cls, value: SecretStr | None) -> SecretStr | None:
        token = value.get_secret_value().strip() if value else ""
        if token and not (token.split(":")[0].isdigit() and ":" in token):
            raise ValueError("a token from @BotFather, digits:letters")
        return SecretStr(token) if token else None

    @field_validator("telegram_api_url")
    @classmethod
    def _address(cls, value: str) -> str:
        TypeAdapter(AnyHttpUrl).validate_python(value)
        return value.rstrip("/")

    @field_validator("public_url")
    @classmethod
    def _public_address(cls, value: str | None) -> str | None:
        if not value:
            return None
        if TypeAdapter(AnyHttpUrl).validate_python(value).path not in (None, "/"):
            raise ValueError("without a path")
        return value.rstrip("/")

    @field_validator("secret_key", "metrics_token")
    @classmethod
    def _long_enough(cls, value: SecretStr | None) -> SecretStr | None:
        if value and 0 < len(value.get_secret_value()) < SHORTEST_KEY:
            raise ValueError("too short")
        return value if value and value.get_secret_value() else None

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, value: SecretStr) -> SecretStr:
        if not value.get_secret_value().startswith(DATABASES):
            raise ValueError("an address such as sqlite:///data/bot.sqlite3")
        return value

    @property
    def retention(self) -> timedelta:
        return timedelta(days=self.retention_days)


def read_settings() -> Settings:
    """Read and check all settings. Raises WrongSetting, one line that never holds a value."""
    try:
        return Settings()
    except ValidationError as error:
        names = dict.fromkeys(str(detail["loc"][0]) for detail in error.errors())
        must_be = {name.upper(): sentences.WHAT[name].written for name in names}
        wrong = [Said(sentences.MUST_BE, {"name": name, "what": what}) for name, what in must_be.items()]
        raise WrongSetting(sentences.WRONG, settings=partial(_together, wrong)) from None


def _together(said: Iterable[Said], language: Language) -> str:
    return "; ".join(one.told(language) for one in said)
