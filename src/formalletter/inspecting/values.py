"""Small ways through what pypdf has read: references, number trees and name trees."""

from __future__ import annotations

from typing import Any

from pypdf.generic import DictionaryObject, IndirectObject

PdfValue = Any  # what pypdf has read, before it's known what it is

_MOST_NODES = 10_000  # of a tree; more can only be a circle


def raw(values: PdfValue, key: str) -> PdfValue:
    """The entry of a dictionary, a reference left as it is; None where there is none."""
    holder = values.get_object() if isinstance(values, IndirectObject) else values
    return holder.raw_get(key) if isinstance(holder, DictionaryObject) and key in holder else None


def items(values: PdfValue, key: str) -> list[PdfValue]:
    """The items of an entry that may be one thing or an array of things."""
    entry = raw(values, key)
    if entry is None:
        return []
    value = entry.get_object()
    return list(value) if isinstance(value, list) else [entry]


def dictionary(values: PdfValue, key: str) -> PdfValue:
    """The dictionary of an entry; an empty one where there is none, or something else."""
    entry = raw(values, key)
    found = None if entry is None else entry.get_object()
    return found if isinstance(found, dict) else {}


def object_number(item: PdfValue) -> int:
    """The number of an indirect object or of a reference to it; 0 for a direct one."""
    if isinstance(item, IndirectObject):
        return item.idnum
    reference = getattr(item, "indirect_reference", None)
    return reference.idnum if reference is not None else 0


def bytes_of(string: PdfValue) -> bytes:
    """The bytes of a string as they stand in the file."""
    given: bytes | None = getattr(string, "original_bytes", None)
    return given if given is not None else str(string).encode()


def number_tree(root: PdfValue) -> list[tuple[int, PdfValue]]:
    """The entries of a number tree in the order in which they stand."""
    return [(int(key), value) for key, value in _entries(root, "/Nums")]


def name_tree(root: PdfValue) -> list[tuple[bytes, PdfValue]]:
    """The entries of a name tree in the order in which they stand."""
    return [(bytes_of(key), value) for key, value in _entries(root, "/Names")]


def _entries(root: PdfValue, leaf: str) -> list[tuple[PdfValue, PdfValue]]:
    found: list[tuple[PdfValue, PdfValue]] = []
    waiting, met = [root], 0
    while waiting and met < _MOST_NODES:
        node = waiting.pop(0).get_object()
        met += 1
        pairs = items(node, leaf)
        found += zip(pairs[::2], pairs[1::2], strict=False)
        waiting = [*items(node, "/Kids"), *waiting]
    return found
