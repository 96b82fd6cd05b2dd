"""The values of a workbook's cells as text."""

from __future__ import annotations

import datetime as dt

Value = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta


def as_text(value: Value) -> str:
    """The value as it would stand in a CSV: whole numbers without a point, dates by ISO 8601."""
    if isinstance(value, str):
        return value.replace("\r\n", "\n").replace("\r", "\n")
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.datetime):
        return value.isoformat(" ", "seconds")
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return str(value)
