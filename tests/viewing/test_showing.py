"""Pictures of pages: of one by itself, and of those with findings."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from pikepdf import Array
from PIL import Image, ImageChops

from formalletter.diagnostics import Place, Problem, warning
from formalletter.errors import DeliveryError
from formalletter.viewing import picture, pictures_of

Make = Callable[..., bytes]
LINE = "BT /F 10 Tf 20 250 Td (Two words) Tj ET"


def opened(png: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(png))
    assert image.format == "PNG"
    return image.convert("RGB")


def found(page: int | None, box: tuple[float, float, float, float] | None = None) -> Problem:
    return warning("a-code", "a message", Place(page=page, box=box))


def test_a_picture_is_as_wide_as_it_is_asked_for(make: Make):
    assert opened(picture(make(LINE), 1, 400)).size == (400, 600)
    assert opened(picture(make(LINE, Rotate=90), 1, 300)).size == (300, 200)
    assert opened(picture(make(LINE, CropBox=Array([0, 0, 100, 300])), 1, 100)).size == (100, 300)


def test_a_picture_has_the_same_bytes_again(make: Make):
    assert picture(make(LINE), 1, 400) == picture(make(LINE), 1, 400)


def test_only_pages_with_findings_are_drawn(make: Make):
    pdf = make(LINE)
    assert pictures_of(pdf, {found(None): 1, warning("a-code", "of no place"): 2}) == []
    ((page, png),) = pictures_of(pdf, {found(None): 1, found(1, (20, 40, 60, 50)): 2})
    assert page == 1
    plain = picture(pdf, 1, opened(png).width)
    assert ImageChops.difference(opened(png), opened(plain)).getbbox() is not None


def test_the_numbers_are_those_of_the_list(make: Make):
    """Also 2, where only that one is on a page."""
    pdf, box = make(LINE), (20.0, 40.0, 60.0, 50.0)
    (first,) = pictures_of(pdf, {found(1, box): 1})
    (second,) = pictures_of(pdf, {found(1, box): 2})
    assert first != second


def test_outlines_stand_where_the_page_is_seen(make: Make):
    """On a turned page in units of two pt the box is where `seen` says that it is."""
    pdf = make(LINE, Rotate=180, UserUnit=2)
    ((_, png),) = pictures_of(pdf, {found(1, (300, 400, 380, 500)): 1}, {0: 2.0})
    image = opened(png)
    plain = opened(picture(pdf, 1, image.width))
    dots = image.width / 400
    around = ImageChops.difference(image, plain).getbbox()
    assert around is not None
    assert around[2] == pytest.approx(380 * dots, abs=6)
    assert around[3] == pytest.approx(500 * dots, abs=6)


def test_a_page_that_is_not_there_is_told(make: Make):
    with pytest.raises(DeliveryError) as caught:
        picture(make(LINE), 7, 400)
    assert caught.value.problems[0].code == "viewing-failed"


def test_an_enormous_page_gives_a_picture_of_bearable_size(make: Make):
    image = opened(picture(make(LINE, MediaBox=Array([0, 0, 14400, 14400])), 1, 14_400))
    assert image.width * image.height <= 8_100_000
