"""The kinds of values that a letter's header is made of, and the base of its parts."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Final

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

# The patterns are named so that `reading` can say in words what each asks for.
LINE_PATTERN = r"^[^\n]*$"
RULE_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
NAME_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9_-]*$"
LANGUAGE_PATTERN = r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2}|-[0-9]{3})?$"
EMAIL_PATTERN = r"^[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+$"
# The faults that pydantic has no name for.
NOT_A_DATE: Final = "not_a_date"
NOBODY: Final = "recipient_empty"
ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _from_iso(value: object) -> object:
    """Takes ISO 8601 dates only, not the numbers of seconds that pydantic would take."""
    if not isinstance(value, str):
        return value
    try:
        return dt.date.fromisoformat(value if ISO_DATE.fullmatch(value) else "")
    except ValueError:
        raise PydanticCustomError(NOT_A_DATE, "a date is written as 2022-03-08") from None


IsoDate = Annotated[dt.date, BeforeValidator(_from_iso)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=1000, pattern=LINE_PATTERN)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=5000)]
Name = Annotated[str, StringConstraints(pattern=NAME_PATTERN, max_length=60)]
RuleCode = Annotated[str, StringConstraints(pattern=RULE_PATTERN, max_length=60)]
LanguageTag = Annotated[str, StringConstraints(pattern=LANGUAGE_PATTERN)]
RelativePath = Annotated[str, StringConstraints(min_length=1, max_length=300)]
Millimetres = Annotated[float, Field(ge=0, le=120)]
RECIPIENT_KEYS = ("name", "office", "organisation", "address")  # a recipient has one at least


class Part(BaseModel):
    """A part of the header: frozen, strict, no unknown keys; keys are written-with-hyphens."""

    model_config = ConfigDict(
        frozen=True,
        strict=True,
        extra="forbid",
        alias_generator=lambda name: name.replace("_", "-"),
        validate_by_alias=True,
        validate_by_name=False,
    )
