"""Draws pages of a finished file as PNG, with outlines where something was found."""

from __future__ import annotations

import io
import math
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pypdfium2

from .outlining import marked

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from PIL import Image

_MOST_PIXELS = 8_000_000  # of a picture; A4 at 300 dpi has a little more
_INCH = 72


def pictures(
    pdf: bytes, units: Mapping[int, float], wanted: Sequence[Mapping[str, Any]]
) -> Iterator[bytes]:
    """A PNG for each page that is `wanted`: the question's `page`, `width` or `dpi`, `outlined`.

    Raises `PdfiumError` or `ValueError` when one can't be drawn.
    """
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        document.init_forms()  # else fields are not drawn
        for each in wanted:
            unit = units.get(each["page"], 1.0)
            with closing(document[each["page"]]) as page:
                width, height = (side * unit for side in page.get_size())
                dots = each["width"] / width if each["width"] else each["dpi"] / _INCH
                dots = min(dots, math.sqrt(_MOST_PIXELS / max(width * height, 1)))
                image = _drawn(page, dots * unit)
            yield _encoded(marked(image, each["outlined"], dots) if each["outlined"] else image)


def _drawn(page: pypdfium2.PdfPage, scale: float) -> Image.Image:
    with closing(page.render(scale=scale, rev_byteorder=True)) as bitmap:
        image: Image.Image = bitmap.to_pil()
        return image.convert("RGB")  # a copy in any case


def _encoded(image: Image.Image) -> bytes:
    target = io.BytesIO()
    image.save(target, "PNG")
    return target.getvalue()
