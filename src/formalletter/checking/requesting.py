"""Asks a web server about one address, for `--online` only.

Letters come from strangers, and so do the addresses in them: only public hosts are asked, at
the very IP address that was judged, on the web's own ports, and nothing of the answer is read
but its head.  No proxy is used, because it would reach what this machine may not.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
from functools import cache
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Resolve = Callable[[str, int], Sequence[str]]

TIMEOUT = 10.0  # seconds for each step: connecting, then each part of the answer
MOST_TRIED = 3  # IP addresses of one host
PORTS = {None, 80, 443, 8000, 8080, 8443}
_HEADERS = {"User-Agent": "formalletter (link check)", "Accept": "*/*", "Connection": "close"}


class Answer(NamedTuple):
    """The status of an answer (RFC 9110, 15), and where it leads on."""

    status: int
    location: str | None = None


class NoAnswerError(Exception):
    """There is no answer; the text says why, as the end of a sentence about the address."""


class UnknownHostError(NoAnswerError):
    """The name of the host leads to no IP address."""


def request(method: str, address: str) -> Answer:
    """The answer to a request without a body.  Raises `NoAnswerError`."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:
        host = port = None
    if not host or port not in PORTS or parts.scheme not in {"http", "https"}:
        reason = "can't be asked for"
        raise NoAnswerError(reason)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    connection = _connection(host, port, is_secure=parts.scheme == "https")
    try:
        connection.request(method, path, headers=_HEADERS)
        answer = connection.getresponse()
        return Answer(answer.status, answer.getheader("Location"))
    except ssl.SSLCertVerificationError as fault:
        reason = f"has a certificate that is not valid ({fault.verify_message})"
    except TimeoutError:
        reason = f"does not answer within {TIMEOUT:.0f} seconds"
    except ConnectionRefusedError:
        reason = "refuses the connection"
    except (OSError, HTTPException, ValueError):
        reason = "breaks off the connection"
    finally:
        connection.close()
    raise NoAnswerError(reason)


def resolved(host: str, port: int) -> list[str]:
    """The IP addresses of a host, the system's best first.  Raises `UnknownHostError`."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        reason = f"has a host that is not known, {host}"
        raise UnknownHostError(reason) from None
    return list(dict.fromkeys(str(each[4][0]) for each in found))


def public_addresses(host: str, port: int, resolve: Resolve = resolved) -> list[str]:
    """The IP addresses of a host that anybody may ask.

    Raises `NoAnswerError` where there are none: those of this machine and of private networks
    could do something when they are asked (RFC 6890).
    """
    found = [each for each in resolve(host, port) if is_public(each)]
    if not found:
        reason = f"leads into a private network, {host}, and was not asked for"
        raise NoAnswerError(reason)
    return found[:MOST_TRIED]


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open Internet, also where it wraps another one."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast


_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # RFC 6052


def _connection(host: str, port: int | None, *, is_secure: bool) -> HTTPConnection:
    # Without a number, the standard library would look for one in an IPv6 address.
    connection = (
        HTTPSConnection(host, port or 443, timeout=TIMEOUT, context=_trust())
        if is_secure
        else HTTPConnection(host, port or 80, timeout=TIMEOUT)
    )
    # The one place where the standard library lets a caller choose the socket; the certificate
    # is still compared with the host's name.
    connection._create_connection = _connect  # type: ignore[attr-defined]  # noqa: SLF001
    return connection


def _connect(address: tuple[str, int], timeout: float, _: object = None) -> socket.socket:
    """A connection to a public address of a host, as `socket.create_connection` makes one."""
    host, port = address
    fault: OSError = OSError()
    for ip in public_addresses(host, port):
        try:
            return socket.create_connection((ip, port), timeout)
        except OSError as failed:
            fault = failed
    raise fault


@cache
def _trust() -> ssl.SSLContext:
    return ssl.create_default_context()
