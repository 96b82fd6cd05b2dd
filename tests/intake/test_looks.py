"""Which pictures of pages look like pages of text: scanned letters do, charts do not."""

from __future__ import annotations

import random

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

from formalletter import assets
from formalletter.intake.looks import looks_written

WORDS = (
    "we",
    "ask",
    "that",
    "the",
    "report",
    "of",
    "Office",
    "be",
    "published",
    "without",
    "delay",
)


def font(size: float, name: str = "text/SourceSerif4-Regular.ttf") -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(assets.fonts_folder() / name, size)


class Sheet:
    """A page at 144 dpi to draw on, scanned at 72."""

    def __init__(self, width: int = 595, height: int = 842):
        self.image = Image.new("RGB", (width * 2, height * 2), "white")
        self.pen = ImageDraw.Draw(self.image)
        self.random = random.Random(7)  # noqa: S311 (the same at each run)

    def line(self, x: float, y: float, width: float, size: float = 11) -> None:
        text, letters = "", font(size * 2)
        while self.pen.textlength(text, font=letters) < (width - 30) * 2:
            text += self.random.choice(WORDS) + " "
        self.pen.text((x * 2, y * 2), text, fill=(25, 25, 30), font=letters)

    def box(self, left: float, top: float, right: float, bottom: float, fill="navy") -> None:
        self.pen.rectangle((left * 2, top * 2, right * 2, bottom * 2), fill=fill)

    def scanned(self, turn: float = 0, noise: float = 0) -> Image.Image:
        image = self.image.rotate(turn, Image.Resampling.BICUBIC, fillcolor="white")
        if noise:
            paper = Image.new("RGB", image.size, (232, 228, 218))
            image = ImageChops.multiply(image, paper).filter(ImageFilter.GaussianBlur(1))
            grain = Image.effect_noise(image.size, noise).convert("RGB")
            image = ImageChops.add(image, grain, 1, -128)
        return image.reduce(2)


def letter(lines: int = 38, size: float = 11, leading: float = 14) -> Sheet:
    sheet = Sheet()
    for number in range(lines):
        paragraph = number // 7
        width = 200 if number % 7 == 6 else 455
        sheet.line(70, 90 + leading * (number + paragraph), width, size)
    return sheet


def note() -> Sheet:
    """A sender, an addressee, three lines, a name."""
    sheet = Sheet()
    places = [(230, 20, 120), (230, 55, 120), (230, 70, 120), (55, 185, 130), (55, 199, 110)]
    places += [(75, 310, 150), (75, 340, 455), (75, 354, 455), (75, 368, 300), (100, 440, 110)]
    for place in places:
        sheet.line(*place)
    sheet.box(55, 40, 540, 41)
    return sheet


def columns() -> Sheet:
    sheet = Sheet()
    for number in range(50):
        sheet.line(55, 70 + 12.5 * number, 235, 10)
        sheet.line(310, 70 + 12.5 * number, 235, 10)
    return sheet


@pytest.mark.parametrize("noise", [0, 40])
@pytest.mark.parametrize("turn", [-1.5, -0.6, 0, 1, 1.5])
def test_a_scanned_letter_looks_written(turn, noise):
    assert looks_written(letter().scanned(turn, noise))
    assert looks_written(columns().scanned(turn, noise))


@pytest.mark.parametrize(("size", "leading"), [(8, 10), (9, 11), (12, 18), (12, 24), (14, 18)])
def test_small_and_spaced_text_looks_written(size, leading):
    assert looks_written(letter(int(600 / leading * 0.85), size, leading).scanned(1, 30))


def test_short_sideways_and_shaded_letters_look_written():
    assert looks_written(letter(9).scanned(1, 30))
    assert looks_written(note().scanned(1, 30))
    assert looks_written(letter().scanned().transpose(Image.Transpose.ROTATE_90))
    shade = Image.linear_gradient("L").resize((595, 842)).point(lambda value: 130 + value // 2)
    page = letter().scanned(0.7)
    assert looks_written(ImageChops.multiply(page, Image.merge("RGB", [shade] * 3)))


def photograph(width: int = 595, height: int = 842) -> Image.Image:
    """Clouds of many sizes."""
    image = Image.new("L", (width, height), 128)
    for octave in range(1, 7):
        small = Image.effect_noise((2**octave, 2**octave), 120)
        large = small.resize(image.size, Image.Resampling.BICUBIC)
        image = Image.blend(image, large, 0.45)
    return image.convert("RGB")


def photograph_with_caption() -> Image.Image:
    sheet = Sheet()
    sheet.line(70, 430, 400)
    sheet.line(70, 445, 400)
    image = sheet.scanned()
    image.paste(photograph(455, 320), (70, 100))
    return image


def bar_chart() -> Image.Image:
    sheet = Sheet()
    for number in range(16):
        y = 100 + 25 * number
        sheet.line(50, y, 60, 9)
        end = 150 + sheet.random.randrange(60, 380)
        sheet.box(150, y, end, y + 14)
        sheet.pen.text((end * 2 + 8, y * 2), "1,234", fill="black", font=font(18))
    return sheet.scanned()


def map_with_names() -> Image.Image:
    sheet = Sheet()
    at = sheet.random.randrange
    for _ in range(60):
        x, y = at(40, 550), at(60, 780)
        points = [(x * 2, y * 2)]
        for _ in range(12):
            x, y = x + at(-40, 40), y + at(-40, 40)
            points.append((x * 2, y * 2))
        sheet.pen.line(points, fill="gray", width=2)
    for _ in range(45):
        sheet.line(at(40, 500), at(60, 780), 40, 9)
    return sheet.scanned()


def logo() -> Image.Image:
    sheet = Sheet()
    sheet.pen.ellipse((400, 600, 780, 980), fill="navy")
    sheet.pen.text((440, 740), "OHCHR", fill="white", font=font(80))
    return sheet.scanned()


def blank_paper() -> Image.Image:
    return Sheet().scanned(0, 40)


def ruled_paper() -> Image.Image:
    sheet = Sheet()
    for number in range(45):
        sheet.box(60, 80 + 15 * number, 540, 80.5 + 15 * number, "gray")
    return sheet.scanned(1)


def squared_paper() -> Image.Image:
    sheet = Sheet()
    for number in range(45):
        sheet.box(60, 80 + 15 * number, 540, 80.5 + 15 * number, "gray")
    for number in range(32):
        sheet.box(60 + 15 * number, 80, 60.5 + 15 * number, 740, "gray")
    return sheet.scanned(1)


@pytest.mark.parametrize(
    "picture",
    [
        blank_paper,
        photograph,
        photograph_with_caption,
        bar_chart,
        map_with_names,
        logo,
        ruled_paper,
        squared_paper,
    ],
)
def test_pictures_and_empty_pages_do_not_look_written(picture):
    assert not looks_written(picture())


def test_nothing_looks_written_on_a_page_of_a_few_pixels():
    assert not looks_written(Image.new("RGB", (3, 2), "black"))
