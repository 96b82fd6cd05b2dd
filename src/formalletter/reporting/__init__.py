"""Draws problems for people, and writes them for machines."""

from __future__ import annotations

from .drawing import counted, draw
from .lines import CONTEXT, escaped
from .order import ordered, page_numbers

__all__ = ["CONTEXT", "counted", "draw", "escaped", "ordered", "page_numbers"]
