"""Editions, embargo and press: which files a header orders, and what each of them says."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest
from PIL import Image

from formalletter import pipeline
from formalletter.checking import wants
from formalletter.edition import Edition, Order
from formalletter.errors import InputError
from formalletter.letter import Letter
from formalletter.orders import as_ordered, chosen, notices, orders
from formalletter.reading import read_letter
from formalletter.wording import Wording

Make = Callable[..., Path]

EMBARGO = """\
embargo:
  until: 2022-03-08 10:00
  zone: Europe/Zurich
  place: Geneva
"""
LINE = "Embargoed until 8 March 2022, 10:00 in Geneva (09:00 UTC)"
PRESS = """\
press:
  contact: {name: Eve Editor, telephone: "+41 22 000 00 00", email: eve@example.org}
  notes: |-
    The Society was **founded** in 1901.[^1]

    [^1]: A note to editors.
"""
EDITIONS = """\
editions:
  - delivery
  - {edition: print, paper: Letter, letterhead: stationery, copies: 2, duplex: long-edge}
  - {edition: print, audience: public, links: end, bleed: true, pdf-x: true}
  - press
"""


def read(folder: Path) -> Letter:
    return read_letter(folder)[0]


def told(letter: Letter, order: Order) -> tuple[str, ...]:
    said = notices(order, letter.header, Wording(letter.header.language))
    return tuple(line.replace("\xa0", " ") for line in said)


def test_a_header_without_editions_orders_the_delivery_edition(make_letter: Make):
    assert orders(read(make_letter()).header) == (Order(Edition.DELIVERY, "addressee"),)


def test_the_header_lists_what_is_made(make_letter: Make):
    header = read(make_letter(header=EDITIONS)).header
    assert orders(header) == (
        Order(Edition.DELIVERY, "addressee"),
        Order(
            Edition.PRINT,
            "addressee",
            paper="Letter",
            on_stationery=True,
            copies=2,
            duplex="long-edge",
        ),
        Order(Edition.PRINT, "public", links="end", bleed=True, pdf_x=True),
        Order(Edition.PRESS, "public"),
    )
    assert chosen(header, Edition.PRINT, "public") == (orders(header)[2],)
    assert len(chosen(header, Edition.PRINT)) == 2
    assert chosen(header, Edition.PRESS, "addressee") == (Order(Edition.PRESS, "addressee"),)


def test_an_embargo_makes_two_sets_for_the_public_the_embargoed_first(make_letter: Make):
    header = read(make_letter(header=EMBARGO)).header
    assert [order.is_embargoed for order in chosen(header, Edition.PRESS)] == [True, False]
    assert chosen(header, Edition.DELIVERY) == (Order(Edition.DELIVERY, "addressee"),)


def test_a_file_says_of_its_publication_what_its_reader_has_to_know(make_letter: Make):
    letter = read(make_letter(header=EMBARGO))
    embargoed, released = chosen(letter.header, Edition.PRESS)
    assert told(letter, embargoed) == (LINE,)
    assert told(letter, released) == ()
    delivered = ("To be published on 8 March 2022, 10:00 in Geneva (09:00 UTC)",)
    assert told(letter, Order(Edition.DELIVERY, "addressee")) == delivered


@pytest.mark.parametrize(
    ("until", "zone", "line"),
    [
        ("2022-07-08 10:00", "Europe/Zurich", "8 July 2022, 10:00 in Geneva (08:00 UTC)"),
        (
            "2022-03-08 00:30",
            "Europe/Zurich",
            "8 March 2022, 00:30 in Geneva (7 March 2022, 23:30 UTC)",
        ),
        ("2022-03-08 10:00", "Asia/Kathmandu", "8 March 2022, 10:00 in Geneva (04:15 UTC)"),
    ],
)
def test_the_time_by_utc_is_that_of_the_day(make_letter: Make, until: str, zone: str, line: str):
    header = EMBARGO.replace("2022-03-08 10:00", until).replace("Europe/Zurich", zone)
    letter = read(make_letter(header=header))
    assert told(letter, chosen(letter.header, Edition.PRESS)[0]) == (f"Embargoed until {line}",)


@pytest.mark.parametrize(("name", "hour"), [("CEST", 0), ("CET", 1)])
def test_an_abbreviation_tells_an_hour_that_comes_twice(make_letter: Make, name: str, hour: int):
    header = EMBARGO.replace("2022-03-08 10:00", "2022-10-30 02:30")
    embargo = read(make_letter(header=f"{header}  abbreviation: {name}\n")).header.embargo
    assert embargo is not None
    utc = dt.datetime(2022, 10, 30, hour, 30, tzinfo=dt.UTC)
    assert [moment.astimezone(dt.UTC) for moment in embargo.moments()] == [utc]


@pytest.mark.parametrize("zone", ["../../etc/passwd", "/etc/localtime", "Europe", "", "é\ud83d"])
def test_a_zone_that_is_none_is_refused(make_letter: Make, zone: str):
    folder = make_letter()
    header = EMBARGO.replace("Europe/Zurich", f'"{zone}"')
    text = (folder / "letter.md").read_text(encoding="utf-8")
    text = text.replace("---\nA", f"{header}---\nA")
    (folder / "letter.md").write_bytes(text.encode("utf-8", "surrogatepass"))
    with pytest.raises(InputError):
        read_letter(folder)


def test_paper_and_stationery_are_those_of_one_file(make_letter: Make):
    letter = read(make_letter(header=EDITIONS))
    delivered, posted, *_ = (as_ordered(letter, order) for order in orders(letter.header))
    assert delivered == letter
    assert (posted.header.page.size, posted.letterhead.stationery) == ("Letter", 45)
    assert posted.header.letterhead == posted.letterhead


def build(folder: Path, order: Order) -> tuple[Path, list[str], pypdf.PdfReader]:
    built = pipeline.build(folder, order=order, output=folder.parent / "out")
    assert "last-page-stub" not in {problem.code for problem in built.problems}
    reader = pypdf.PdfReader(built.path)
    pages = [" ".join(page.extract_text().split()) for page in reader.pages]
    return built.path, pages, reader


def test_the_two_sets_of_an_embargo_as_files(make_letter: Make):
    header = f"{EMBARGO}{PRESS}annexes: [{{title: Report, file: a.md, cover: true}}]\n"
    folder = make_letter("A paragraph.[^1]\n\n[^1]: A note.\n", header=header)
    (folder / "a.md").write_text("Much.\n", encoding="utf-8")
    embargoed, released = chosen(read(folder).header, Edition.PRESS)
    path, pages, reader = build(folder, embargoed)
    assert path.name == "letter-press-embargoed.pdf"
    assert len(pages) == 4
    assert all("Embargoed until 8 March 2022" in page for page in pages)
    assert [page.count(LINE) for page in pages[:2]] == [2, 1]
    assert reader.metadata is not None
    assert reader.metadata.title == f"{LINE} · A letter"
    path, pages, reader = build(folder, released)
    assert path.name == "letter-press.pdf"
    assert not any("mbargo" in page for page in pages)
    assert b"mbargo" not in path.read_bytes()
    assert "2 A note to editors." in pages[1]
    assert "Press contact Eve Editor Telephone: +41 22 000 00 00 eve@example.org" in pages[1]


def test_what_is_for_journalists_is_in_no_other_file(make_letter: Make):
    folder = make_letter(header=PRESS)
    _, pages, _ = build(folder, Order(Edition.DELIVERY, "addressee"))
    assert not any("editors" in page or "Eve" in page for page in pages)


@pytest.mark.parametrize(
    ("audience", "header", "scans"),
    [
        ("addressee", "", 1),
        ("public", "", 0),
        ("public", "public-signatures: scanned\n", 1),
    ],
)
def test_a_scanned_signature_is_in_no_public_file_unless_the_header_says_so(
    make_letter: Make, audience: str, header: str, scans: int
):
    folder = make_letter(header=f"signed-by: [{{name: Ada, signature: s.png}}]\n{header}")
    Image.new("L", (300, 100), 90).save(folder / "s.png")
    order = Order(Edition.DELIVERY, "public" if audience == "public" else "addressee")
    _, pages, reader = build(folder, order)
    assert len(reader.pages[0].images) == scans
    assert ("(signed) Ada" in pages[0]) is (scans == 0)


def test_a_mistake_in_the_notes_to_editors_is_told_at_their_place(make_letter: Make):
    folder = make_letter(header="press:\n  notes: See [this](ftp://example.org).\n")
    with pytest.raises(InputError) as refused:
        build(folder, Order(Edition.PRESS, "public"))
    (problem,) = (each for each in refused.value.problems if each.is_error)
    assert problem.code == "link-target"
    assert str(problem.place).endswith("letter.md:8:10")


def grain(size: tuple[int, int], seed: int) -> Image.Image:
    data = hashlib.shake_256(bytes([seed])).digest(size[0] * size[1])
    return Image.frombytes("L", size, data)


@pytest.mark.slow
def test_a_photograph_of_12_megapixels_goes_to_the_press_in_2_megabytes(make_letter: Make):
    folder = make_letter("A paragraph.\n\n![A lighthouse at dawn](photo.png)\n\nAnother.\n")
    size = (4000, 3000)
    light = [Image.linear_gradient("L"), Image.radial_gradient("L"), Image.new("L", size, 90)]
    bands = [Image.blend(each.resize(size), grain(size, n), 0.1) for n, each in enumerate(light)]
    Image.merge("RGB", bands).save(folder / "photo.png", compress_level=1)
    built = pipeline.build(folder, edition=Edition.PRESS, output=folder.parent / "out")
    assert 1_900_000 < built.path.stat().st_size <= 2_000_000
    assert "pictures-resampled" in {problem.code for problem in built.problems}
    (image,) = pypdf.PdfReader(built.path).pages[0].images
    assert image.image is not None
    assert 1000 < image.image.width < 4000


def test_journalists_know_whom_to_ask(make_letter: Make):
    letter = read(make_letter(header=PRESS))
    asked = {
        edition: "wants-contact" in {problem.code for problem in wants(letter, edition)}
        for edition in Edition
    }
    assert asked == {Edition.DELIVERY: True, Edition.PRINT: True, Edition.PRESS: False}


ARABIC = """\
language: ar
embargo: {until: "2022-03-08 10:00", zone: Europe/Zurich, place: جنيف}
signed-by: [{name: آدا, signature: s.png}]
"""


def test_from_right_to_left_it_is_read_back_in_order(make_letter: Make):
    folder = make_letter("نكتب إليكم بشأن المنارات.\n", header=ARABIC)
    text = (folder / "letter.md").read_text(encoding="utf-8")
    text = text.replace("A letter", "رسالة").replace("High Commissioner", "وزيرة الموانئ")
    text = text.replace("Madam,", "سعادة الوزيرة،")
    (folder / "letter.md").write_text(text, encoding="utf-8")
    Image.new("L", (300, 100), 90).save(folder / "s.png")
    built = pipeline.build(folder, edition=Edition.PRESS, output=folder.parent / "out")
    assert built.path.name == "letter-press-embargoed.pdf"


def test_a_name_that_is_hidden_can_t_stand_in_the_notes_to_editors(make_letter: Make):
    folder = make_letter(header="press: {notes: Ask the Wombat Research Centre.}\n")
    rows = "name,visibility\nOne,public\nWombat Research Centre,withheld\n"
    (folder / "signatories.csv").write_text(rows, encoding="utf-8")
    with pytest.raises(InputError) as refused:
        pipeline.build(folder, edition=Edition.PRESS, output=folder.parent / "out")
    places = [str(each.place) for each in refused.value.problems if each.is_error]
    assert any("letter.md:7" in place for place in places)
