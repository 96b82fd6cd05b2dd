"""Asks whether the links of a letter still lead somewhere; only where somebody wants it asked.

The one module that uses the network, and only when it is called (`check --online`).
"""

from __future__ import annotations

import queue
import threading
import time
from collections import defaultdict
from http import HTTPStatus
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urldefrag, urljoin, urlsplit

from ..diagnostics import note, warning
from ..rules import find
from .linked import links
from .requesting import NoAnswerError, UnknownHostError, request

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from ..diagnostics import Place, Problem
    from ..letter import Letter
    from .requesting import Answer

    Request = Callable[[str, str], Answer]

MOST_ADDRESSES = 300  # of one letter: nobody's machine is to be made a nuisance of
MOST_AT_ONCE = 12
MOST_REDIRECTS = 6
PATIENCE = 30.0  # seconds for one address, with all its redirects
_WEB = ("http://", "https://")
_GONE = {HTTPStatus.NOT_FOUND, HTTPStatus.GONE, HTTPStatus.UNAVAILABLE_FOR_LEGAL_REASONS}
_FAILING = 500  # and above: the server's own faults, but for those that pass
_PASSING = {HTTPStatus.SERVICE_UNAVAILABLE}  # is also said to programs that are not welcome
_REFUSING = 400
_LEADING_ON = {301, 302, 303, 307, 308}


def dead_links(letter: Letter, request: Request = request) -> Iterator[Problem]:
    """A finding for each link whose address leads nowhere; each address is asked for once.

    A server that answers but does not let programs in (401, 403, 429, 503) is believed.
    """
    places: dict[str, list[Place]] = defaultdict(list)
    annexes = chain.from_iterable((each.body, each.transcript) for each in letter.annexes)
    for body in filter(None, (letter.body, *annexes)):
        for link in links(body):
            if link.address.lower().startswith(_WEB):
                places[urldefrag(link.address).url].append(link.place)
    addresses = [*places][:MOST_ADDRESSES]
    reasons = _asked(addresses, request)
    if _is_offline(reasons):
        yield warning(
            "network-missing",
            "none of the hosts that the links name is known here",
            hint="see whether this machine has a connection, and check again",
        )
        return
    for address in addresses:
        if reason := reasons[address]:
            for place in places[address]:
                yield find("link-dead", f"{address} {reason.text}", place)
    if len(places) > MOST_ADDRESSES:
        yield note(
            "links-unasked",
            f"only the first {MOST_ADDRESSES} of {len(places)} addresses were asked for",
        )


class _Reason(NamedTuple):
    """Why an address is dead, as the end of a sentence about it."""

    text: str
    has_unknown_host: bool = False


def _is_offline(reasons: Mapping[str, _Reason | None]) -> bool:
    """Whether it is more likely that there is no network than that all links are dead."""
    hosts = {urlsplit(address).hostname for address in reasons}
    return len(hosts) > 1 and all(
        reason is not None and reason.has_unknown_host for reason in reasons.values()
    )


def _asked(addresses: Sequence[str], request: Request) -> Mapping[str, _Reason | None]:
    """Why each address is dead, or None.

    The threads are daemons and are not waited for beyond the time that all may take: a server
    that answers a byte at a time keeps nobody.
    """
    waiting: queue.SimpleQueue[str] = queue.SimpleQueue()
    for address in addresses:
        waiting.put(address)
    found: dict[str, _Reason | None] = {}

    def work() -> None:
        while True:
            try:
                address = waiting.get_nowait()
            except queue.Empty:
                return
            found[address] = _why_dead(address, request)

    number = min(MOST_AT_ONCE, len(addresses))
    threads = [threading.Thread(target=work, daemon=True) for _ in range(number)]
    for thread in threads:
        thread.start()
    rounds = -(-len(addresses) // MOST_AT_ONCE)
    until = time.monotonic() + PATIENCE * rounds
    for thread in threads:
        thread.join(max(0.0, until - time.monotonic()))
    late = _Reason(f"does not answer within {PATIENCE:.0f} seconds")
    return {address: found.get(address, late) for address in addresses}


def _why_dead(address: str, request: Request) -> _Reason | None:
    """What is wrong with an address; None where it leads somewhere."""
    try:
        answer = _followed("HEAD", address, request)
        if answer.status >= _REFUSING:  # many servers know no HEAD
            answer = _followed("GET", address, request)
    except NoAnswerError as fault:
        return _Reason(str(fault), isinstance(fault, UnknownHostError))
    status = answer.status
    if status in _GONE or (status >= _FAILING and status not in _PASSING):
        return _Reason(f"answers {_in_words(status)}")
    return None


def _followed(method: str, address: str, request: Request) -> Answer:
    """The answer at the end of all redirects.  Raises `NoAnswerError`."""
    for _ in range(MOST_REDIRECTS + 1):
        answer = request(method, address)
        if answer.status not in _LEADING_ON or not answer.location:
            return answer
        try:
            address = urldefrag(urljoin(address, answer.location)).url
        except ValueError:
            break
    reason = "leads on and on, and nowhere"
    raise NoAnswerError(reason)


def _in_words(status: int) -> str:
    try:
        return f"{status} ({HTTPStatus(status).phrase.lower()})"
    except ValueError:
        return str(status)
