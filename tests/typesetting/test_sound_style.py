"""What a style may ask for: the file is looked at before a page is made with it."""

from __future__ import annotations

import pytest

from formalletter.typesetting.sound_style import unsound

CHAIN = "".join(f"--a{n}: " + f"var(--a{n - 1}) " * 10 + ";" for n in range(1, 12))


@pytest.mark.parametrize(
    ("style", "said", "line"),
    [
        (b"@page { size: 10000000mm 1mm }", "10000000mm is longer", 1),
        (b"p {\n width: calc(1px + 9999999999q) }", "is longer", 2),
        (b":root { --a0: x y; " + CHAIN.encode() + b" }", "variables stand for", None),
        (b"p { color: red }\n/* never ends\nh1 { color: blue }", "a comment begins", 2),
        (b"p { color: red }\n/*/", "a comment begins", 2),
        (b'p { font-family: "never\n }', "a string begins", 1),
        (b"p { color: red\n h1 { color: blue }", "a bracket is opened", 1),
        (b"p {" * 3000 + b"}" * 3000, "more than 40 deep", 1),
        (b"p {}\n\xe9 {}", "not in UTF-8", 2),
        (b"p {}\nq\0 {}", "NUL", 2),
        (b" " * 2_000_000, "larger than", None),
    ],
    ids=range(11),
)
def test_a_style_that_can_t_be_laid_out_is_refused_with_its_place(
    style: bytes, said: str, line: int | None
):
    problem = unsound("styles/mine.css", style)
    assert problem is not None
    assert said in problem.message
    assert problem.place is not None
    assert (problem.place.path, problem.place.line) == ("styles/mine.css", line)


@pytest.mark.parametrize(
    "style",
    [
        b"",
        b"/* a comment */ p { color: red } /**/",
        b"p::before { content: '/* no comment'; } a[href='{'] { color: red }",
        b":root { --a: var(--b); --b: var(--a); width: calc(100% - (2 * var(--a))) }",
        "\ufeffp { font-family: “ü” }\r\n".encode(),
        b"p { background: url(images/a.png) }",
    ],
)
def test_a_style_as_people_write_them_is_taken(style: bytes):
    assert unsound("styles/mine.css", style) is None
