"""Whether links lead somewhere is asked of public hosts only, once each, and never for long."""

from __future__ import annotations

import io
import socket
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from formalletter.checking import online, requesting
from formalletter.checking.online import dead_links
from formalletter.checking.requesting import Answer, NoAnswerError, UnknownHostError
from formalletter.diagnostics import Problem
from formalletter.letter import Letter
from formalletter.reading import read_letter

Make = Callable[..., Path]


def letter_of(make_letter: Make, body: str) -> Letter:
    return read_letter(make_letter(body))[0]


class Web:
    """Answers by address; counts what it is asked for."""

    def __init__(self, answers: dict[str, Answer | NoAnswerError]) -> None:
        self.answers = answers
        self.asked: list[tuple[str, str]] = []

    def __call__(self, method: str, address: str) -> Answer:
        self.asked.append((method, address))
        answer = self.answers[address]
        if isinstance(answer, NoAnswerError):
            raise answer
        return answer


def found(make_letter: Make, answers: dict[str, Answer | NoAnswerError]) -> list[Problem]:
    body = "".join(f"See [it]({address}).\n\n" for address in answers)
    return list(dead_links(letter_of(make_letter, body), Web(answers)))


@pytest.mark.parametrize("status", [404, 410, 451, 500, 502, 599])
def test_a_dead_link_is_found_at_its_address(make_letter: Make, status: int):
    body = "See [the report](https://a.org/gone).\n"
    [problem] = dead_links(
        letter_of(make_letter, body), Web({"https://a.org/gone": Answer(status)})
    )
    assert (problem.code, problem.place and problem.place.column) == ("link-dead", 18)
    assert problem.message.startswith(f"https://a.org/gone answers {status}")


@pytest.mark.parametrize("status", [200, 204, 401, 403, 405, 429, 503, 499])
def test_a_server_that_answers_is_believed(make_letter: Make, status: int):
    assert found(make_letter, {"https://a.org/": Answer(status)}) == []


def test_each_address_is_asked_for_once_and_told_at_each_place(make_letter: Make):
    web = Web({"https://a.org/x": Answer(404), "http://b.org/": Answer(200)})
    body = (
        "[a](https://a.org/x#one) [b](https://a.org/x#two) [c](http://b.org/) [d](mailto:a@b.org)\n"
    )
    assert len(list(dead_links(letter_of(make_letter, body), web))) == 2
    assert sorted(web.asked) == [
        ("GET", "https://a.org/x"),
        ("HEAD", "http://b.org/"),
        ("HEAD", "https://a.org/x"),
    ]


def test_redirects_are_followed_and_not_for_ever(make_letter: Make):
    web = Web(
        {
            "https://a.org/": Answer(301, "/new"),
            "https://a.org/new": Answer(302, "https://b.org/"),
            "https://b.org/": Answer(200),
            "https://c.org/": Answer(301, "https://c.org/"),
        }
    )
    body = "[a](https://a.org/) and [c](https://c.org/)\n"
    [problem] = dead_links(letter_of(make_letter, body), web)
    assert problem.message == "https://c.org/ leads on and on, and nowhere"


def test_a_machine_without_network_is_told_once(make_letter: Make):
    answers = {f"https://{name}.org/": UnknownHostError("is unknown") for name in "abc"}
    assert [each.code for each in found(make_letter, answers)] == ["network-missing"]


@pytest.mark.parametrize("others", [{}, {"https://b.org/": Answer(200)}])
def test_one_unknown_host_is_a_dead_link(make_letter: Make, others: dict[str, Answer]):
    answers = {"https://a.org/": UnknownHostError("is unknown"), **others}
    assert [each.code for each in found(make_letter, answers)] == ["link-dead"]


