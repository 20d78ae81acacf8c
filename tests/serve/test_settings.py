"""Every setting can be given by the environment, and a wrong one is named."""

from dataclasses import fields
from pathlib import Path

import pytest

from mudong.serve.settings import Settings
from mudong.spec.errors import InvalidRequest

GIVEN = {
    "data_dir": Path("/data"), "host": "0.0.0.0", "port": 9000, "public_url": "https://mudong.example/",
    "accounts": True, "database_url": "postgresql://u:secret@db/mudong", "storage_url": "s3://bucket/p",
    "s3_endpoint_url": "http://minio:9000", "plans_file": Path("/plans.toml"), "prices_file": Path("/prices.toml"),
    "payment_secret": "whsec_secret", "fetch_allow": ("a.example", "10.0.0.0/8"), "callback_allow": ("b.example",),
    "workers": 2, "heartbeat_s": 0.5, "takeover_s": 3.0, "max_attempts": 1,
}  # fmt: skip


def _as_text(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def test_every_field_is_read_from_its_variable():
    read = Settings.from_environment({f"MUDONG_{name.upper()}": _as_text(value) for name, value in GIVEN.items()})
    assert {name: getattr(read, name) for name in GIVEN} == GIVEN
    defaults = Settings()
    untested = {field.name for field in fields(Settings)} - GIVEN.keys()
    assert all(getattr(read, name) == getattr(defaults, name) for name in untested)


def test_nothing_given_means_one_user_on_this_machine():
    settings = Settings.from_environment({"MUDONG_PORT": "", "OTHER": "1"})
    assert settings == Settings()
    assert (settings.accounts, settings.host) == (False, "127.0.0.1")
    assert settings.database == f"sqlite:///{settings.data_dir}/mudong.db"


def test_links_begin_with_the_public_address_when_there_is_one():
    assert Settings(port=8123).base_url == "http://127.0.0.1:8123"
    assert Settings(public_url="https://mudong.example/").base_url == "https://mudong.example"


@pytest.mark.parametrize(
    ("name", "value"), [("PORT", "many"), ("ACCOUNTS", "perhaps"), ("HEARTBEAT_S", "soon"), ("WORKERS", "1.5")]
)
def test_a_wrong_setting_is_named_with_its_value(name: str, value: str):
    with pytest.raises(InvalidRequest, match=f"MUDONG_{name}.*{value}"):
        Settings.from_environment({f"MUDONG_{name}": value})


def test_secrets_do_not_show_in_logs():
    assert "secret" not in repr(Settings(**{name: GIVEN[name] for name in ("database_url", "payment_secret")}))
