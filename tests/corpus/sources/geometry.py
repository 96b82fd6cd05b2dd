"""Pages of every shape: the text must come out right side up, and nothing cut off."""

from __future__ import annotations

from functools import partial

from .draft import Draft, stream, text
from .fixture import Fixture, words

# Name, MediaBox, further entries, size as displayed in pt, where the text begins and its size.
PAGES = (
    ("landscape", "0 0 842 595", "", (842, 595), (72, 500), 12),
    ("a3", "0 0 842 1191", "", (842, 1191), (72, 1100), 12),
    ("letter", "0 0 612 792", "", (612, 792), (72, 700), 12),
    ("tiny", "0 0 100 60", "", (100, 60), (8, 40), 8),
    ("huge", "0 0 2384 3370", "", (2384, 3370), (200, 3000), 60),
    ("rotated-90", "0 0 595 842", "/Rotate 90", (842, 595), (72, 760), 12),
    ("rotated-180", "0 0 595 842", "/Rotate 180", (595, 842), (72, 760), 12),
    ("rotated-270", "0 0 595 842", "/Rotate 270", (842, 595), (72, 760), 12),
    ("rotated-minus-90", "0 0 595 842", "/Rotate -90", (842, 595), (72, 760), 12),
    ("rotated-450", "0 0 595 842", "/Rotate 450", (842, 595), (72, 760), 12),
    ("offset-media", "-300 -400 295 442", "", (595, 842), (-228, 360), 12),
    ("offset-crop", "0 0 795 1042", "/CropBox [100 100 695 942]", (595, 842), (172, 860), 12),
    (
        "rotated-crop",
        "0 0 795 1042",
        "/CropBox [100 100 695 942] /Rotate 90",
        (842, 595),
        (172, 860),
        12,
    ),
    ("swapped-corners", "595 842 0 0", "", (595, 842), (72, 760), 12),
    ("real-numbers", "0 0 595.2756 841.8898", "", (595.28, 841.89), (72, 760), 12),
    ("user-unit", "0 0 297.5 421", "/UserUnit 2", (595, 842), (36, 380), 6),
    (
        "user-unit-rotated",
        "0 0 297.5 421",
        "/UserUnit 2 /Rotate 270",
        (842, 595),
        (36, 380),
        6,
    ),
)
FULL = ("full", "0 0 595 842", "", (595, 842), (6, 828), 12)


def fixtures() -> list[Fixture]:
    """One fixture for each shape, and those that need more than one page."""
    made = [_shape(*page) for page in (*PAGES, FULL)]
    made.append(_beyond())
    made.append(_inherited())
    made.append(_mixed())
    return made


def _shape(
    name: str,
    box: str,
    entries: str,
    size: tuple[float, float],
    at: tuple[float, float],
    points: float,
) -> Fixture:
    lines = ("Geometry", name.replace("-", " "))
    if name == "full":
        lines = tuple(f"Line {number} of a page without margins" for number in range(1, 50))
    keeps = {"pages": 1, "sizes": [size], "text": {"1": list(lines[:2])}}
    return Fixture(
        f"geometry-{name}",
        f"MediaBox [{box}] {entries}".strip(),
        partial(_one_page, lines, box, entries, at, points),
        keeps,
    )


def _one_page(
    lines: tuple[str, ...],
    box: str,
    entries: str,
    at: tuple[float, float],
    points: float,
) -> bytes:
    draft = Draft()
    frame = "0.5 w 80 700 100 30 re S\n" if box == "0 0 595 842" else ""
    draft.page(text(*lines, at=at, size=points) + frame, entries, box=box)
    return draft.bytes()


def _beyond() -> Fixture:
    """A CropBox that reaches beyond the MediaBox counts only as far as that (14.11.2)."""
    return Fixture(
        "geometry-crop-beyond",
        "a CropBox larger than the MediaBox: what is displayed is their intersection",
        partial(
            _one_page,
            ("Geometry", "crop beyond"),
            "0 0 595 842",
            "/CropBox [-100 -100 900 1000]",
            (72, 760),
            12,
        ),
        {"pages": 1, "sizes": [(595, 842)], "text": {"1": ["Geometry", "crop beyond"]}},
    )


def _inherited() -> Fixture:
    def make() -> bytes:
        draft = Draft(
            inherited="/MediaBox [0 0 400 600] /CropBox [20 20 380 580] /Rotate 90 "
            "/Resources << /Font << /F1 3 0 R >> >>"
        )
        for words_ in ("First inherits all", "Second turns itself back"):
            shown = draft.add(stream(text(words_, at=(40, 500))))
            draft.read(words_)
            turned = "/Rotate 0" if words_.startswith("Second") else ""
            draft.pages.append(
                draft.add(f"<< /Type /Page /Parent 2 0 R /Contents {shown} {turned} >>")
            )
        return draft.bytes()

    keeps = words("First inherits all", "Second turns itself back")
    return Fixture(
        "geometry-inherited",
        "MediaBox, CropBox, Rotate and Resources come from the page tree",
        make,
        {**keeps, "sizes": [(560, 360), (360, 560)]},
    )


def _mixed() -> Fixture:
    def make() -> bytes:
        draft = Draft()
        draft.page(text("An upright page"))
        draft.page(text("A landscape page", at=(72, 500)), box="0 0 842 595")
        draft.page(text("A turned page"), "/Rotate 90")
        draft.page(text("A small page", at=(20, 250)), box="0 0 298 420")
        draft.page("")
        return draft.bytes()

    keeps = words("An upright page", "A landscape page", "A turned page", "A small page")
    sizes = [(595, 842), (842, 595), (842, 595), (298, 420), (595, 842)]
    return Fixture(
        "geometry-mixed",
        "five pages of different shapes, the last of them empty",
        make,
        {**keeps, "pages": 5, "sizes": sizes},
    )
