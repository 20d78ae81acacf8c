"""What all bodies of the Kling API share, and its tolerances: `null` is absent, unknown fields are left aside."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator


def _without_nulls(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_nulls(each) for key, each in value.items() if each is not None}
    return value


def _text(value: Any) -> Any:
    """Clients write numbers where text is due, and the other way round."""
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


Seconds = Annotated[str, BeforeValidator(_text), Field(pattern=r"^\d{1,3}(\.\d{1,3})?$")]
"""A length in seconds: text on the wire, a number in the wild."""
Name = Annotated[str, BeforeValidator(_text), Field(min_length=1, max_length=200)]
Prompt = Annotated[str, Field(max_length=2500)]


class Tolerant(BaseModel):
    """A body or a part of one."""

    model_config = ConfigDict(extra="ignore", protected_namespaces=())

    @model_validator(mode="before")
    @classmethod
    def _nulls(cls, value: Any) -> Any:
        return _without_nulls(value)


class WatermarkInfo(Tolerant):
    """A visible mark on the picture; this service makes none (every file is marked invisibly)."""

    enabled: bool = False


class TaskBody(Tolerant):
    """Fields that every create call of `/v1` takes."""

    model_name: Annotated[str, Field(max_length=100)] | None = None
    callback_url: Annotated[str, Field(max_length=4096)] | None = None
    external_task_id: Name | None = None
    watermark_info: WatermarkInfo = WatermarkInfo()

    @model_validator(mode="before")
    @classmethod
    def _old_name(cls, value: Any) -> Any:
        """The field was once called `model`."""
        if isinstance(value, dict) and not value.get("model_name") and isinstance(value.get("model"), str):
            return {**value, "model_name": value["model"]}
        return value
