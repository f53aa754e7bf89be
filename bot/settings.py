"""What the environment says: accounts, secrets, and where this machine keeps things.

Secrets come from here alone, or from files: `SLACK_BOT_TOKEN_FILE` names a file that holds what
`SLACK_BOT_TOKEN` would. What is watched, and who is told, is feeds.yaml's.
"""

from __future__ import annotations

import difflib
import os
import re
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Literal
from urllib.parse import SplitResult, unquote, urlsplit
from zoneinfo import ZoneInfo

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from bot.errors import ConfigError

SECRETS = (
    "SLACK_BOT_TOKEN",
    "SLACK_APP_TOKEN",
    "SLACK_WEBHOOK_URL",
    "SMTP_URL",
    "DATABASE_URL",
    "BOT_WEB_PASSWORD",
    "MODEL_API_KEY",
)
_FAMILIES = ("SLACK_", "SMTP_", "MAIL_", "DATABASE_", "BOT_", "MODEL_")
_SMTP_SCHEMES = ("smtp", "smtps", "smtp+starttls")
_POSTGRES_SCHEMES = ("postgresql", "postgres", "postgresql+psycopg")
_HOST = re.compile(
    r"(?:(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?)(?:\.[a-z0-9_-]+)*|\[[0-9a-f:.]+\])(?::(?P<port>[0-9]{1,5}))?"
    r"|[0-9a-f.]*:[0-9a-f.]*:[0-9a-f:.]*",
    re.IGNORECASE,
)
_PORTS = range(1, 65_536)
_ADDRESS = re.compile(r"(?:[^<>@\s][^<>@]*<)?[^\s<>@]+@[^\s<>@]+>?")


