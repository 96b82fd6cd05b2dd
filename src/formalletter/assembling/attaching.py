"""Files attached to the document: originals of annexes, and what annexes had with them.

PDF/A-3 (ISO 19005-3, 6.8) wants each associated with the document, with its kind and date.
"""

from __future__ import annotations

import mimetypes
from typing import TYPE_CHECKING

from pikepdf import Array, AttachedFileSpec, Dictionary, Name, NameTree, Pdf, String

if TYPE_CHECKING:
    from pikepdf import Object

    from .parts import Original


def attach(pdf: Pdf, original: Original) -> None:
    """Attaches the original of an annex, byte for byte."""
    spec = AttachedFileSpec(
        pdf,
        original.data,
        filename=original.name,
        description=original.description,
        mime_type="application/pdf",
        relationship=Name.Source,
    )
    _associate(pdf, original.name, spec.obj)


def keep_attachments(pdf: Pdf, source: Pdf) -> None:
    """Brings the files along that are still attached to `source` (the intake drops others)."""
    for name, spec in source.attachments.items():
        stream = spec.obj.EF.get("/F") or spec.obj.EF.UF
        if "/Subtype" not in stream:
            kind = mimetypes.guess_type(spec.filename)[0] or "application/octet-stream"
            stream.Subtype = Name(f"/{kind}")
        copy = pdf.copy_foreign(source.make_indirect(spec.obj))
        if "/AFRelationship" not in copy:
            copy.AFRelationship = Name.Unspecified
        _associate(pdf, name, copy)


def _associate(pdf: Pdf, name: str, spec: Object) -> None:
    spec = pdf.make_indirect(spec)
    if "/Names" not in pdf.Root:
        pdf.Root.Names = pdf.make_indirect(Dictionary())
    if "/EmbeddedFiles" not in pdf.Root.Names:
        pdf.Root.Names.EmbeddedFiles = NameTree.new(pdf).obj
    taken = set(pdf.attachments)
    unique, number = name, 1
    while unique in taken:
        number += 1
        unique = f"{number}-{name}"
    spec.F, spec.UF = String(unique), String(unique)
    NameTree(pdf.Root.Names.EmbeddedFiles)[unique] = spec
    pdf.Root.AF = Array([*pdf.Root.get("/AF", Array()), spec])
