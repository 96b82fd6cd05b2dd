"""Finds fonts that are not in the file, or damaged: another machine shows other shapes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pikepdf import Dictionary, PikepdfError, Stream

from .values import data_of, dictionaries, dictionary, entry, name, shortened

if TYPE_CHECKING:
    from pikepdf import Object, Pdf

    from .findings import Findings

_PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")
_TABLED = (b"\0\1\0\0", b"true", b"OTTO")  # how a file of tables begins (ISO/IEC 14496-22, 4.5)
_OUTLINES = (b"glyf", b"loca", b"CFF ")
_PLAIN = (b"%!", b"\x80\1", b"\1\0", b"ttcf")  # Type 1, the same in segments, CFF, a collection
_NAMELESS = "a font without a name"
_TAG = 6  # letters before the plus sign of a subset's name (ISO 32000-1, 9.6.4)


def unembedded_fonts(pdf: Pdf) -> tuple[str, ...]:
    """The names of the fonts in use anywhere without a font program, sorted.

    Type 3 fonts draw themselves, but may use fonts in their turn.
    """
    faces = [face for font in _fonts(pdf) for face in _faces(font)]
    return tuple(sorted({_name(face) for face in faces if _program(face) is None}))


def report_damaged_fonts(pdf: Pdf, findings: Findings) -> None:
    """Warns of fonts whose programs can't be read: readers show other shapes, or none."""
    faces = [face for font in _fonts(pdf) for face in _faces(font)]
    programs = {_name(face): program for face in faces if (program := _program(face)) is not None}
    damaged = sorted(key for key, program in programs.items() if not _is_sound(program))
    if damaged:
        what = "a damaged font" if len(damaged) == 1 else f"{len(damaged)} damaged fonts"
        findings.warn(
            "annex-font-damaged",
            f"has {what} ({shortened(', '.join(damaged))}): its text may not look as it should",
            "compare its pages with the original, or make the file anew",
        )


def _fonts(pdf: Pdf) -> list[Object]:
    """The fonts of pages, forms within forms, patterns and the appearances of annotations."""
    found: list[Object] = []
    seen: set[tuple[int, int]] = set()
    opened: set[tuple[int, int]] = set()
    waiting: list[object] = [page.obj for page in pdf.pages]
    waiting.append(entry(pdf.Root, "/AcroForm", "/DR"))
    while waiting:
        holder = dictionary(waiting.pop())
        if holder is None or (holder.is_indirect and holder.objgen in seen):
            continue
        if holder.is_indirect:
            seen.add(holder.objgen)
        if name(holder.get("/Type")) == "/Font":
            found.append(holder)
        waiting.extend(_below(holder, opened))
    return found


def _below(holder: Object, opened: set[tuple[int, int]]) -> list[object]:
    """What a page, form, pattern, font or table of resources uses.

    `opened` are the tables that were looked through: one may lead back to itself.
    """
    result: list[object] = [holder.get("/Resources")]
    for key in ("/XObject", "/Font", "/Pattern", "/ExtGState", "/AP", "/N", "/CharProcs"):
        table = holder.get(key)
        if isinstance(table, Dictionary):
            result.append(table)
            if table.is_indirect and table.objgen in opened:
                continue
            if table.is_indirect:
                opened.add(table.objgen)
            result.extend(each for _, each in table.items())
        else:
            result.append(table)
    result.extend(dictionaries(holder.get("/Annots")))
    result.extend(dictionaries(holder.get("/Font")))  # of a graphics state: font and size
    result.append(entry(holder, "/SMask", "/G"))
    return result


def _faces(font: Object) -> list[Object]:
    """The fonts that have a program: those below a composite one; none of one that draws itself."""
    kind = name(font.get("/Subtype"))
    if kind == "/Type3":
        return []
    return list(dictionaries(font.get("/DescendantFonts"))) if kind == "/Type0" else [font]


def _program(face: Object) -> object:
    """The font program; None without one."""
    found = (entry(face, "/FontDescriptor", key) for key in _PROGRAMS)
    return next((each for each in found if each is not None), None)


def _is_sound(program: object) -> bool:
    """Whether a program begins as one does, and its outlines are there."""
    try:
        data = data_of(program) if isinstance(program, Stream) else b""
    except PikepdfError:
        return False
    if data[:4] not in _TABLED:
        return data.startswith(_PLAIN)
    tables = (data[at : at + 16] for at in range(12, 12 + 16 * (data[4] << 8 | data[5]), 16))
    return all(
        int.from_bytes(table[8:12]) + int.from_bytes(table[12:16]) <= len(data)
        for table in tables
        if table[:4] in _OUTLINES
    )


def _name(face: Object) -> str:
    """The name of a font, without the tag of a subset."""
    return _bare(name(face.get("/BaseFont")))


def _bare(full: str) -> str:
    plain = full[1:]
    if len(plain) > _TAG and plain[_TAG] == "+":
        plain = plain[_TAG + 1 :]
    return plain or _NAMELESS
