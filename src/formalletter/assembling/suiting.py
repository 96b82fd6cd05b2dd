"""Mends what PDF/A and PDF/UA forbid and no reader misses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pikepdf import Array, Dictionary, Name, Stream, String

if TYPE_CHECKING:
    from pikepdf import Object, Pdf

_HIDDEN, _PRINTED, _NO_VIEW, _TOGGLES = 2, 4, 32, 256  # flags of ISO 32000-1, table 165


def suit_archives(pdf: Pdf) -> None:
    """Mends pages, images, layers and fields of the whole document."""
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    for page in pdf.pages:
        page.obj.Tabs = Name.S  # the tab key follows the structure (ISO 14289-1, 7.18.3)
        for annotation in page.obj.get("/Annots", Array()):
            flags = int(annotation.get("/F", 0))  # ISO 19005-2, 6.3.2
            annotation.F = (flags | _PRINTED) & ~(_HIDDEN | _NO_VIEW | _TOGGLES)
    for item in pdf.objects:
        if isinstance(item, Stream) and "/Interpolate" in item:
            del item.Interpolate  # ISO 19005-2, 6.2.8.1
    for intent in pdf.Root.get("/OutputIntents", ()):
        intent.S = Name.GTS_PDFA1  # 6.2.3: the colours are sRGB's
    if "/OCProperties" in pdf.Root:
        _suit_layers(pdf.Root.OCProperties)


def _suit_layers(properties: Object) -> None:
    """Layers have a named configuration that lists them all (ISO 19005-2, 6.9)."""
    if "/Configs" in properties:
        del properties.Configs
    default = properties.D
    default.Name = String("Layers")
    if "/AS" in default:
        del default.AS
    listed = _listed(default.get("/Order"))
    rest = [group for group in properties.OCGs if group.objgen not in listed]
    default.Order = Array([*default.get("/Order", Array()), *rest])


def _listed(order: Object | None) -> set[tuple[int, int]]:
    found: set[tuple[int, int]] = set()
    waiting = [order]
    while waiting:
        item = waiting.pop()
        if isinstance(item, Array):
            waiting += list(item)
        elif isinstance(item, Dictionary):
            found.add(item.objgen)
    return found