class Settings(BaseSettings):
    """The environment, checked. A secret shows in no repr; `secrets` lists them for the log's filter."""

    model_config = SettingsConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    slack_bot_token: SecretStr | None = Field(default=None, validation_alias="SLACK_BOT_TOKEN")
    slack_app_token: SecretStr | None = Field(default=None, validation_alias="SLACK_APP_TOKEN")
    slack_api_url: str = Field(default="https://slack.com/api/", validation_alias="SLACK_API_URL")
    slack_webhook_url: SecretStr | None = Field(default=None, validation_alias="SLACK_WEBHOOK_URL")
    json_receiver_url: SecretStr | None = Field(default=None, validation_alias="JSON_RECEIVER_URL")
    json_receiver_secret: SecretStr | None = Field(
        default=None, validation_alias="JSON_RECEIVER_SECRET"
    )
    smtp_url: SecretStr | None = Field(default=None, validation_alias="SMTP_URL")
    mail_from: str = Field(default="", validation_alias="MAIL_FROM")
    database: SecretStr | None = Field(default=None, validation_alias="DATABASE_URL")
    data: Path = Field(default=Path("var"), validation_alias="BOT_DATA")
    timezone: str = Field(default="UTC", validation_alias="BOT_TIMEZONE")
    log: Literal["text", "json"] = Field(default="text", validation_alias="BOT_LOG")
    contact: str | None = Field(default=None, validation_alias="BOT_CONTACT")
    web: str = Field(default="127.0.0.1:8484", validation_alias="BOT_WEB")
    web_password: SecretStr | None = Field(default=None, validation_alias="BOT_WEB_PASSWORD")
    web_url: str | None = Field(default=None, validation_alias="BOT_WEB_URL")
    model_api_key: SecretStr | None = Field(default=None, validation_alias="MODEL_API_KEY")
    allow_hosts: tuple[str, ...] = Field(default=(), validation_alias="BOT_ALLOW_HOSTS")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Take what load_settings hands over and nothing else, so that a test's environment is all there is."""
        del settings_cls, env_settings, dotenv_settings, file_secret_settings
        return (init_settings,)

    @property
    def database_url(self) -> str:
        """Where the memory is: DATABASE_URL, or an SQLite file in the data folder."""
        if self.database is not None:
            return self.database.get_secret_value()
        return f"sqlite:///{(self.data / 'newsledger.db').as_posix()}"

    def secrets(self) -> tuple[str, ...]:
        """Every secret as it may turn up in a message: whole, and the passwords within addresses."""
        tokens = (
            self.slack_bot_token,
            self.slack_app_token,
            self.slack_webhook_url,
            self.json_receiver_url,
            self.json_receiver_secret,
            self.web_password,
            self.model_api_key,
        )
        found = [token.get_secret_value() for token in tokens if token is not None]
        for url in (self.smtp_url, self.database):
            address = url.get_secret_value() if url is not None else ""
            password = _split(address).password
            found += [address, password, unquote(password)] if password else []
        return tuple(dict.fromkeys(found))

    @field_validator("slack_bot_token", "slack_app_token", "model_api_key")
    @classmethod
    def _is_token(cls, value: SecretStr | None) -> SecretStr | None:
        # Anything else could not stand in a header of HTTP.
        if value is not None and re.search(r"[^!-~]", value.get_secret_value()):
            raise ValueError(
                "holds white space or a sign that no token has; copy it again, in one piece"
            )
        return value

    @field_validator("slack_api_url")
    @classmethod
    def _is_base(cls, value: str) -> str:
        _web_address(value)
        return value if value.endswith("/") else f"{value}/"

    @field_validator("web_url")
    @classmethod
    def _is_board(cls, value: str | None) -> str | None:
        if value is None:
            return None
        _web_address(value)
        return value if value.endswith("/") else f"{value}/"

    @field_validator("slack_webhook_url", "json_receiver_url")
    @classmethod
    def _is_webhook(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None:
            _web_address(value.get_secret_value())
        return value

    @field_validator("smtp_url")
    @classmethod
    def _is_mail_server(cls, value: SecretStr | None) -> SecretStr | None:
        if value is None:
            return None
        parts = _split(value.get_secret_value())
        if parts.scheme not in _SMTP_SCHEMES:
            raise ValueError(
                "must begin with smtp://, smtps:// or smtp+starttls://, "
                "as in smtp+starttls://user:password@mail.example.org:587"
            )
        if not parts.hostname:
            raise ValueError("names no host; write it as smtp://mail.example.org:25")
        if parts.path.strip("/") or parts.query or parts.fragment:
            raise ValueError(
                "ends in more than a port; a /, ? or # in the password is written as %2F, %3F or %23"
            )
        return value

    @field_validator("mail_from")
    @classmethod
    def _is_sender(cls, value: str) -> str:
        if value and not _ADDRESS.fullmatch(value):
            raise ValueError(
                "is no mail address; write news@example.org or Newsledger <news@example.org>"
            )
        return value

    @field_validator("database")
    @classmethod
    def _is_database(cls, value: SecretStr | None) -> SecretStr | None:
        if value is None or re.match(r"sqlite(?:\+pysqlite)?://", value.get_secret_value()):
            return value
        return SecretStr(_server(value.get_secret_value()))

    @field_validator("data", mode="before")
    @classmethod
    def _is_folder(cls, value: object) -> Path:
        path = Path(str(value)).expanduser()
        try:
            mode = path.stat().st_mode
        except (FileNotFoundError, NotADirectoryError):
            # It is made when something is kept there; what stands in the way is said then.
            return path
        except OSError as error:
            raise ValueError(
                f"names {path}, which cannot be looked at ({error.strerror}); give the bot's user the right to,"
                " or name another folder"
            ) from None
        if not stat.S_ISDIR(mode):
            raise ValueError("names a file; it must name a folder, which is made if it is missing")
        return path

    @field_validator("timezone")
    @classmethod
    def _is_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (KeyError, ValueError, OSError):
            raise ValueError(
                "is no time zone; write it as Asia/Tokyo, Europe/London or UTC"
            ) from None
        return value

    @field_validator("log", mode="before")
    @classmethod
    def _is_log(cls, value: object) -> object:
        if value not in ("text", "json"):
            raise ValueError("must be text or json")
        return value

    @field_validator("contact")
    @classmethod
    def _is_contact(cls, value: str | None) -> str | None:
        if value and not re.fullmatch(r"(?:https?://|mailto:)[!-~]+", value):
            raise ValueError("must be an address where publishers reach you: https://… or mailto:…")
        return value or None

    @field_validator("allow_hosts", mode="before")
    @classmethod
    def _are_hosts(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        hosts = tuple(host.strip().lower() for host in value.split(",") if host.strip())
        for host in hosts:
            if not (own := _HOST.fullmatch(host)) or int(own["port"] or 1) not in _PORTS:
                raise ValueError(
                    f"{host} is no host name; list names or addresses, each with a port if only that one "
                    "is meant, as in intranet.example,10.0.0.7:8080"
                )
        return hosts

    @model_validator(mode="before")
    @classmethod
    def _sender_from_account(cls, values: dict[str, object]) -> dict[str, object]:
        address = values.get("SMTP_URL")
        if isinstance(address, str) and not values.get("MAIL_FROM"):
            try:
                account = unquote(_split(address).username or "")
            except ValueError:
                return values  # the field's own check says what is wrong
            if _ADDRESS.fullmatch(account):
                return {**values, "MAIL_FROM": account}
        return values


def load_settings(
    environ: Mapping[str, str] | None = None, *, data: Path | None = None
) -> Settings:
    """Read the environment (`environ`, or the process's own); `data` stands in for BOT_DATA.

    An empty variable counts as not set. Raises ConfigError that names the variable and the mend, and
    never the value of a secret.
    """
    environ = os.environ if environ is None else environ
    known = [str(field.validation_alias) for field in Settings.model_fields.values()]
    _refuse_misspelt(environ, known)
    values: dict[str, object] = {name: environ[name] for name in known if environ.get(name)}
    for name in SECRETS:
        if environ.get(f"{name}_FILE"):
            values[name] = _from_file(name, environ)
    if data is not None:
        values["BOT_DATA"] = data
    try:
        return Settings.model_validate(values)
    except ValidationError as error:
        raise _as_config_error(error) from None


def _from_file(name: str, environ: Mapping[str, str]) -> str:
    if environ.get(name):
        raise ConfigError(f"is set, and so is {name}_FILE; keep one of them", key=name)
    path = Path(environ[f"{name}_FILE"])
    try:
        value = path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        cause = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise ConfigError(f"{path} cannot be read: {cause}", key=f"{name}_FILE") from None
    if not value:
        raise ConfigError(f"{path} is empty; write the secret into it", key=f"{name}_FILE")
    return value


def _refuse_misspelt(environ: Mapping[str, str], known: list[str]) -> None:
    names = [*known, *(f"{name}_FILE" for name in SECRETS)]
    for name in sorted(environ):
        if name in names or not name.startswith(_FAMILIES):
            continue
        # Other programs have variables of these families too; only a near miss is surely ours.
        near = difflib.get_close_matches(name, names, n=1, cutoff=0.87)
        if near:
            raise ConfigError(f"is no setting; did you mean {near[0]}?", key=name)


def _as_config_error(error: ValidationError) -> ConfigError:
    first = error.errors(include_input=False, include_url=False)[0]
    reason = str(first["msg"]).removeprefix("Value error, ")
    key = str(first["loc"][0]) if first["loc"] else None
    return ConfigError(reason, key=key)


def _web_address(value: str) -> None:
    parts = _split(value)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("must be an address that begins with https://")


def _server(value: str) -> str:
    """The address of a PostgreSQL database, as SQLAlchemy has it."""
    scheme, _, rest = value.partition("://")
    if scheme not in _POSTGRES_SCHEMES:
        raise ValueError(
            "must begin with sqlite:/// or postgresql://; leave it out for a file in BOT_DATA"
        )
    if not _split(value).path.strip("/"):
        raise ValueError(
            "names no database; write it as postgresql://user:password@host:5432/newsledger"
        )
    return f"postgresql://{rest}"


def _split(value: str) -> SplitResult:
    """The parts of an address; what is wrong with it is said without a word of it."""
    try:
        parts = urlsplit(value)
    except ValueError:
        raise ValueError("cannot be read as an address; check its brackets and letters") from None
    try:
        parts.port  # noqa: B018  (reading it is what checks it)
    except ValueError:
        raise ValueError(
            "has a port that is no number up to 65535 (in a password, write : / @ as %3A %2F %40)"
        ) from None
    return parts
