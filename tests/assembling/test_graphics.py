from __future__ import annotations

import pytest

from formalletter.assembling.graphics import Movable, State, Tracker, in_sequence


def state(content: str) -> State:
    tracker = Tracker()
    tracker.follow(content.encode())
    return tracker.state


def movable(before: str, text: str) -> Movable:
    return Movable(f"{text}\n".encode(), state(before), state(f"{before}\n{text}"))


def test_what_is_saved_comes_back():
    tracker = Tracker()
    tracker.follow(b"1 0 0 1 5 5 cm\nq\n2 0 0 2 0 0 cm\n1 0 0 rg\nQ")
    assert tracker.state == State((b"1 0 0 1 5 5 cm",), {})
    assert tracker.depth == 0


def test_the_last_setting_counts():
    assert state("1 0 0 rg\n0 1 0 rg\n/a0.5 gs\n/a1.0 gs\n/A1.0 gs\n2 w").settings == {
        b"fill colour": b"0 1 0 rg",
        b"/a": b"/a1.0 gs",
        b"/A": b"/A1.0 gs",
        b"w": b"2 w",
    }


@pytest.mark.parametrize(
    ("content", "in_force"),
    [
        ("1 0 0 rg\n/lab cs\n1 2 3 scn", [b"/lab cs", b"1 2 3 scn"]),
        ("/lab cs\n1 2 3 scn\n1 0 0 rg", [b"1 0 0 rg"]),
        ("/lab cs\n1 2 3 scn\n4 5 6 scn", [b"/lab cs", b"4 5 6 scn"]),
        ("1 0 0 RG\n1 0 0 rg\n/lab CS", [b"1 0 0 rg", b"/lab CS"]),
    ],
)
def test_a_colour_takes_the_place_of_a_colour_space(content, in_force):
    assert list(state(content).settings.values()) == in_force


def test_a_path_clips_only_where_it_is_told_to():
    assert state("0 0 9 9 re\nf\n1 1 2 2 re\nW\nn\n3 3 m\n4 4 l\nS").geometry == (
        *(b"1 1 2 2 re", b"W", b"n"),
    )


def test_what_stands_in_one_state_is_written_into_one():
    base = "1 0 0 1 5 5 cm"
    items = [movable(base, "1 0 0 rg\n(a) Tj"), movable(f"{base}\n1 0 0 rg", "(b) Tj")]
    assert in_sequence(items) == b"q\n1 0 0 1 5 5 cm\n1 0 0 rg\n(a) Tj\n(b) Tj\nQ\n"


def test_a_colour_is_set_again_where_it_is_needed():
    red, green = movable("1 0 0 rg", "(red) Tj"), movable("0 1 0 rg", "(green) Tj")
    assert in_sequence([green, red]) == (b"q\n0 1 0 rg\n(green) Tj\n1 0 0 rg\n(red) Tj\nQ\n")


def test_what_was_set_before_is_not_kept_for_others():
    """Black is never set, and comes back only with a new state."""
    red, black = movable("1 0 0 rg", "(red) Tj"), movable("", "(black) Tj")
    assert in_sequence([red, black]) == b"q\n1 0 0 rg\n(red) Tj\nQ\nq\n(black) Tj\nQ\n"


def test_another_place_is_another_state():
    one, two = movable("1 0 0 1 5 5 cm", "(a) Tj"), movable("1 0 0 1 9 9 cm", "(b) Tj")
    assert in_sequence([one, two]) == (
        b"q\n1 0 0 1 5 5 cm\n(a) Tj\nQ\nq\n1 0 0 1 9 9 cm\n(b) Tj\nQ\n"
    )


def test_nothing_needs_no_state():
    assert in_sequence([]) == b""
