"""Looks things up in the header's model: which section a path leads to, and its keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, get_args

from pydantic import BaseModel

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic.fields import FieldInfo

    from .yaml_header import KeyPath, Plain

Section = type[BaseModel]


def fields(section: Section) -> dict[str, FieldInfo]:
    """The fields of a section by the key that they have in the file."""
    return {info.alias or name: info for name, info in section.model_fields.items()}


def section_at(section: Section, path: KeyPath) -> Section | None:
    """The section that a path from `section` leads to; None if it leads elsewhere."""
    current: Section | None = section
    for step in path:
        if current is None:
            return None
        if isinstance(step, str):  # an index stays in the section of the list's entries
            info = fields(current).get(step)
            current = info and _section_in(info.annotation)
    return current


def _section_in(annotation: Any) -> Section | None:  # noqa: ANN401 (an annotation is anything)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for part in get_args(annotation):
        if section := _section_in(part):
            return section
    return None


def label(path: KeyPath) -> str:
    """How a value is called in a message: `“address”, entry 2`."""
    words = [step for step in path if isinstance(step, str)]
    name = f"“{words[-1]}”" if words else "the value"
    return f"{name}, entry {path[-1] + 1}" if path and isinstance(path[-1], int) else name


def texts(value: Plain, path: KeyPath = ()) -> Iterator[tuple[KeyPath, str]]:
    """All texts in plain data, each with its path."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from texts(part, (*path, key))
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from texts(part, (*path, index))
