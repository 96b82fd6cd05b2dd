"""The twin in Word: real styles, lists, notes and columns, for offices that take nothing else.

Written as the standard says (ISO/IEC 29500-1, WordprocessingML), part by part: the libraries
know no notes at the foot, no fields, and leave their own name and time in the file.
"""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from ... import assets
from ...wording import Wording
from . import sections
from .languages import east_asian_face, kind_of, tag_for_word
from .lists import Lists
from .packing import packed
from .paragraphs import ParagraphWriter
from .relations import Relations
from .runs import RunWriter
from .sections import MARGIN, Running
from .xml import HEAD, PACKAGE, SPACES, element, part, tag

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..blocks import Block
    from ..content import Content

_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_CORE = "application/vnd.openxmlformats-package.core-properties+xml"
_CORE_PROPERTIES = f"{PACKAGE}/metadata/core-properties"
_SPECIAL = (("separator", -1), ("continuationSeparator", 0))  # notes that Word asks for


def word_file(content: Content, blocks: Sequence[Block]) -> bytes:
    """The blocks of a letter as a .docx."""
    wording = Wording(content.language)
    notes = dict.fromkeys(block.identity for block in blocks if block.kind == "note")
    numbers = {identity: number for number, identity in enumerate(notes, 1)}
    places = _places(blocks, numbers)
    width = content.sheet[0] - 2 * MARGIN
    lists = Lists()

    def writer() -> ParagraphWriter:
        mirrored = wording.is_right_to_left
        pictures = content.pictures
        runs = RunWriter(content.language, mirrored, width, pictures, places, numbers)
        return ParagraphWriter(runs, lists, content)

    main, foot_notes = writer(), writer()
    notices = [block.text for block in blocks if "notice" in block.classes]
    foot_lines = [line for line in (*notices, content.confidence) if line]
    running = Running(
        main.runs.relations.add("header", "header1.xml"),
        main.runs.relations.add("footer", "footer1.xml") if foot_lines else None,
    )
    document = main.document(blocks, running)
    parts = {
        "document": _document(document),
        "footnotes": _footnotes(foot_notes, blocks, numbers),
        "numbering": lists.written(),
        "styles": _styles(content.language),
        "settings": _settings(content.language),
        "header1": sections.head(content, wording),
        **({"footer1": sections.foot(foot_lines)} if foot_lines else {}),
    }
    for name in ("footnotes", "numbering", "styles", "settings"):
        main.runs.relations.add(name, f"{name}.xml")
    return packed(_package(parts, content, main.runs, foot_notes.runs))


def _places(blocks: Sequence[Block], notes: Mapping[str, int]) -> dict[str, str]:
    """The bookmarks of what a link may lead to, by its ID."""
    known = dict.fromkeys(block.identity for block in blocks if block.identity)
    return {
        identity: f"place_{number}"
        for number, identity in enumerate(known, 1)
        if identity not in notes
    }


def _document(body: str) -> bytes:
    return f"{HEAD}<w:document {SPACES}>{element('body', body)}</w:document>".encode()


def _footnotes(
    writer: ParagraphWriter, blocks: Sequence[Block], numbers: Mapping[str, int]
) -> bytes:
    written = [
        element("footnote", element("p", element("r", element(kind))), type=kind, id=number)
        for kind, number in _SPECIAL
    ]
    own: dict[str, list[Block]] = {}
    for block in blocks:
        if block.kind == "note":
            own.setdefault(block.identity, []).append(block)
    for identity, number in numbers.items():
        written.append(element("footnote", writer.note(own[identity]), id=number))
    return part("footnotes", written)


def _styles(language: str) -> bytes:
    path = assets.styles_folder() / "twins" / "word.xml"
    kind = kind_of(language)
    languages = {"val": "en-GB", "eastAsia": "zh-CN", "bidi": "ar-SA"} | {
        kind: tag_for_word(language)
    }
    text = Template(path.read_text(encoding="utf-8")).substitute(
        east_asian=east_asian_face(language),
        latin_language=languages["val"],
        east_asian_language=languages["eastAsia"],
        right_to_left_language=languages["bidi"],
    )
    return text.encode()


def _settings(language: str) -> bytes:
    special = (element("footnote", id=number) for _, number in _SPECIAL)
    word = "http://schemas.microsoft.com/office/word"
    mode = element("compatSetting", name="compatibilityMode", uri=word, val=15)
    themed = element("themeFontLang", **{kind_of(language): tag_for_word(language)})
    return part("settings", (element("footnotePr", *special), element("compat", mode), themed))


def _package(
    parts: Mapping[str, bytes], content: Content, main: RunWriter, notes: RunWriter
) -> dict[str, bytes]:
    """All files of the zip by their names; the list of their types is the first."""
    top = Relations()
    top.add("officeDocument", "word/document.xml")
    top.add(f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml")
    files = {
        "[Content_Types].xml": _types(parts),
        "_rels/.rels": top.written(),
        "docProps/core.xml": _core(content),
        **{f"word/{name}.xml": data for name, data in parts.items()},
        "word/_rels/document.xml.rels": main.relations.written(),
    }
    if len(notes.relations):
        files["word/_rels/footnotes.xml.rels"] = notes.relations.written()
    for source, name in {**notes.shown, **main.shown}.items():
        files[f"word/{name}"] = content.pictures[source].data
    return files


def _types(parts: Mapping[str, bytes]) -> bytes:
    defaults = {
        "rels": "application/vnd.openxmlformats-package.relationships+xml",
        "xml": "application/xml",
        "png": "image/png",
        "jpeg": "image/jpeg",
    }
    kinds = {f"word/{name}": f"{_MAIN}.{name.rstrip('1')}+xml" for name in parts}
    kinds["word/document"] = f"{_MAIN}.document.main+xml"
    kinds["docProps/core"] = _CORE
    listed = [
        *(
            tag("Default", {"Extension": key, "ContentType": kind})
            for key, kind in defaults.items()
        ),
        *(
            tag("Override", {"PartName": f"/{name}.xml", "ContentType": kind})
            for name, kind in kinds.items()
        ),
    ]
    return (HEAD + tag("Types", {"xmlns": f"{PACKAGE}/content-types"}, *listed)).encode()


def _core(content: Content) -> bytes:
    """What the file says of itself; its date is the letter's, not that of its making."""
    spaces: dict[str, object] = {
        "xmlns:cp": _CORE_PROPERTIES,
        "xmlns:dc": "http://purl.org/dc/elements/1.1/",
        "xmlns:dcterms": "http://purl.org/dc/terms/",
        "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
    }
    date = f"{content.date.isoformat()}T00:00:00Z"
    moment: dict[str, object] = {"xsi:type": "dcterms:W3CDTF"}
    return (
        HEAD
        + tag(
            "cp:coreProperties",
            spaces,
            tag("dc:title", {}, escape(content.title)),
            tag("dc:subject", {}, escape(content.description)),
            tag("dc:creator", {}, escape(content.author)) if content.author else "",
            tag("cp:keywords", {}, escape(", ".join(content.keywords))),
            tag("dc:language", {}, content.language),
            tag("dcterms:created", moment, date),
            tag("dcterms:modified", moment, date),
        )
    ).encode()
