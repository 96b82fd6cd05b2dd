"""Where links, bookmarks and names lead (ISO 32000-1, 12.3.2)."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

from pikepdf import Array, Dictionary, Name, String

from .limits import DEEPEST_TREE, MOST_ITEMS
from .values import dictionary, entry, items, key_of, name, number, page_keys, whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pikepdf import Object, Pdf


_FITS = {
    "/XYZ": 3,
    "/Fit": 0,
    "/FitH": 1,
    "/FitV": 1,
    "/FitR": 4,
    "/FitB": 0,
    "/FitBH": 1,
    "/FitBV": 1,
}


class Destinations:
    """The named destinations of a PDF, and the way from a destination to its page."""

    def __init__(self, pdf: Pdf) -> None:
        self._pages = [page.obj for page in pdf.pages]
        self._indexes = page_keys(pdf)
        # The two kinds have name spaces of their own (12.3.2.3).
        self._strings = dict(name_tree(entry(pdf.Root, "/Names", "/Dests")))
        self._names: dict[str, object] = {}
        old = dictionary(entry(pdf.Root, "/Dests"))
        if old is not None:
            self._names = {key[1:]: old.get(key) for key in old.keys()}  # noqa: SIM118 (no mapping)

    def names(self) -> dict[str, int]:
        """The page of each named destination that leads to one."""
        every = {**self._names, **{_readable(key): each for key, each in self._strings.items()}}
        found = {key: self._page(value) for key, value in every.items()}
        return {key: page for key, page in found.items() if page is not None}

    @property
    def number(self) -> int:
        """How many named destinations there are, wherever they lead."""
        return len(self._strings) + len(self._names)

    def page_of(self, value: object) -> int | None:
        """The index of the page that a destination leads to, named or explicit; or None."""
        return self._page(self._resolved(value))

    def explicit(self, value: object) -> Array | None:
        """The destination written out with the page itself; None if it leads to no page."""
        resolved = self._resolved(value)
        index = self._page(resolved)
        return None if index is None else Array([self._pages[index], *_fit(_array(resolved))])

    def settle(self, root: Object) -> int:
        """Writes the named destinations anew, those that lead to a page.

        Gives the number of those that don't.  The tree is one sorted leaf (7.9.6).
        """
        before = self.number
        strings = {key: self.explicit(value) for key, value in self._strings.items()}
        names = {key: self.explicit(value) for key, value in self._names.items()}
        pairs = sorted((key.encode("latin-1"), found) for key, found in strings.items() if found)
        kept = {f"/{key}": found for key, found in names.items() if found}
        if "/Dests" in root:
            del root["/Dests"]
        if kept:
            root["/Dests"] = Dictionary(kept)
        if pairs:
            flat = [each for key, found in pairs for each in (String(key), found)]
            root["/Names"] = Dictionary(Dests=Dictionary(Names=Array(flat)))
        return before - len(pairs) - len(kept)

    def _resolved(self, value: object) -> object:
        if isinstance(value, String):
            return self._strings.get(_key(value))
        if isinstance(value, Name):
            return self._names.get(name(value)[1:])
        return value

    def _page(self, value: object) -> int | None:
        first = next(iter(_array(value)), None)
        if (index := whole(first)) is not None:
            # A page's number is for other files (12.3.2.2), but programs write it and
            # readers follow it.
            return index if 0 <= index < len(self._pages) else None
        key = key_of(first)
        return None if key is None else self._indexes.get(key)


def _readable(key: str) -> str:
    """The key of a string as people read it; programs write any encoding into it."""
    raw = key.encode("latin-1")
    if raw.startswith(codecs.BOM_UTF16_BE):
        return raw.decode("utf-16", errors="replace")
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return key


def _array(value: object) -> list[object]:
    """The items of an explicit destination, which may stand in a dictionary."""
    holder = dictionary(value)
    return items(holder.get("/D") if holder is not None else value)


def _fit(found: list[object]) -> list[object]:
    """How the page is shown, if it is one of the ways there are (table 151); else as a whole."""
    kind = name(found[1]) if len(found) > 1 else ""
    length = _FITS.get(kind)
    if length is None:
        return [Name.Fit]
    given = [*map(number, found[2 : 2 + length]), *([None] * length)][:length]
    if kind == "/FitR" and None in given:
        return [Name.Fit]
    return [Name(kind), *given]


def target_of(holder: Object) -> object:
    """The destination within the file of a link or a bookmark; None if it has another action."""
    if "/Dest" in holder:
        return holder.get("/Dest")
    action = entry(holder, "/A")
    if name(entry(action, "/S")) == "/GoTo":
        return entry(action, "/D")
    return None


def name_tree(root: object) -> Iterator[tuple[str, object]]:
    """The entries of a name tree (ISO 32000-1, 7.9.6), however it is built."""
    seen: set[tuple[int, int]] = set()
    waiting = [(root, 0)]
    left = MOST_ITEMS
    while waiting:
        value, depth = waiting.pop()
        node, key = dictionary(value), key_of(value)
        if node is None or depth > DEEPEST_TREE or key in seen:
            continue
        if key is not None:
            seen.add(key)
        pairs = items(node.get("/Names"))
        for each, found in zip(pairs[::2], pairs[1::2], strict=False):
            left -= 1
            if left < 0:
                return
            if isinstance(each, String):
                yield _key(each), found
        waiting.extend((kid, depth + 1) for kid in reversed(items(node.get("/Kids"))))


def _key(value: Object) -> str:
    """The key of a name or string: bytes as they are, since that is how they are compared."""
    if isinstance(value, Name):
        return name(value)[1:]
    return bytes(value).decode("latin-1")
