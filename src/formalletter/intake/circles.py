"""Cuts what the resources of pages have that is made of itself, or nested without end.

A colour space that is based on itself shows nothing, and programs that follow it get lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pikepdf import Array, Dictionary, Stream

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pikepdf import Object, Pdf

    from .findings import Findings

Key = tuple[int, int]
_Step = tuple["Object", str | int]

_DEEPEST = 200  # containers in containers; a form in a form is three
_UPWARDS = frozenset({"/Parent", "/P", "/Pg"})


def cut_circles(pdf: Pdf, findings: Findings) -> None:
    """Takes out the entries that lead back to where they stand."""
    done: set[Key] = set()
    circles: list[_Step] = []
    for page in pdf.pages:
        circles += _circles(page.obj.get("/Resources"), done)
    for holder, at in circles:
        if isinstance(at, int):
            holder[at] = None
        else:
            del holder[at]
    if circles:
        findings.repaired("fonts, colours or pictures that are made of themselves were left out")


def _circles(start: object, done: set[Key]) -> list[_Step]:
    """Where circles close below an object; what is in `done` is known to have none."""
    if not isinstance(start, Array | Dictionary | Stream):
        return []
    found: list[_Step] = []
    path = {_key(start)}
    waiting: list[tuple[Key | None, Iterator[tuple[_Step, Object]]]] = [
        (_key(start), _below(start))
    ]
    while waiting:
        own, kids = waiting[-1]
        step, kid = next(kids, (None, None))
        if step is None or kid is None:
            waiting.pop()
            if own is not None:
                path.discard(own)
                done.add(own)
            continue
        key = _key(kid)
        if key is not None and key in done:
            continue
        if (key is not None and key in path) or len(waiting) > _DEEPEST:
            found.append(step)
            continue
        if key is not None:
            path.add(key)
        waiting.append((key, _below(kid)))
    return found


def _key(value: Object) -> Key | None:
    return value.objgen if value.is_indirect else None


def _below(holder: Object) -> Iterator[tuple[_Step, Object]]:
    """The containers in a container, each with its place."""
    places = range(len(holder)) if isinstance(holder, Array) else sorted(holder.keys())
    for at in places:
        kid = holder[at]
        if at not in _UPWARDS and isinstance(kid, Array | Dictionary | Stream):
            yield (holder, at), kid
