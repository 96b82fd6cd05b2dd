"""Breaks a finished file, for the cases of rules that no letter can break (`broken.py`)."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
from pikepdf import Array, Dictionary, Object, Pdf


def changed(pdf: bytes, change: Callable[[Pdf], None]) -> bytes:
    """The file after a change."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        change(opened)
        opened.save(out)
    return out.getvalue()


def elements(opened: Pdf) -> list[Object]:
    """The elements of the structure tree in their order; the tree's root comes first."""
    waiting, found = [opened.Root.StructTreeRoot], []
    while waiting:
        element = waiting.pop(0)
        found.append(element)
        kids = element.get("/K", Array())
        kids = kids if isinstance(kids, Array) else [kids]
        waiting = [kid for kid in kids if isinstance(kid, Dictionary) and "/S" in kid] + waiting
    return found