def test_a_server_that_never_answers_keeps_nobody(
    make_letter: Make, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(online, "PATIENCE", 0.05)
    hold = threading.Event()

    def stuck(*_: str) -> Answer:
        hold.wait()
        return Answer(200)

    [problem] = dead_links(letter_of(make_letter, "[a](https://a.org/)\n"), stuck)
    hold.set()
    assert "does not answer within" in problem.message


def test_no_more_addresses_than_the_limit_are_asked_for(
    make_letter: Make, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(online, "MOST_ADDRESSES", 2)
    web = Web({f"https://a.org/{n}": Answer(200) for n in range(3)})
    body = " ".join(f"[a]({address})" for address in web.answers)
    [problem] = dead_links(letter_of(make_letter, body), web)
    assert (problem.code, len(web.asked)) == ("links-unasked", 2)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("192.168.0.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),  # noqa: S104
        ("224.0.0.1", False),
        ("::1", False),
        ("::", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("::ffff:127.0.0.1", False),
        ("2002:7f00:1::", False),
        ("64:ff9b::a00:1", False),
        ("nonsense", False),
    ],
)
def test_only_addresses_of_the_open_internet_are_public(address: str, public: bool):  # noqa: FBT001
    assert requesting.is_public(address) is public


@pytest.mark.parametrize(
    "address", ["http://localhost/", "http://127.0.0.1:8080/", "http://[::1]/"]
)
def test_this_machine_is_never_asked(address: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(socket, "create_connection", lambda *_: pytest.fail("it was asked"))
    with pytest.raises(NoAnswerError, match="private network"):
        requesting.request("HEAD", address)


@pytest.mark.parametrize(
    "address",
    [
        "http://a.org:25/",
        "ftp://a.org/",
        "http:///x",
        "http://a.org:x/",
        "http://[::1/",
        "file:///",
    ],
)
def test_what_is_not_the_web_is_never_asked(address: str):
    with pytest.raises(NoAnswerError, match="can't be asked"):
        requesting.request("HEAD", address)


class Wire:
    """A socket whose other end sends what it is told to."""

    def __init__(self, answer: bytes) -> None:
        self.answer = answer
        self.sent = b""

    def sendall(self, data: bytes) -> None:
        self.sent += data

    def makefile(self, *_: object, **__: object) -> io.BytesIO:
        return io.BytesIO(self.answer)

    def setsockopt(self, *_: object) -> None:
        pass

    def close(self) -> None:
        pass


def wired(monkeypatch: pytest.MonkeyPatch, answer: bytes) -> tuple[Wire, list[object]]:
    """What stands in for the network, and the addresses that connections were made to."""
    wire, reached = Wire(answer), []
    entry = (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.216.34", 80))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [entry])

    def connect(address: object, *_: object) -> Wire:
        reached.append(address)
        return wire

    monkeypatch.setattr(socket, "create_connection", connect)
    return wire, reached


def test_the_address_that_was_judged_is_the_one_that_is_reached(monkeypatch: pytest.MonkeyPatch):
    wire, reached = wired(monkeypatch, b"HTTP/1.1 301 Moved\r\nLocation: /new\r\n\r\n")
    assert requesting.request("HEAD", "http://a.org/x?y=1") == Answer(301, "/new")
    assert reached == [("93.184.216.34", 80)]
    assert wire.sent.startswith(b"HEAD /x?y=1 HTTP/1.1\r\nHost: a.org\r\n")


@pytest.mark.parametrize(
    "answer", [b"", b"nonsense\r\n\r\n", b"HTTP/1.1 200 OK\r\n" + b"a:b\r\n" * 999]
)
def test_what_is_no_answer_is_told_as_such(answer: bytes, monkeypatch: pytest.MonkeyPatch):
    wired(monkeypatch, answer)
    with pytest.raises(NoAnswerError, match="breaks off"):
        requesting.request("GET", "http://a.org/")


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (TimeoutError(), "within 10 seconds"),
        (ConnectionRefusedError(), "refuses the connection"),
        (ConnectionResetError(), "breaks off"),
    ],
)
def test_a_fault_of_the_connection_is_said_in_words(
    fault: OSError, words: str, monkeypatch: pytest.MonkeyPatch
):
    wired(monkeypatch, b"")

    def connect(*_: object) -> Wire:
        raise fault

    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(NoAnswerError, match=words):
        requesting.request("HEAD", "http://a.org/")


def test_a_host_without_an_address_is_unknown(monkeypatch: pytest.MonkeyPatch):
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(UnknownHostError, match=r"nowhere\.org"):
        requesting.request("HEAD", "http://nowhere.org/")
