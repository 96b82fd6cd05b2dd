"""Where things stand on the page: windows, margins, stationery, the registry's corner."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from formalletter import assets
from formalletter.edition import Edition, Order
from formalletter.preparing import compose, read
from formalletter.typeset import Line, Typeset
from formalletter.typesetting.process import Typesetter

MM = 72 / 25.4
Make = Callable[..., Path]
FULL = """\
place: Geneva
our-reference: A/1
your-reference: B/2
classification: Confidential
delivery: By post
letterhead: {text: Joint open letter}
contact: {name: A. Person, organisation: One, email: office@example.org}
valediction: Yours sincerely,
signed-by: [{name: Anna Bell, role: Director}, {name: Carl Dew}]
copied-to: [The Council]
"""


def typeset(folder: Path, edition: Edition = Edition.DELIVERY) -> Typeset:
    letter, coverage, *_ = read(folder)
    _, job = compose(letter, Order(edition, "public"), coverage)
    with Typesetter(assets.fonts_folder(), folder / "fonts") as typesetter:
        typesetter.send(job)
        done, problems = typesetter.receive(lambda _: None)
    assert problems == ()
    return done


def lines_of(done: Typeset, path: str) -> list[Line]:
    found = [line for line in done.lines if path in line.path]
    assert found
    return found


def inside(line: Line, left: float, top: float, width: float, height: float) -> bool:
    """Whether a line lies in a rectangle given in mm from the sheet's top left corner."""
    return (
        line.x >= left * MM
        and line.x + line.width <= (left + width) * MM
        and line.baseline - line.size >= top * MM - 1
        and line.baseline + 0.3 * line.size <= (top + height) * MM
    )


WINDOWS = {
    # DIN 5008 form B: the zone of the address; SN 010130; a #10 window less half an inch of play
    "din-5008-b": (20, 62.7, 85, 27.3),
    "sn-010130-right": (112, 45, 90, 45),
    "sn-010130-left": (20, 35.5, 100, 45),
    "us-10": (0.6875 * 25.4, 2.1875 * 25.4, 4.5 * 25.4, 1.125 * 25.4),
}


@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("edition", [Edition.DELIVERY, Edition.PRINT])
def test_address_stands_in_the_window_and_alone(
    make_letter: Make, window: str, edition: Edition
) -> None:
    size = "Letter" if window == "us-10" else "A4"
    folder = make_letter(header=f"{FULL}page: {{window: {window}, size: {size}}}\n")
    text = (folder / "letter.md").read_text(encoding="utf-8")
    address = (
        "recipient:\n  name: A. Person\n"
        "  office: United Nations High Commissioner for Human Rights\n"
        "  address: [Palais des Nations, CH-1211 Geneva 10, Switzerland]\n"
    )
    text = text.replace("recipient: {office: High Commissioner}\n", address)
    (folder / "letter.md").write_text(text, encoding="utf-8")
    done = typeset(folder, edition)
    field = WINDOWS[window]
    recipient = lines_of(done, "p.recipient")
    assert len(recipient) == 5
    for line in recipient:
        assert inside(line, *field), line.text
    for line in done.lines:
        if line.page == 0 and line not in recipient:
            assert not overlaps(line, *field), line.text


def overlaps(line: Line, left: float, top: float, width: float, height: float) -> bool:
    return (
        line.x < (left + width) * MM
        and line.x + line.width > left * MM
        and line.baseline > top * MM
        and line.baseline - line.size * 0.7 < (top + height) * MM
    )


@pytest.mark.parametrize("window", ["none", "din-5008-b"])
def test_registry_s_corner_is_clear(make_letter: Make, window: str) -> None:
    folder = make_letter(header=f"{FULL}page: {{registry-stamp: true, window: {window}}}\n")
    done = typeset(folder)
    # 60 by 35 mm, up to the right margin, from the top of the text.
    assert not [line.text for line in done.lines if overlaps(line, 124, 19, 60, 35)]


def test_stationery_stays_blank(make_letter: Make) -> None:
    folder = make_letter(header="letterhead: {stationery: 45}\n")
    done = typeset(folder)
    assert min(line.baseline - line.size for line in done.lines) >= 45 * MM
    assert min(line.baseline for line in done.lines) <= 60 * MM


