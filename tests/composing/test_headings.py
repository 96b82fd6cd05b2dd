"""Names of headings, by which a reference finds them."""

from __future__ import annotations

from formalletter.composing.body import set_body
from formalletter.composing.body_style import BodyStyle
from formalletter.composing.headings import heading_names
from formalletter.composing.text import TextSetter
from formalletter.letter import Body, Source
from formalletter.wording import Wording

TEXT = """\
# What *we* saw

Text[^1]

## What we saw
## Note 1
## ئۇيغۇر — 新疆
## “!”
> # What `we`
> saw

[^1]: A note.
"""
NAMES = ("what-we-saw", "what-we-saw-2", "note-1-2", "ئۇيغۇر-新疆", "what-we")


def test_names_are_unique_and_no_note_s() -> None:
    assert heading_names(Body(TEXT, Source("a.md", TEXT), 1)) == NAMES


def test_the_set_text_has_the_same_names_if_it_is_to_be_referred_to(setter: TextSetter) -> None:
    body = Body(TEXT, Source("a.md", TEXT), 1)
    style = BodyStyle(named_headings=True)
    html = set_body(body, setter, Wording("en-GB"), style).html
    for name in NAMES:
        assert html.count(f' id="{name}">') == 1
    assert html.count("<h3>") == 1  # that without a name
    assert '<h2 id="' not in set_body(body, setter, Wording("en-GB")).html


def test_a_text_that_can_not_be_set_has_none() -> None:
    bomb = "# A\n" + "*" * 5000
    assert heading_names(Body(bomb, Source("a.md", bomb), 1)) == ()


def test_levels_begin_below_the_heading_above_and_end_at_six(setter: TextSetter) -> None:
    text = "".join(f"{'#' * level} H{level}\n" for level in range(1, 7))
    body = Body(text, Source("a.md", text), 1)
    html = set_body(body, setter, Wording("en-GB"), BodyStyle(level=2)).html
    assert [f"<h{level}>H" in html for level in range(1, 8)] == [False] * 2 + [True] * 4 + [False]
    assert html.count("</h6>") == 3
