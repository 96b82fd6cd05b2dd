from __future__ import annotations

import pytest

from formalletter.letter import Source
from formalletter.reading.front_matter import part


def test_the_header_and_the_body_keep_their_lines():
    source = Source("letter.md", "---\na: 1\nb: 2\n---\n\nText\n\n---\n\nMore\n")
    lines, body, problems = part(source)
    assert problems == ()
    assert (lines.first, lines.last, lines.start.line) == (2, 3, 1)
    assert (body.text, body.first_line) == ("\nText\n\n---\n\nMore\n", 5)
    assert source.lines[body.first_line - 1 :] == tuple(body.text.split("\n"))


def test_blank_lines_and_blanks_do_not_matter():
    lines, body, problems = part(Source("letter.md", "\n\n---  \na: 1\n--- \nText"))
    assert (lines.first, lines.last, body.text, problems) == (4, 4, "Text", ())


def test_an_empty_header_is_a_header():
    lines, _, problems = part(Source("letter.md", "---\n---\nText"))
    assert (lines.first, lines.last, problems) == (2, 1, ())


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "letter-empty"),
        (" \n\n", "letter-empty"),
        ("Text\n---\na: 1\n---\n", "header-missing"),
        ("----\na: 1\n----\nText", "header-missing"),
        (" ---\na: 1\n---\nText", "header-missing"),
        ("---\na: 1\n", "header-unclosed"),
        ("---\na: 1\n ---\nText", "header-unclosed"),
        ("---\na: 1\n---", "body-empty"),
        ("---\na: 1\n---\n \n\t\n", "body-empty"),
    ],
)
def test_what_is_missing_is_said(text, code):
    _, _, (problem,) = part(Source("letter.md", text))
    assert problem.code == code
    assert problem.place.line is not None


def test_a_letter_without_a_header_still_has_its_body_looked_at():
    _, body, problems = part(Source("letter.md", "Text \u202e"))
    assert body.first_line == 1
    assert [problem.code for problem in problems] == ["header-missing", "direction-character"]
