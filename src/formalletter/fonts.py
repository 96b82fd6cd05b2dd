"""What the bundled fonts can show, read from their own tables.

Knows which characters have a glyph and how wide a text is; what a page looks like is the
business of `styles/`.  `fonts/text` holds the text faces, `fonts/fallback` the faces for
every other script; a letter's own `fonts/` come first.
"""

from __future__ import annotations

import io
from functools import cached_property
from typing import IO, TYPE_CHECKING

from fontTools import unicodedata
from fontTools.ttLib import TTFont

from .errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from .diagnostics import Problem

_CJK = {"Hani", "Hira", "Kana", "Hang", "Bopo"}
_SUFFIXES = (".ttf", ".otf")
_INVISIBLE = frozenset("\t\n\r\u00ad\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u2060\ufeff")


class Face:
    """One font file: its characters and advance widths, each read when first asked for."""

    def __init__(self, path: Path, data: bytes | None = None) -> None:
        """`data` are the bytes of a stranger's file, which is not opened again."""
        self.path = path
        self._data = data

    def _open(self) -> IO[bytes]:
        return self.path.open("rb") if self._data is None else io.BytesIO(self._data)

    @cached_property
    def glyphs(self) -> dict[int, str]:
        """The glyph name of each code point."""
        with self._open() as file, TTFont(file, lazy=True) as font:
            return font.getBestCmap() or {}

    @property
    def family(self) -> str:
        """The name of the family that the face belongs to."""
        with self._open() as file, TTFont(file, lazy=True) as font:
            name: str | None = font["name"].getBestFamilyName()
            return name or self.path.stem

    def __contains__(self, character: str) -> bool:
        return ord(character) in self.glyphs

    @cached_property
    def _advances(self) -> dict[str, float]:
        with self._open() as file, TTFont(file, lazy=True) as font:
            units = font["head"].unitsPerEm
            return {glyph: width / units for glyph, (width, _) in font["hmtx"].metrics.items()}

    def advance(self, character: str) -> float:
        """The advance width of a character in em; 1 em where the face lacks it."""
        return self._advances.get(self.glyphs.get(ord(character), ""), 1.0)

    def is_sound(self) -> bool:
        """Whether the file is a font with what is asked of it."""
        try:
            return bool(self.glyphs and self._advances and self.family)
        except Exception:  # noqa: BLE001 (fontTools raises whatever a broken table leads to)
            return False

    def width(self, text: str) -> float:
        """The width of a text in em, without kerning."""
        return sum(map(self.advance, text))


class Coverage:
    """Which characters the fonts of a build can show.

    `own` is the folder of a letter's own fonts, which may not be there.  The regular style
    of a bundled family stands for the others.  A face is only opened when a character is
    looked for that those before it lack, the face called after the character's script first.
    """

    def __init__(self, bundled: Path, own: Path) -> None:
        self.text_faces = _faces(bundled / "text", "*-Regular")
        self._own = _own_faces(own)
        self._faces = self._own + self.text_faces + _faces(bundled / "fallback", "*-Regular")
        self._known: dict[str, bool] = {}

    @cached_property
    def text_face(self) -> Face:
        """The widest text face, by which widths are estimated before typesetting."""
        return max(self.text_faces, key=lambda face: face.width("n"))

    def in_text_faces(self, character: str) -> bool:
        """Whether every text face has the character, so that no fallback steps in."""
        return character in _INVISIBLE or all(character in face for face in self.text_faces)

    @cached_property
    def families(self) -> frozenset[str]:
        """The families that pages may be set in, by the names that the fonts' files begin with.

        The bundled files are called after their family (`tests/test_fonts.py` holds it); of
        a letter's own fonts the family is read.
        """
        own = {face.family for face in self._own}
        bundled = {face.path.stem for face in self._faces[len(self._own) :]}
        return frozenset(own | {stem.split("-", 1)[0] for stem in bundled})

    def has(self, character: str) -> bool:
        """Whether any face has a glyph for the character, or it needs none."""
        if character in _INVISIBLE:
            return True
        if character not in self._known:
            self._known[character] = any(character in face for face in self._likely(character))
        return self._known[character]

    def width(self, text: str) -> float:
        """The width of a text in em, each character in the face that shows it.

        Without kerning, joined forms and the sizes that the styles give to other scripts.
        """
        seen = (character for character in text if character not in _INVISIBLE)
        return sum(self._shown_by(character).advance(character) for character in seen)

    def _shown_by(self, character: str) -> Face:
        if character in self.text_face:
            return self.text_face
        faces = (face for face in self._likely(character) if character in face)
        return next(faces, self.text_face)

    def _likely(self, character: str) -> Iterator[Face]:
        """All faces, those first that the character is probably in."""
        yield from self._own
        yield from self.text_faces
        script = unicodedata.script(character)
        name = "CJK" if script in _CJK else unicodedata.script_name(script).replace("_", "")
        yield from sorted(
            self._faces[len(self._own) + len(self.text_faces) :],
            key=lambda face: (name not in face.path.name, "CJK" in face.path.name),
        )

    def missing(self, text: str) -> Iterator[int]:
        """The offsets of the characters that no font can show."""
        return (offset for offset, character in enumerate(text) if not self.has(character))


def _faces(folder: Path, pattern: str = "*") -> tuple[Face, ...]:
    paths = (path for path in folder.glob(f"{pattern}.*") if path.suffix.lower() in _SUFFIXES)
    return tuple(Face(path) for path in sorted(paths))


def _own_faces(folder: Path) -> tuple[Face, ...]:
    """A letter's own faces.  Raises `InputError` where one can't be used."""
    if not folder.is_dir():
        return ()
    from .reading.own_fonts import read_own_fonts, unreadable

    faces: list[Face] = []
    problems: list[Problem] = []
    for name, data in read_own_fonts(folder):
        path = folder / name
        if not isinstance(data, bytes):
            problems.append(data)
        elif (face := Face(path, data)).is_sound():
            faces.append(face)
        else:
            problems.append(unreadable(path))
    if problems:
        raise InputError(problems)
    return tuple(faces)