def test_print_keeps_a_gutter_on_the_binding_side(make_letter: Make) -> None:
    body = "\n\n".join(["A paragraph of some words. " * 40] * 6)
    done = typeset(make_letter(body), Edition.PRINT)
    heads = {line.page: line.x / MM for line in done.lines if line.region == "margin"}
    first = min(line.x for line in done.lines if line.page == 0) / MM
    second = min(line.x for line in done.lines if line.page == 1) / MM
    assert done.pages >= 2
    assert heads
    assert first == pytest.approx(24, abs=0.3)  # recto: bound on the left
    assert second == pytest.approx(16, abs=0.3)  # verso: bound on the right


@pytest.mark.parametrize("size", ["A4", "Letter"])
@pytest.mark.parametrize("style", ["classic", "modern"])
def test_nothing_stands_outside_the_margins(make_letter: Make, size: str, style: str) -> None:
    names = [f"Organisation {'of the ' * (n % 5)}Number {n}" for n in range(150)]
    folder = make_letter(
        "\n\n".join(["A paragraph of some words. " * 30] * 5),
        names=names,
        header=f"{FULL}style: {style}\npage: {{size: {size}}}\n",
    )
    done = typeset(folder)
    width, height = (595.3, 841.9) if size == "A4" else (612, 792)
    for line in done.lines:
        assert line.x >= 20 * MM - 0.1
        assert line.x + line.width <= width - 20 * MM, line.text
        assert 10 * MM <= line.baseline <= height - 20 * MM, line.text


def test_lines_of_every_script_share_one_grid(make_letter: Make) -> None:
    names = [
        *("Human Rights Watch", "Tổ chức Nhân quyền", "Қазақстан Әлия", "Ελληνική Ένωση"),
        *("ئۇيغۇر ئاكادېمىيىسى", "انسانی حقوق کمیشن", "בצלם", "華人團契", "ヒューマンライツ"),
        *("북한인권", "བོད་ཀྱི་ཐོབ་ཐང་", "ᠮᠣᠩᠭᠣᠯ", "मानवाधिकार", "มูลนิธิ", "မြန်မာ့လူ့", "One"),
    ]
    done = typeset(make_letter(names=names * 3))
    rows = sorted({round(line.baseline, 3) for line in lines_of(done, "ul.names li")})
    assert len(lines_of(done, "ul.names li")) == 48
    assert len(rows) == 16
    gaps = [lower - upper for upper, lower in pairwise(rows)]
    assert max(gaps) - min(gaps) < 0.1


def test_page_one_says_whom_to_answer_and_what_there_is(make_letter: Make) -> None:
    done = typeset(make_letter(header=FULL))
    said = [line.text.strip() for line in lines_of(done, "div.summary")]
    assert said[:3] == ["2 signatories", "1 page", "No enclosures"]
    assert "office@example.org" in [text.replace("\u200b", "") for text in said]


def test_parts_of_page_one_stand_in_the_order_of_correspondence(make_letter: Make) -> None:
    done = typeset(make_letter(header=FULL))
    parts = (
        "p.letterhead-text",
        "p.delivery",
        "p.reference",
        "p.classification",
        "p.date",
        "p.recipient",
        "h1.subject",
        "p.salutation",
        "main.body",
        "p.valediction",
        "p.signer",
        "div.copied-to",
        "section.signatories",
    )
    tops = [lines_of(done, part)[0].baseline for part in parts]
    assert tops == sorted(tops)


def test_later_pages_have_a_head_to_file_by_and_the_first_has_none(make_letter: Make) -> None:
    done = typeset(make_letter("\n\n".join(["A paragraph of some words. " * 40] * 6)))
    heads = [(line.page, line.text) for line in done.lines if line.region == "margin"]
    assert heads == [
        (page, text)
        for page in range(1, done.pages)
        for text in ("High Commissioner · 8 March 2022", f"Page {page + 1} of {done.pages}")
    ]


def test_fold_marks_are_no_text(make_letter: Make) -> None:
    plain = typeset(make_letter(header=FULL))
    marked = typeset(make_letter(header=f"{FULL}page: {{fold-marks: true}}\n"))
    assert [line.text for line in marked.lines] == [line.text for line in plain.lines]
    assert marked.pdf != plain.pdf


def test_signatures_stay_with_the_end_of_the_text(make_letter: Make) -> None:
    for words in range(330, 400, 10):  # the text ends anywhere near the foot of page 1
        done = typeset(make_letter("word " * words, header=FULL))
        block = lines_of(done, "div.closing")
        assert len({line.page for line in block}) == 1
        text = [line for line in lines_of(done, "main.body") if line.page == block[0].page]
        assert len(text) >= 2
