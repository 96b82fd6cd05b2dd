"""Plain text becomes Markdown that is typeset in the same words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from formalletter.importing import plaintext
from formalletter.importing.plaintext import as_markdown, paired_footnotes


def typeset(markdown: str) -> str:
    """The text that a reader sees, with the footnotes that the module's own parser lacks."""
    parser = MarkdownIt("commonmark").enable("table").use(footnote_plugin, inline=False)
    words: list[str] = []
    for token in parser.parse(markdown):
        if token.type == "list_item_open":
            words.append(f"{token.info}{token.markup}")
        breaks = {"softbreak", "hardbreak"}
        words += ["\n" if part.type in breaks else part.content for part in token.children or ()]
        words.append("\n")
    return " ".join("".join(words).split())


@pytest.mark.parametrize(
    "text",
    [
        "# 1 priority is the release of the report.",
        "#StandWithUyghurs now",
        "1) We urge you to act",
        "2022. That was the year",
        "* a note that the star belongs to",
        "- and yet",
        "+ 41 22 000 00 00 is the number",
        "=====",
        "~~~",
        "```",
        "5 * 3 * 2, 2*3*4 and *stars",
        "snake_case and __init__.py",
        "C:\\path\\_x and AND\\/OR\\",
        "``TeX quotes'' and `others'",
        "<b>bold</b>, a < b, <!-- a comment -->",
        "AT&amp;T &copy; &#42;",
        "[Xinjiang]",
        "[label]: https://example.org",
        "[^1]: a note that nothing points to",
        "[text](with spaces and no target)",
        "![",
        "a | b",
    ],
)
def test_accidents_stay_the_same_words(text: str) -> None:
    assert typeset(as_markdown([text])).split() == text.split()


def test_accidents_on_later_lines_stay_the_same_words() -> None:
    lines = ["We met in", "2022. There", "# of votes was", "- 5 -", "=====", "> all", "* few"]

    assert typeset(as_markdown(lines)) == " ".join(lines)


@pytest.mark.parametrize(
    "text",
    [
        "issued a [landmark statement](#) expressing **grave concern**, *again*, [in 2020]",
        "# Background",
        "see <https://example.org> and <reply@example.org>",
        "![a map](images/map.png)",
        "Nothing special at all – “quoted”, l’Homme, 華人基督徒公義團契",
    ],
)
def test_what_is_meant_as_markdown_is_kept(text: str) -> None:
    assert as_markdown([text]) == text


@pytest.mark.parametrize(
    "lines",
    [
        ["1. one", "2. two"],
        ["3) three", "4) four"],
        ["We ask you", "- to act", "- to speak"],
        ["* one", "", "* two"],
        ["Background", "----------"],
        ["> quoted", "> more"],
        ["a | b", "--- | ---", "1 | 2"],
    ],
)
def test_structure_over_several_lines_is_kept(lines: list[str]) -> None:
    assert as_markdown(lines) == "\n".join(lines)


def test_numbers_out_of_order_are_no_markdown_list() -> None:
    assert typeset(as_markdown(["1. one", "3. three"])) == "1. one 3. three"


def test_typed_bullets_become_a_list() -> None:
    assert as_markdown(["• one", "• two"]) == "- one\n- two"
    assert as_markdown(["• one alone"]) == "• one alone"


def test_indented_paragraph_is_no_code() -> None:
    assert as_markdown(["     We write", "     to you"]) == "We write\nto you"


def test_one_accident_does_not_undo_the_rest() -> None:
    assert as_markdown(["**bold** and a `tick' and a `tock'"]) == (
        "**bold** and a \\`tick' and a \\`tock'"
    )


def test_footnotes_with_mark_and_note_are_kept() -> None:
    text = "As we said.[^1] And more.[^2]"
    note = "[^1]: In *2020*."
    pairs = paired_footnotes(f"{text}\n\n{note}")

    assert pairs == {"1"}
    assert as_markdown([note], pairs) == note
    assert typeset(as_markdown(["[^3]: alone"], pairs)) == "[^3]: alone"


def test_very_long_run_of_marks_is_quick_and_whole() -> None:
    text = "*_" * 40_000 + " end"

    tokens = plaintext._parser().parse(as_markdown([text]))
    assert "".join(plaintext._spoken(tokens)).split() == text.split()


# Without what means bold, links or whole-line structure on purpose, words must come out as
# they went in, whatever stands between them.
CHARACTERS = st.sampled_from("ab1. )(\\`<&;#>+-=~|!\"'éش華\u00a0:/@")


@given(st.lists(st.text(CHARACTERS, min_size=1, max_size=12), min_size=1, max_size=4))
def test_words_survive(lines: list[str]) -> None:
    lines = [line for line in lines if line.strip()]
    kept = [word for line in lines for word in line.split() if any(map(str.isalnum, word))]
    found = typeset(as_markdown(lines)).split()

    assert [word for word in found if any(map(str.isalnum, word))] == kept
