"""Which actions of a foreign PDF may stay: those that go to a page or to a web address.

An action may start others (`Next`); nothing that a reader needs is done that way, so what stays
is written anew with nothing behind it (ISO 32000-1, 12.6).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from pikepdf import Dictionary, Name, String

from .values import dictionary, entry, items, name

if TYPE_CHECKING:
    from pikepdf import Object

    from .findings import Findings

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_ALLOWED_SCHEMES = {"http", "https", "mailto"}
_LONGEST_ADDRESS = 8000  # characters
_MOST_ACTIONS = 1000  # that one action may start
_SCRIPT = ("script", "scripts")
_MEDIA = ("media action", "media actions")
_NOUNS = {
    "/JavaScript": _SCRIPT,
    "/Launch": ("launch action", "launch actions"),
    "/SubmitForm": ("action that sends a form", "actions that send a form"),
    "/ImportData": ("action that imports data", "actions that import data"),
    "/GoToR": ("link to another file", "links to other files"),
    "/GoToE": ("link to an attached file", "links to attached files"),
    "/URI": ("address that is no web page", "addresses that are no web pages"),
    "/Sound": _MEDIA,
    "/Movie": _MEDIA,
    "/Rendition": _MEDIA,
    "/RichMediaExecute": _MEDIA,
    "/GoTo3DView": _MEDIA,
}
_OTHER = ("other action", "other actions")
_HARMLESS = {"/GoTo", "/Named"}  # nothing is lost where they stand besides another action


def web_address(action: object, base: str) -> str | None:
    """The address of a URI action, if it is one that may be followed.

    `base` is the document's own base address, for relative ones (12.6.4.7).
    """
    value = entry(action, "/URI")
    if name(entry(action, "/S")) != "/URI" or not isinstance(value, String):
        return None
    # Readers leave out line ends and the like, so "java\nscript:" has a scheme too.
    full = "".join(each for each in str(value) if each.isprintable()).strip()
    if _SCHEME.match(full) is None and base:
        full = urljoin(base, full)
    scheme = _SCHEME.match(full)
    is_allowed = scheme is not None and scheme[1].lower() in _ALLOWED_SCHEMES
    return full if is_allowed and len(full) <= _LONGEST_ADDRESS else None


def base_address(root: Object) -> str:
    """The base address of a document's relative addresses; empty without a usable one."""
    base = entry(root, "/URI", "/Base")
    found = str(base) if isinstance(base, String) else ""
    return found if found.lower().startswith(("http://", "https://")) else ""


def uri_action(address: str) -> Dictionary:
    """An action that opens a web address, and does nothing else."""
    # An address is ASCII (RFC 3986); what is not is written as UTF-8 in percent signs.
    plain = "".join(
        each if each.isascii() else "".join(f"%{byte:02X}" for byte in each.encode())
        for each in address
    )
    return Dictionary(S=Name.URI, URI=String(plain))


def drop_action(holder: Object, key: str, findings: Findings) -> None:
    """Takes an action away, or a dictionary of actions (`AA`), and counts what it did."""
    if key not in holder:
        return
    value = holder.get(key)
    del holder[key]
    found = dictionary(value)
    if key in {"/AA", "/PA"} and found is not None and "/S" not in found:
        for trigger in list(found.keys()):
            count_actions(found.get(trigger), findings)
    else:
        count_actions(value, findings)


def count_actions(value: object, findings: Findings) -> None:
    """Counts an action, or an array of them, as removed, with those that it starts."""
    waiting = items(value) or [value]
    seen: set[tuple[int, int]] = set()
    left = _MOST_ACTIONS
    while waiting and left:
        left -= 1
        action = dictionary(waiting.pop())
        if action is None or (action.is_indirect and action.objgen in seen):
            continue
        if action.is_indirect:
            seen.add(action.objgen)
        kind = name(action.get("/S"))
        if kind not in _HARMLESS:
            findings.removed(*_NOUNS.get(kind, _OTHER))
        following = action.get("/Next")
        waiting.extend(items(following) or [following])


def count_scripts(entries: int, findings: Findings) -> None:
    """Counts scripts of the document itself."""
    findings.removed(*_SCRIPT, entries)
