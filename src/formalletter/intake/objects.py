"""Looks through every object of a PDF for what hides in it, wherever it hangs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Array, Dictionary, Name, PikepdfError, Stream

from .jpeg import without_metadata
from .values import data_of, dictionaries, dictionary, items, name

if TYPE_CHECKING:
    from pikepdf import Pdf

    from .findings import Findings

_PRIVATE = ("private record of a program", "private records of programs")
_LZW = "/LZWDecode"
_OF_IMAGES = ("/DCTDecode", "/JPXDecode", "/CCITTFaxDecode", "/JBIG2Decode")


def sweep_objects(pdf: Pdf, findings: Findings) -> None:
    """Removes private records, metadata, links to outside files; cleans photographs.

    The entries are told from a resource that happens to have such a name by their values.
    """
    for holder in pdf.objects:
        if not isinstance(holder, Dictionary | Stream):
            continue
        if isinstance(holder.get("/PieceInfo"), Dictionary):
            del holder["/PieceInfo"]
            findings.removed(*_PRIVATE)
        if isinstance(holder.get("/Metadata"), Stream):
            del holder["/Metadata"]  # not told: every program writes some, and no reader sees it
        if _holds_files(holder.get("/AF")):
            del holder["/AF"]
        if isinstance(holder, Stream):
            _clean_stream(holder, findings)


def _holds_files(value: object) -> bool:
    found = [dictionary(value), *dictionaries(value)]
    return any("/EF" in each for each in found if each is not None)


def _clean_stream(stream: Stream, findings: Findings) -> None:
    if "/F" in stream:
        # The data would be in a file elsewhere (ISO 32000-1, table 5): no reader may fetch it.
        del stream["/F"]
        findings.removed("reference to an outside file", "references to outside files")
    kind = name(stream.get("/Subtype"))
    if kind not in {"/Form", "/Image"}:
        return
    for key in ("/Ref", "/OPI", "/Alternates"):
        if key in stream:
            del stream[key]
            findings.removed("reference to another picture", "references to other pictures")
    if kind == "/Image":
        _unwrap(stream, findings)
    # In a second wrapping (Flate around it) no program reads the records, and it is rare.
    if kind == "/Image" and _filters(stream) == [Name.DCTDecode]:
        _clean_photograph(stream, findings)


def _filters(stream: Stream) -> list[object]:
    value = stream.get("/Filter")
    return [value] if isinstance(value, Name) else items(value)


def _unwrap(stream: Stream, findings: Findings) -> None:
    """Takes LZW off an image that is compressed once more; qpdf does it for all other streams.

    PDF/A forbids it (ISO 19005-2, 6.1.7.2).
    """
    filters = [name(each) for each in _filters(stream)]
    if _LZW not in filters:
        return
    if filters[-1] not in _OF_IMAGES:
        try:
            data_of(stream)
        except PikepdfError:
            stream.write(b"")
            findings.repaired("a picture that can't be read was left out")
        return
    given = stream.get("/DecodeParms")
    parameters = [dictionary(each) for each in items(given)] or [None] * len(filters)
    if len(parameters) != len(filters):
        return
    wrapping = [Dictionary() if each is None else each for each in parameters[:-1]]
    try:
        with pikepdf.new() as scratch:
            outer = scratch.make_stream(b"")
            outer.write(
                stream.read_raw_bytes(),
                filter=Array([Name(each) for each in filters[:-1]]),
                decode_parms=Array([Dictionary(dict(each.items())) for each in wrapping]),
            )
            data = data_of(outer)
    except PikepdfError:
        return  # it can't be shown either
    stream.write(data, filter=Name(filters[-1]))
    if parameters[-1] is not None:
        stream["/DecodeParms"] = parameters[-1]


def _clean_photograph(stream: Stream, findings: Findings) -> None:
    try:
        data = stream.read_raw_bytes()
    except PikepdfError:
        return  # it can't be shown either; the report on contents says so
    cleaned = without_metadata(data)
    if cleaned != data:
        parameters = stream.get("/DecodeParms")
        stream.write(cleaned, filter=Name.DCTDecode)
        if parameters is not None:
            stream["/DecodeParms"] = parameters
        findings.removed("record in a photograph", "records in photographs")
