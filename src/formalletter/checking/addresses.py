"""Judges the form of a link's address; whether it leads anywhere, only `--online` may ask."""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import SplitResult, unquote, urlsplit

_SCHEME = re.compile(r"https?://", re.IGNORECASE)
_LABEL = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
_HOST = re.compile(rf"(?:{_LABEL}\.)+(?:[^\W\d_][\w-]*[^\W_])\.?")
_MAILBOX = re.compile(rf"[^\s@,;<>\"()]+@(?P<host>(?:{_LABEL}\.)+[^\W\d_][\w-]*[^\W_])")
_LAST = ".,;:!'\"”’»…"
_PAIRS = (("(", ")"), ("[", "]"), ("{", "}"))
# Names that never lead anywhere for others (RFC 6761, 6762, 8375; .lan by custom).
_PRIVATE = (".localhost", ".local", ".internal", ".lan", ".test", ".invalid", ".home.arpa")
_EXAMPLES = re.compile(r"(?:.*\.)?example(?:\.(?:com|net|org))?")
_WORDS_WITH_HOST = re.compile(
    r"(?:https?://|(?=www\.))(?P<host>[\w.-]+\.[^\W\d_]{2,})(?:[:/?#]\S*)?"
    r"|(?P<bare>(?:[a-z0-9-]+\.)+(?:org|com|int|net|gov|edu|info|eu))(?:/\S*)?",
    re.IGNORECASE,
)
_LONGEST_WORDS = 300  # characters of a link's words that can be an address


def malformed(address: str) -> str | None:
    """Why an address of the web or of a mailbox can't be right; None if its form is good."""
    if address.lower().startswith("mailto:"):
        return _malformed_mailbox(address)
    parts = _split(address)
    if parts is None or not parts.hostname:
        return "it has no host that can be read"
    if "@" in parts.netloc:
        return "it hides its host behind an “@”"
    if re.search(r"\s", unquote(address)):
        return "it has a space in it"
    if _ip(parts.hostname) is None and not _HOST.fullmatch(parts.hostname):
        return f"there can be no host “{parts.hostname}”"
    return None


def doubtful(address: str) -> str | None:
    """Why an address is probably not meant as it is; None if there is no doubt."""
    text = unquote(address)
    if text and text[-1] in _LAST and not address.lower().startswith("mailto:"):
        return f"it ends with “{text[-1]}”"
    for opening, closing in _PAIRS:
        if text.count(opening) != text.count(closing):
            return f"one “{opening}” or “{closing}” has no partner in it"
    return None


def private(address: str) -> str | None:
    """The host of an address that only one office or machine knows; None if it is a public one."""
    host = _host(address)
    number = _ip(host)
    if number is not None:
        return None if number.is_global else host
    return host if host == "localhost" or host.endswith(_PRIVATE) else None


def example(address: str) -> str | None:
    """The host of an address that is reserved for examples (RFC 2606); None if it is not."""
    host = _host(address)
    return host if _EXAMPLES.fullmatch(host) else None


def _host(address: str) -> str:
    """The host of an address, or that of the first mailbox; empty where there is none."""
    if mailbox := _MAILBOX.fullmatch(_mailboxes(address)[0]):
        return mailbox["host"].lower()
    parts = _split(address)
    return (parts.hostname or "").rstrip(".") if parts else ""


def misleading(words: str, address: str) -> str | None:
    """The host that a link's words show, where the link leads to another one."""
    words = words.strip().strip("<>()")
    if len(words) > _LONGEST_WORDS:
        return None
    if address.lower().startswith("mailto:"):
        shown = _MAILBOX.fullmatch(words)
        is_same = words.casefold() in {each.casefold() for each in _mailboxes(address)}
        return words if shown and not is_same else None
    match = _WORDS_WITH_HOST.fullmatch(words)
    parts = _split(address)
    if not match or parts is None or not parts.hostname:
        return None
    shown_host = (match["host"] or match["bare"]).lower()
    one, other = shown_host.removeprefix("www."), parts.hostname.removeprefix("www.")
    is_within = one.endswith(f".{other}") or other.endswith(f".{one}")
    return None if one == other or is_within else shown_host


def _malformed_mailbox(address: str) -> str | None:
    for mailbox in _mailboxes(address):
        if not _MAILBOX.fullmatch(mailbox):
            return f"“{mailbox}” is no e-mail address" if mailbox else "it has no e-mail address"
    return None


def _mailboxes(address: str) -> list[str]:
    """The mailboxes of a mailto: address (RFC 6068)."""
    if not address.lower().startswith("mailto:"):
        return [""]
    return unquote(address[len("mailto:") :].partition("?")[0]).split(",")


def is_followed(address: str) -> bool:
    """Whether a reader can follow it at all; what can't be followed is told by `composing`."""
    return bool(_SCHEME.match(address)) or address.lower().startswith("mailto:")


def _split(address: str) -> SplitResult | None:
    try:
        parts = urlsplit(address)
        _ = parts.port  # raises where it is no number
    except ValueError:
        return None
    return parts


def _ip(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None
