"""Counts things for people."""

from __future__ import annotations


def counted(number: int, one: str, many: str) -> str:
    """The number with the word that it takes: `no pages`, `1 page`, `1,200 pages`."""
    if number == 0:
        return f"no {many}"
    return f"{number:,} {one if number == 1 else many}"
