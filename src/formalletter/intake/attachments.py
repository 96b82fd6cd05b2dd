"""The files within a PDF (ISO 32000-1, 7.11.4): listed, and kept or taken out."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from pikepdf import Array, Dictionary, Name, PikepdfError, Stream, String

from ..foreign import Attachment
from .destinations import name_tree
from .limits import MOST_ITEMS
from .passive import why_not
from .values import data_of, dictionaries, dictionary, entry, items, key_of, name, text, whole

if TYPE_CHECKING:
    from collections.abc import Container

    from pikepdf import Object, Pdf

    from .findings import Findings

_SHORTEST = "attachment"
_LONGEST = 120  # characters of a file's name


def attached(pdf: Pdf) -> list[tuple[str, Object]]:
    """The file specifications with a file in them, each once, with the file's bare name."""
    found: list[Object] = []
    for _, value in name_tree(entry(pdf.Root, "/Names", "/EmbeddedFiles")):
        found.extend(_specification(value))
    for page in pdf.pages:
        for annotation in dictionaries(page.obj.get("/Annots")):
            if holds_file(annotation):
                found.extend(_specification(annotation.get("/FS")))
    for value in items(entry(pdf.Root, "/AF")):
        found.extend(_specification(value))
    once = {key_of(holder) or id(holder): holder for holder in found}
    return [(_bare_name(holder), holder) for holder in once.values()]


def listed(pdf: Pdf, *, kept: bool) -> tuple[Attachment, ...]:
    """The attachments as facts."""
    return tuple(
        Attachment(label, _size(holder), kept and _why_not(label, holder) is None)
        for label, holder in attached(pdf)
    )


def _why_not(label: str, holder: Object) -> str | None:
    """Why an attached file may not be carried on; None if it may."""
    stream = _stream(holder)
    try:
        return None if stream is None else why_not(label, data_of(stream))
    except PikepdfError:
        return "it is damaged, or packed in a way that nobody here knows"


def _specification(value: object) -> list[Object]:
    holder = dictionary(value)
    return [holder] if holder is not None and _stream(holder) is not None else []


def _stream(holder: Object) -> Object | None:
    for key in ("/UF", "/F"):
        stream = entry(holder, "/EF", key)
        if isinstance(stream, Stream):
            return stream
    return None


def _bare_name(holder: Object) -> str:
    """The file's name without folders, which may lead out of wherever it is saved."""
    full = text(holder.get("/UF")) or text(holder.get("/F"))
    bare = full.replace("\\", "/").rsplit("/", 1)[-1].strip(". ")
    return bare[:_LONGEST] or _SHORTEST


def _size(holder: Object) -> int:
    stream = _stream(holder)
    told = whole(entry(stream, "/Params", "/Size"))
    if told is not None and told >= 0:
        return told
    try:
        return len(data_of(stream)) if stream is not None else 0
    except PikepdfError:
        return len(stream.read_raw_bytes()) if stream is not None else 0


def holds_file(annotation: Object) -> bool:
    """Whether an annotation is the paper clip of a file, which is listed with the others."""
    is_clip = name(annotation.get("/Subtype")) == "/FileAttachment"
    return is_clip and bool(_specification(annotation.get("/FS")))


def settle_attachments(pdf: Pdf, findings: Findings, *, keep: bool) -> None:
    """Leaves one flat list of attachments in the name tree (ISO 32000-1, 7.9.6), or none.

    What does more than show something is never kept (`passive`).  Files that hang on a note or
    on the document itself are put into the list.  The names of all are told as facts (`listed`).
    """
    found = attached(pdf)
    if keep:
        refused = {label: why for label, holder in found if (why := _why_not(label, holder))}
        found = [(label, holder) for label, holder in found if not _why_not(label, holder)]
        for label, why in refused.items():
            findings.warn(
                "annex-attachment-refused",
                f"goes without its attached file “{label}”: {why}",
                "print it to a PDF and list that as an annex, or say in the text where it is found",
            )
    if "/Names" in pdf.Root and dictionary(pdf.Root["/Names"]) is None:
        del pdf.Root["/Names"]
    names = dictionary(pdf.Root.get("/Names"))
    if names is not None and "/EmbeddedFiles" in names:
        del names["/EmbeddedFiles"]
    if not (keep and found):
        return
    _describe(pdf)
    if names is None:
        pdf.Root["/Names"] = Dictionary()
    pairs: dict[str, Object] = {}
    for label, holder in found:
        pairs[_free(label, pairs)] = pdf.make_indirect(_bare(label, holder))
    flat = [each for key in sorted(pairs) for each in (String(key), pairs[key])]
    pdf.Root["/Names"]["/EmbeddedFiles"] = Dictionary(Names=Array(flat))


def _describe(pdf: Pdf) -> None:
    """Gives a file what its paper clip says of it, where nothing else does."""
    for page in pdf.pages:
        for annotation in filter(holds_file, dictionaries(page.obj.get("/Annots"))):
            told, file = text(annotation.get("/Contents")), annotation["/FS"]
            if told and not text(file.get("/Desc")):
                file["/Desc"] = String(told)


def _bare(label: str, holder: Object) -> Dictionary:
    """A file specification with the file, its name and its description, and nothing else."""
    stream = _stream(holder)
    described = text(holder.get("/Desc"))
    result = Dictionary(
        Type=Name.Filespec, F=String(label), UF=String(label), EF=Dictionary(F=stream, UF=stream)
    )
    if described:
        result["/Desc"] = String(described)
    return result


def _free(label: str, taken: Container[str]) -> str:
    """The name, or one with a number behind it that is not taken."""
    tried = chain([label], (f"{label} ({number})" for number in range(2, MOST_ITEMS)))
    return next(each for each in tried if each not in taken)
