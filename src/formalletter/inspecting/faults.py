"""What is wrong with the structure of a file."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong; `page` counts from 1."""

    message: str
    page: int | None = None

    @classmethod
    def at(cls, index: int | None, message: str) -> Fault:
        """A fault on the page with this index, if it is one."""
        return cls(message, None if index is None or index < 0 else index + 1)
