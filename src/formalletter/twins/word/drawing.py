"""Pictures in a Word file, with what they show in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .xml import PICTURE_URI, tag

if TYPE_CHECKING:
    from ..pictures import Picture

_EMU_PER_PT = 12_700
_PT_PER_PIXEL = 0.75  # at 96 pixels an inch


def size_of(picture: Picture, most: tuple[float, float]) -> tuple[float, float]:
    """The width and height in pt of a picture, within a box of such a width and height."""
    width, height = picture.size
    scale = min(_PT_PER_PIXEL, most[0] / max(width, 1), most[1] / max(height, 1))
    return width * scale, height * scale


def drawing(relation: str, number: int, words: str, size: tuple[float, float]) -> str:
    """The element that shows a picture in the line; `number` is another for each."""
    width, height = (max(1, round(measure * _EMU_PER_PT)) for measure in size)
    extent: dict[str, object] = {"cx": width, "cy": height}
    named: dict[str, object] = {"id": number, "name": f"Picture {number}", "descr": words}
    fill = tag(
        "pic:blipFill",
        {},
        tag("a:blip", {"r:embed": relation}),
        tag("a:stretch", {}, tag("a:fillRect", {})),
    )
    shape = tag(
        "pic:spPr",
        {},
        tag("a:xfrm", {}, tag("a:off", {"x": 0, "y": 0}), tag("a:ext", extent)),
        tag("a:prstGeom", {"prst": "rect"}, tag("a:avLst", {})),
    )
    about = tag("pic:nvPicPr", {}, tag("pic:cNvPr", named), tag("pic:cNvPicPr", {}))
    data = tag("a:graphicData", {"uri": PICTURE_URI}, tag("pic:pic", {}, about, fill, shape))
    inline = tag(
        "wp:inline",
        {"distT": 0, "distB": 0, "distL": 0, "distR": 0},
        tag("wp:extent", extent),
        tag("wp:docPr", named),
        tag("a:graphic", {}, data),
    )
    return tag("w:drawing", {}, inline)
