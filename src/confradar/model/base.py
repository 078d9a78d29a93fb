"""What every record shares: frozen, no unknown keys, and the small text types."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, StringConstraints
from pydantic_core import PydanticCustomError

from confradar.model.days import ISO_DAY

# What nearly every address begins with; taking the others apart takes ten times as long.
_PLAIN_URL = re.compile(r"https?://[a-z0-9.-]+/")
_SLUG = re.compile(r"[a-z0-9][a-z0-9-]*")
_ISO_DAY = re.compile(ISO_DAY)


class Record(BaseModel):
    """A frozen model that forbids unknown keys and does not coerce between types without need."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


def _slug(text: str) -> str:
    if not _SLUG.fullmatch(text):
        raise ValueError(
            f"{text!r} is not an id: lower-case letters, digits and '-', starting with a letter "
            "or digit"
        )
    return text


def checked_url(text: str) -> str:
    """The text, where it is an http(s) address. Raises ValueError."""
    if _PLAIN_URL.match(text):
        return text
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        raise ValueError(f"{text!r} is not an http(s) address")
    return text


def _day(value: object) -> object:
    """Only a date or YYYY-MM-DD: else a number would be taken for seconds since 1970."""
    if type(value) is date or (isinstance(value, str) and _ISO_DAY.fullmatch(value.strip())):
        return value
    raise PydanticCustomError("date_type", "not a date")


Text = Annotated[str, StringConstraints(min_length=1, max_length=2000)]
Slug = Annotated[str, StringConstraints(max_length=60), AfterValidator(_slug)]
Url = Annotated[str, StringConstraints(max_length=2000), AfterValidator(checked_url)]
Day = Annotated[date, BeforeValidator(_day)]
COUNTRY = r"^[A-Z]{2}$"
Country = Annotated[str, StringConstraints(pattern=COUNTRY)]
