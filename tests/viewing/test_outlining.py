"""Outlines on a page's picture: they are seen, they cover nothing, and each has its number."""

from __future__ import annotations

import itertools

import pytest
from PIL import Image, ImageChops

from formalletter.viewing.outlining import _INK, marked

SIZE = (400, 600)
DOTS = 2.0  # pixels per pt
BOX = (60.0, 80.0, 140.0, 90.0)


def page(colour: tuple[int, int, int] = (255, 255, 255)) -> Image.Image:
    return Image.new("RGB", SIZE, colour)


def inked(image: Image.Image) -> Image.Image:
    """A mask of the pixels in the outlines' colour."""
    red = Image.new("RGB", image.size, _INK)
    different = ImageChops.difference(image, red).convert("L")
    return different.point(lambda value: 255 * (value == 0))


def count(image: Image.Image) -> int:
    return image.histogram()[255]


def test_the_line_goes_around_the_box_and_leaves_what_is_in_it():
    paper = page((200, 220, 255))
    result = marked(paper, [(1, BOX)], DOTS)
    place = tuple(round(each * DOTS) for each in BOX)
    assert ImageChops.difference(result, paper).crop(place).getbbox() is None
    left, top, right, bottom = place
    for x, y in ((left - 4, 170), (right + 3, 170), (200, top - 4), (200, bottom + 3)):
        around = [result.getpixel((x + dx, y + dy)) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]
        assert _INK in around


def test_it_is_seen_on_any_ground_without_colour():
    for grey in (0, 64, 128, 192, 255):
        result = marked(page((grey, grey, grey)), [(1, BOX)], DOTS).convert("L")
        line = [result.getpixel((x, 170)) for x in range(105, 120)]
        assert max(line) - min(line) >= 128


def test_the_given_picture_stays_as_it_is():
    paper = page()
    marked(paper, [(1, BOX)], DOTS)
    assert paper.getcolors() == [(SIZE[0] * SIZE[1], (255, 255, 255))]


def test_the_same_outlines_give_the_same_bytes():
    first, second = (marked(page(), [(1, BOX), (2, None)], DOTS) for _ in range(2))
    assert first.tobytes() == second.tobytes()


def test_each_number_has_a_tag_of_its_own_even_at_one_place():
    counts = [
        count(inked(marked(page(), [(7, BOX)] * findings, DOTS))) for findings in range(1, 20)
    ]
    # Tags that lay on each other would add nothing.
    steps = {after - before for before, after in itertools.pairwise(counts)}
    assert len(steps) == 1
    assert steps.pop() > 100


@pytest.mark.parametrize(
    "box",
    [
        (0, 0, 30, 10),  # in a corner
        (0, 290, 200, 300),  # along the lower edge
        (190, 100, 260, 110),  # half off the page
        (500, -300, 900, -200),  # wholly off it
        (10, 50, 10, 50),  # of no size
        (20, 60, 5, 40),  # with its corners turned round
        None,  # the whole page
    ],
)
def test_a_box_in_any_place_is_outlined_on_the_page(box):
    mask = inked(marked(page(), [(12, box)], DOTS))
    assert count(mask) > 150
    left, top, right, bottom = mask.getbbox()
    assert left >= 0
    assert top >= 0
    assert right <= SIZE[0]
    assert bottom <= SIZE[1]


@pytest.mark.parametrize("box", [(-20, 100, 30, 110), (-90, 100, -70, 110)])
def test_what_stands_off_the_page_is_shown_at_its_edge(box):
    mask = inked(marked(page(), [(12, box)], DOTS))
    assert mask.crop((0, 200, 4, 220)).getbbox() is not None


def test_a_tag_covers_no_other_box():
    rows = [(20.0, 20.0 + 12 * row, 180.0, 28.0 + 12 * row) for row in range(20)]
    paper = page((255, 255, 254))
    result = marked(paper, list(enumerate(rows, start=1)), DOTS)
    for row in rows:
        place = tuple(round(each * DOTS) for each in row)
        assert ImageChops.difference(result, paper).crop(place).getbbox() is None


def test_a_small_picture_is_no_fault():
    assert marked(Image.new("RGB", (3, 3)), [(100, BOX)], 0.01).size == (3, 3)
