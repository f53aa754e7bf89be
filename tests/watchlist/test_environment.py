"""What the environment may say, and that no secret of it is ever said."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import ConfigError
from bot.settings import SECRETS, load_settings

SECRET = "hunter2-very-secret"


def test_an_empty_environment_is_a_sound_one() -> None:
    """The first start has nothing set."""
    settings = load_settings({})
    assert settings.database_url == "sqlite:///var/newsledger.db"
    assert (settings.log, settings.timezone, settings.allow_hosts) == ("text", "UTC", ())
    assert settings.secrets() == ()


def test_an_empty_variable_counts_as_not_set() -> None:
    """Compose files hand over what is not set as empty."""
    assert load_settings({"SLACK_BOT_TOKEN": "", "BOT_LOG": ""}).slack_bot_token is None


def test_the_data_folder_of_the_command_line_wins(tmp_path: Path) -> None:
    """`--data` stands in for BOT_DATA."""
    settings = load_settings({"BOT_DATA": "elsewhere"}, data=tmp_path)
    assert settings.database_url == f"sqlite:///{tmp_path}/newsledger.db"


def test_every_setting_is_read() -> None:
    """Each variable of the contract arrives where it belongs."""
    settings = load_settings(
        {
            "SLACK_BOT_TOKEN": "xoxb-1",
            "SLACK_APP_TOKEN": "xapp-1",
            "SLACK_API_URL": "http://127.0.0.1:8080/api",
            "SLACK_WEBHOOK_URL": "https://hooks.example/x",
            "SMTP_URL": "smtp+starttls://me:pass@mail.example:587",
            "MAIL_FROM": "Newsledger <news@example.org>",
            "DATABASE_URL": "sqlite:////srv/news/bot.db",
            "BOT_TIMEZONE": "Asia/Tokyo",
            "BOT_LOG": "json",
            "BOT_CONTACT": "https://example.org/bot",
            "BOT_ALLOW_HOSTS": "intranet.example, 10.0.0.7, [fd00::7]:8080, fd00::8",
        }
    )
    assert settings.slack_bot_token is not None
    assert settings.slack_bot_token.get_secret_value() == "xoxb-1"
    assert settings.slack_api_url == "http://127.0.0.1:8080/api/"
    assert settings.mail_from == "Newsledger <news@example.org>"
    assert settings.database_url == "sqlite:////srv/news/bot.db"
    assert settings.allow_hosts == ("intranet.example", "10.0.0.7", "[fd00::7]:8080", "fd00::8")
    assert settings.contact == "https://example.org/bot"


def test_mail_is_sent_from_the_account_where_no_sender_is_named() -> None:
    """One variable less to set for the usual provider."""
    settings = load_settings({"SMTP_URL": "smtps://news%40example.org:pw@mail.example"})
    assert settings.mail_from == "news@example.org"


@pytest.mark.parametrize("name", SECRETS)
def test_a_secret_may_stand_in_a_file(name: str, tmp_path: Path) -> None:
    """Containers hand secrets over as files."""
    values = {
        "SLACK_WEBHOOK_URL": "https://hooks.example/x",
        "SMTP_URL": "smtp://a:b@mail.example",
        "DATABASE_URL": "sqlite:///x.db",
    }
    value = values.get(name, "token")
    (tmp_path / "secret").write_text(f"{value}\n")
    environ = {f"{name}_FILE": str(tmp_path / "secret"), "MAIL_FROM": "a@example.org"}
    field = {"DATABASE_URL": "database", "BOT_WEB_PASSWORD": "web_password"}.get(name, name.lower())
    assert getattr(load_settings(environ), field).get_secret_value() == value


@pytest.mark.parametrize(
    ("environ", "said"),
    [
        ({"SMTP_URL": f"ftp://u:{SECRET}@h"}, "SMTP_URL: must begin with smtp://"),
        ({"SMTP_URL": f"smtp://u:{SECRET}@"}, "SMTP_URL: names no host"),
        ({"SMTP_URL": f"smtp://u:{SECRET}@h:mail"}, "SMTP_URL: has a port"),
        ({"SMTP_URL": f"smtp://u:{SECRET}/x@h"}, "SMTP_URL: has a port"),
        ({"SMTP_URL": f"smtp://u@h/{SECRET}"}, "SMTP_URL: ends in more than a port"),
        ({"SMTP_URL": f"smtp://u:{SECRET}@[h"}, "SMTP_URL: cannot be read as an address"),
        ({"MAIL_FROM": "nobody"}, "MAIL_FROM: is no mail address"),
        ({"SLACK_BOT_TOKEN": f"xoxb {SECRET}"}, "SLACK_BOT_TOKEN: holds white space"),
        ({"SLACK_WEBHOOK_URL": SECRET}, "SLACK_WEBHOOK_URL: must be an address"),
        ({"JSON_RECEIVER_URL": SECRET}, "JSON_RECEIVER_URL: must be an address"),
        ({"SLACK_API_URL": "slack"}, "SLACK_API_URL: must be an address"),
        ({"DATABASE_URL": f"mysql://u:{SECRET}@h"}, "DATABASE_URL: must begin with sqlite:///"),
        ({"BOT_LOG": "xml"}, "BOT_LOG: must be text or json"),
        ({"BOT_TIMEZONE": "Mars"}, "BOT_TIMEZONE: is no time zone"),
        ({"BOT_CONTACT": "me"}, "BOT_CONTACT: must be an address where publishers reach you"),
        ({"BOT_ALLOW_HOSTS": "http://x"}, "BOT_ALLOW_HOSTS: http://x is no host name"),
        ({"BOT_ALLOW_HOSTS": "x:65536"}, "BOT_ALLOW_HOSTS: x:65536 is no host name"),
        ({"BOT_ALLOW_HOSTS": "x:"}, "BOT_ALLOW_HOSTS: x: is no host name"),
        (
            {"DATABASE_URL": f"postgresql+psycopg2://u:{SECRET}@h/x"},
            "DATABASE_URL: must begin with sqlite:/// or postgresql://",
        ),
        ({"DATABASE_URL": f"postgresql://u:{SECRET}@h"}, "DATABASE_URL: names no database"),
        ({"DATABASE_URL": f"postgresql://u:{SECRET}@h:x/y"}, "DATABASE_URL: has a port"),
        ({"BOT_DATA": __file__}, "BOT_DATA: names a file"),
        (
            {"SLACK_BOT_TOKN": SECRET},
            "SLACK_BOT_TOKN: is no setting; did you mean SLACK_BOT_TOKEN?",
        ),
        ({"SMTP_URL_FILE": "/none"}, "SMTP_URL_FILE: /none cannot be read: No such file"),
        (
            {"SLACK_BOT_TOKEN": SECRET, "SLACK_BOT_TOKEN_FILE": "x"},
            "SLACK_BOT_TOKEN: is set, and so is SLACK_BOT_TOKEN_FILE; keep one of them",
        ),
    ],
)
def test_a_wrong_setting_is_named_with_its_mend_and_without_its_value(
    environ: dict[str, str], said: str
) -> None:
    """A token in an error ends in a ticket, and from there anywhere."""
    with pytest.raises(ConfigError) as caught:
        load_settings(environ)
    assert str(caught.value).startswith(said)
    assert SECRET not in str(caught.value)
    assert caught.value.__cause__ is None


def test_other_programs_variables_are_none_of_ours() -> None:
    """Only a near miss is surely a mistake."""
    assert load_settings({"SLACK_WORKSPACE": "x", "BOT_FLEET": "y"}).log == "text"


def test_no_secret_shows_in_a_repr_and_all_are_listed_for_the_logs() -> None:
    """The log strikes out what `secrets` lists, passwords within addresses included."""
    settings = load_settings(
        {
            "SLACK_BOT_TOKEN": f"xoxb-{SECRET}",
            "SMTP_URL": f"smtp://u:{SECRET}%2F1@h",
            "MAIL_FROM": "a@example.org",
            "DATABASE_URL": f"sqlite://u:db-{SECRET}@h/x",
        }
    )
    assert SECRET not in repr(settings)
    assert SECRET not in str(settings)
    assert set(settings.secrets()) >= {
        f"xoxb-{SECRET}",
        f"{SECRET}%2F1",
        f"{SECRET}/1",
    }
