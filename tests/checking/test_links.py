"""Links: their addresses by form only, their words, and what was meant as one."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from content_cases import read, shown

from formalletter.checking.links import link_problems

SITE = "https://www.un-reports.org"


def found(folder: Path, body: str, **header: str) -> list[tuple[str, str]]:
    letter, texts = read(folder, body, **header)
    return [(problem.code, shown(problem)) for problem in link_problems(letter, texts)]


@pytest.mark.parametrize(
    "address",
    [
        "https://www.un-reports,org/a.b",
        "https://un..org/",
        "https://-un.org/",
        "https://un.org:port/",
        "https://[::1.2/x.y",
        "https://un.org@other-site.com/",
        "https://1.2.3/",
        "mailto:office@one",
        "mailto:a@one.org,b@",
    ],
)
def test_an_address_that_can_not_be_right(tmp_path: Path, address: str):
    assert found(tmp_path, f"See [it]({address}).") == [("link-malformed", address)]


@pytest.mark.parametrize(
    "address", [f"{SITE}/report.", f"{SITE}/report,", f"{SITE}/report%E2%80%9D", f"{SITE}/(report"]
)
def test_an_address_that_caught_or_lost_a_character(tmp_path: Path, address: str):
    assert found(tmp_path, f"See [it](<{address}>).") == [("link-doubtful", f"{address}")]


@pytest.mark.parametrize(
    "address",
    [
        "http://192.168.0.1/a",
        "http://127.0.0.1:8000/",
        "https://files.office.lan/a",
        "mailto:a@office.local",
    ],
)
def test_an_address_that_is_nobody_elses(tmp_path: Path, address: str):
    assert found(tmp_path, f"See [it]({address}).") == [("link-private", address)]


@pytest.mark.parametrize(
    "address", ["https://example.org/a", "https://www.example.com", "mailto:a@example.net"]
)
def test_an_address_that_is_an_example(tmp_path: Path, address: str):
    assert found(tmp_path, f"See [it]({address}).") == [("link-example", address)]


@pytest.mark.parametrize(
    "body",
    [
        f"See [it]({SITE}/a/b.html?c=d&e=f#g), and [more]({SITE}:8080/x).",
        f"[{SITE}/a]({SITE}/a/b) and [un-reports.org](https://un-reports.org)",
        "[www.hchr.org](https://hchr.org/x) and [docs.hchr.org](https://hchr.org)",
        "[in Chinese](https://例子.中国/报告) and [old](https://web.archive.org/web/2022/https://a.org)",
        "[a place](https://en.wikipedia.org/wiki/Hague_(city)) and <https://one.org/a>",
        "[write](mailto:a@one.org?subject=A%20letter) or [c@one.org](mailto:c@one.org)",
        "write to <b@one.org>",
        f"[the *report*]({SITE}/a), [the **report**]({SITE}/a)",
        f"[report.pdf]({SITE}/a.pdf) and [1]({SITE}/1), [2]({SITE}/2)",
        f"![A map](map.png) and [![A map](map.png)]({SITE}/map)",
        f"[it][one] and [one] and [One]\n\n[one]: {SITE}/a",
        "they may [not] (they said) and “[the] [Office][sic]” and [a](#)",
        "[8.8.8.8](https://8.8.8.8/)",
        "see [](annex:A) and ![](https://one.org/a.png)",
        "`[a] (https://one.org)` is code",
    ],
)
def test_good_links_are_passed(tmp_path: Path, body: str):
    (tmp_path / "a.md").write_text("An annex.", encoding="utf-8")
    assert found(tmp_path, body, annexes="[{title: One, file: a.md}]") == []


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("www.ohchr.org", "https://www.ohchr-org.com/"),
        ("https://ohchr.org/report", "https://evil.net/ohchr.org/report"),
        ("ohchr.org", "https://other.org/"),
        ("a@one.org", "mailto:b@one.org"),
    ],
)
def test_words_that_show_another_address(tmp_path: Path, words: str, address: str):
    assert found(tmp_path, f"See [{words}]({address}).") == [("link-misleading", address)]


def test_the_same_words_for_two_addresses_in_one_text(tmp_path: Path):
    body = f"A [report]({SITE}/1).\n\nThe [Report]({SITE}/2), the [report]({SITE}/1).\n"
    assert found(tmp_path, body) == [("link-ambiguous", f"{SITE}/2")]


def test_a_link_without_words(tmp_path: Path):
    assert found(tmp_path, f"See []({SITE}/1).") == [("link-without-words", f"{SITE}/1")]


@pytest.mark.parametrize(
    "typed",
    [
        f"[the report] ({SITE}/a)",
        f"[the report]({SITE}/a b)",
        "[the report](www.un reports.org)",
        "[the report][report-2]",
    ],
)
def test_what_was_meant_as_a_link_is_not_set_as_typed(tmp_path: Path, typed: str):
    assert found(tmp_path, f"See {typed} here.") == [("link-as-typed", typed)]


def test_an_address_that_nothing_uses(tmp_path: Path):
    used = "See [one], [two][b], ![a map][c] and [^n].\n\n[^n]: [Five].\n\n"
    defined = "".join(f"[{name}]: {SITE}/{name}\n" for name in ("One", "b", "c", "five"))
    assert found(tmp_path, f"{used}{defined}[//]: # (a comment)\n") == []
    assert found(tmp_path, f"{used}{defined}[Sixth one]: {SITE}/six\n") == [
        ("link-unused", "[Sixth one]")
    ]


def test_links_of_an_annex_are_looked_at_too(tmp_path: Path):
    (tmp_path / "a.md").write_text("| a |\n|--|\n| [it](http://10.0.0.1/) |\n", encoding="utf-8")
    letter, texts = read(tmp_path, annexes="[{title: One, file: a.md}]")
    (problem,) = link_problems(letter, texts)
    assert problem.place is not None
    assert (Path(problem.place.path or "").name, problem.place.line) == ("a.md", 3)
    assert shown(problem) == "http://10.0.0.1/"


@pytest.mark.parametrize("piece", ["[a](<(>) ", "[a](b\\*) \\* ", "[a] (http://", "[a]["])
def test_hostile_links_take_no_long_time(tmp_path: Path, piece: str):
    letter, texts = read(tmp_path, (piece * 5_000 + "\n") * 2)
    start = time.perf_counter()
    list(link_problems(letter, texts))
    assert time.perf_counter() - start < 10
