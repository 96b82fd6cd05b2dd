"""Writes small PDF files object by object, so that a fixture has exactly what it's meant to have.

Nothing here repairs or refuses: hostile files are made with the same means as sound ones.
"""

from __future__ import annotations

import io
import zlib
from dataclasses import dataclass, field
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

FONT = Path(__file__).parents[3] / "fonts" / "text" / "SourceSans3-Regular.ttf"
A4 = "0 0 595 842"
DATE = "D:20220308120000Z"


def escaped(text: str) -> str:
    """A literal string of a PDF, with its parentheses."""
    for character in "\\()":
        text = text.replace(character, "\\" + character)
    return f"({text})"


def text(*lines: str, at: tuple[float, float] = (72, 760), size: float = 12) -> str:
    """The operators that show lines of text in the fixture's own font."""
    shown = f" 0 {-1.4 * size:g} Td ".join(f"{escaped(line)} Tj" for line in lines)
    return f"BT /F1 {size:g} Tf {at[0]:g} {at[1]:g} Td {shown} ET\n"


def stream(data: bytes | str, entries: str = "", *, flate: bool = False) -> bytes:
    """A stream object; `entries` are further entries of its dictionary."""
    raw = data.encode("latin-1") if isinstance(data, str) else data
    if flate:
        raw, entries = zlib.compress(raw, 9), f"/Filter /FlateDecode {entries}"
    head = f"<< /Length {len(raw)} {entries}>>\nstream\n"
    return head.encode("latin-1") + raw + b"\nendstream"


@dataclass
class Draft:
    """A PDF that is being written; object 1 is the catalogue, 2 the page tree, 3 the font."""

    objects: list[bytes] = field(default_factory=lambda: [b"null", b"null", b"null"])
    pages: list[str] = field(default_factory=list)
    characters: set[str] = field(default_factory=lambda: set(" "))
    inherited: str = ""
    resources: str = ""
    embedded: bool = True

    def add(self, body: bytes | str) -> str:
        """Adds an object and gives the reference to it."""
        self.objects.append(body.encode("latin-1") if isinstance(body, str) else body)
        return f"{len(self.objects)} 0 R"

    def put(self, reference: str, body: bytes | str) -> None:
        """Replaces an object: for those that refer to each other."""
        number = int(reference.split(maxsplit=1)[0])
        self.objects[number - 1] = body.encode("latin-1") if isinstance(body, str) else body

    def page(
        self, content: str | bytes, entries: str = "", *, box: str = A4, resources: str = ""
    ) -> str:
        """Adds a page; without a `box` it inherits one."""
        self.read(content)
        drawn = self.add(stream(content))
        boxes = f"/MediaBox [{box}] " if box else ""
        reference = self.add(
            f"<< /Type /Page /Parent 2 0 R {boxes}/Contents {drawn} "
            f"/Resources << /Font << /F1 3 0 R >> {resources} >> {entries} >>"
        )
        self.pages.append(reference)
        return reference

    def read(self, content: str | bytes) -> None:
        """Takes note of the characters that the font must have."""
        raw = content if isinstance(content, str) else content.decode("latin-1")
        self.characters.update(character for character in raw if 31 < ord(character) < 127)

    def extend(self, reference: str, entries: str) -> None:
        """Adds entries to a dictionary that was added before."""
        number = int(reference.split(maxsplit=1)[0])
        body = self.objects[number - 1].rstrip().removesuffix(b">>")
        self.objects[number - 1] = body + entries.encode("latin-1") + b" >>"

    def ready(self, catalogue: str = "") -> list[bytes]:
        """All objects, with the catalogue, the page tree and the font in their places."""
        kids = " ".join(self.pages)
        tree = f"<< /Type /Pages /Kids [{kids}] /Count {len(self.pages)} {self.inherited} >>"
        root = "<< /Type /Catalog /Pages 2 0 R /Lang (en-GB) "
        objects = [f"{root}{catalogue} >>".encode("latin-1"), tree.encode("latin-1")]
        objects += self.objects[2:]
        objects[2] = self._font(objects)
        return objects

    def bytes(self, catalogue: str = "", *, version: str = "1.7", trailer: str = "") -> bytes:
        """The finished file, with a classic cross-reference table."""
        return written(self.ready(catalogue), version=version, trailer=trailer)

    def _font(self, objects: list[bytes]) -> bytes:
        if not self.embedded:
            return (
                b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
            )
        program, font = _program("".join(sorted(self.characters)))
        scale = 1000 / font["head"].unitsPerEm
        cmap, metrics = font.getBestCmap(), font["hmtx"].metrics
        widths = " ".join(
            f"{metrics[cmap.get(code, '.notdef')][0] * scale:.0f}" for code in range(32, 127)
        )
        objects.append(stream(program, f"/Length1 {len(program)} ", flate=True))
        objects.append(
            f"<< /Type /FontDescriptor /FontName /AAAAAA+SourceSans3 /Flags 32 "
            f"/FontBBox [-200 -300 1200 1000] /ItalicAngle 0 /Ascent 984 /Descent -273 "
            f"/CapHeight 660 /StemV 80 /FontFile2 {len(objects)} 0 R >>".encode("latin-1")
        )
        return (
            f"<< /Type /Font /Subtype /TrueType /BaseFont /AAAAAA+SourceSans3 /FirstChar 32 "
            f"/LastChar 126 /Widths [{widths}] /Encoding /WinAnsiEncoding "
            f"/FontDescriptor {len(objects)} 0 R >>"
        ).encode("latin-1")


def written(objects: list[bytes], *, version: str = "1.7", trailer: str = "") -> bytes:
    """A file of these objects, numbered from 1."""
    out = io.BytesIO()
    out.write(f"%PDF-{version}\n%".encode() + b"\xe2\xe3\xcf\xd3\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(out.tell())
        out.write(f"{number} 0 obj\n".encode() + body + b"\nendobj\n")
    start = out.tell()
    out.write(f"xref\n0 {len(offsets) + 1}\n0000000000 65535 f \n".encode())
    out.write(b"".join(f"{offset:010} 00000 n \n".encode() for offset in offsets))
    out.write(
        f"trailer\n<< /Size {len(offsets) + 1} /Root 1 0 R {trailer}>>\n"
        f"startxref\n{start}\n%%EOF\n".encode("latin-1")
    )
    return out.getvalue()


def simple(*pages: str, entries: str = "") -> Draft:
    """A draft with a page for each text."""
    draft = Draft()
    for words in pages:
        draft.page(text(words), entries)
    return draft


def _program(characters: str) -> tuple[bytes, TTFont]:
    """The part of the font that has these characters."""
    options = subset.Options(
        hinting=False, layout_features=[], name_IDs=[], notdef_outline=True, glyph_names=False
    )
    options.drop_tables += ["STAT", "DSIG", "GDEF", "GPOS", "GSUB", "BASE", "meta"]
    font = TTFont(FONT, recalcTimestamp=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=characters)
    subsetter.subset(font)
    out = io.BytesIO()
    font.save(out)
    return out.getvalue(), font
