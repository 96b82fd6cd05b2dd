"""Small files that unfold: pages, bytes, objects, depth, and circles without an end."""

from __future__ import annotations

import zlib

from .draft import Draft, simple, stream, text, written
from .fixture import Fixture, either, refused, words
from .tags import marked, tagged

FORM = "/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << {} >> "


def packed(draft: Draft, catalogue: str = "") -> bytes:
    """The draft with its objects packed into streams, which makes repetitions cheap."""
    return xref_stream(draft.ready(catalogue))


def flat_pages() -> bytes:
    """100,000 references to one page, in one compressed object."""
    one = b"[" + b"3 0 R " * 100_000 + b"]"
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"
    tree = b"<< /Type /Pages /Count 100000 /Kids %b >>" % one
    return xref_stream([b"<< /Type /Catalog /Pages 2 0 R >>", tree, page])


def nested_pages() -> bytes:
    """A million pages: each node of the page tree has the next one a hundred times."""
    draft = simple("One of a million pages")
    for level in (1, 2, 3):
        kids = " ".join([draft.pages[0]] * 100)
        draft.pages = [
            draft.add(f"<< /Type /Pages /Parent 2 0 R /Count {100**level} /Kids [{kids}] >>")
        ]
    return draft.bytes()


def deep_pages() -> bytes:
    """A page tree of 5,000 levels."""
    draft = simple("A page at the bottom")
    for _ in range(5000):
        [kid] = draft.pages
        draft.pages = [draft.add(f"<< /Type /Pages /Parent 2 0 R /Count 1 /Kids [{kid}] >>")]
    return packed(draft)


def circular_pages() -> bytes:
    """A page tree whose kid is its root."""
    draft = simple("A page in a circle")
    draft.pages.append("2 0 R")
    return draft.bytes()


def squeezed(unit: bytes, times: int, before: bytes = b"") -> bytes:
    """These bytes so many times, behind others, compressed twice."""
    outer, inner = zlib.compressobj(9), zlib.compressobj(9)
    block, whole = unit * 4096, outer.compress(inner.compress(before))
    for _ in range(times // 4096):
        whole += outer.compress(inner.compress(block))
    return whole + outer.compress(inner.flush()) + outer.flush()


def flate() -> bytes:
    """A content of 700 MB in a few KB."""
    draft = simple("never shown")
    content = f"{int(draft.pages[0].split()[0]) - 1} 0 R"
    body = squeezed(b"0 0 m 9 9 l S\n   ", 42_000_000)
    draft.put(content, stream(body, "/Filter [/FlateDecode /FlateDecode] "))
    return draft.bytes()


def image() -> bytes:
    """A picture of 40,000 × 40,000 points in a few KB."""
    draft = Draft()
    shown = draft.add(
        stream(
            squeezed(b"\x7f" * 16, 100_000_000),
            "/Type /XObject /Subtype /Image /Width 40000 /Height 40000 /ColorSpace /DeviceGray "
            "/BitsPerComponent 8 /Filter [/FlateDecode /FlateDecode] ",
        )
    )
    draft.page(
        text("Beside a huge picture") + "q 400 0 0 400 72 200 cm /Im Do Q\n",
        resources=f"/XObject << /Im {shown} >>",
    )
    return draft.bytes()


def xref_stream(objects: list[bytes], *, declared: int | None = None, spaces: int = 0) -> bytes:
    """These objects in one object stream (7.5.7) behind a cross-reference stream (7.5.8).

    Streams stand outside of it, as they must.  `declared` is the number of objects that the
    stream claims to have; so many `spaces` follow them.  It is compressed twice.
    """
    inner = {number: body for number, body in enumerate(objects, 1) if b"stream\n" not in body}
    index, packed_ = b"", b""
    for number, body in inner.items():
        index += b"%d %d " % (number, len(packed_))
        packed_ += body + b"\n"
    entries = f"/Type /ObjStm /N {declared or len(inner)} /First {len(index)} "
    data = squeezed(b" " * 16, spaces // 16, index + packed_)
    holder, places = len(objects) + 1, list(inner)
    table = [(0, 0, 65535)] + [
        (2, holder, places.index(number)) if number in inner else (1, 0, 0)
        for number in range(1, holder)
    ]
    out = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
    held = stream(data, f"{entries}/Filter [/FlateDecode /FlateDecode] ")
    for number, body in enumerate([*objects, held], start=1):
        if number not in inner:
            table[number : number + 1] = [(1, len(out), 0)]
            out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    rows = b"".join(
        kind.to_bytes(1, "big") + first.to_bytes(4, "big") + second.to_bytes(2, "big")
        for kind, first, second in [*table, (1, len(out), 0)]
    )
    entries = f"/Type /XRef /Size {holder + 2} /W [1 4 2] /Root 1 0 R "
    last = b"%d 0 obj\n" % (holder + 1) + stream(rows, entries, flate=True) + b"\nendobj\n"
    return out + last + b"startxref\n%d\n%%%%EOF\n" % len(out)


def unfolding() -> bytes:
    """An object stream of 400 MB: a few objects, and then spaces."""
    return xref_stream(simple("A packed page").ready(), spaces=400_000_000)


def recursion() -> bytes:
    """Forms that draw themselves and each other, and a pattern that is filled with itself."""
    draft = Draft()
    one, two, three = (draft.add("null") for _ in range(3))
    draft.put(one, stream("/Me Do\n", FORM.format(f"/XObject << /Me {one} >>")))
    draft.put(two, stream("/Other Do\n", FORM.format(f"/XObject << /Other {three} >>")))
    draft.put(three, stream("/Other Do\n", FORM.format(f"/XObject << /Other {two} >>")))
    draft.page(
        text("Beside circular forms") + "/A Do /B Do\n",
        resources=f"/XObject << /A {one} /B {two} >>",
    )
    return draft.bytes()


def fan() -> bytes:
    """Forms of twelve levels, each drawn ten times by the next: a trillion drawings."""
    draft = Draft()
    inner = draft.add(stream("0 0 1 1 re f\n", FORM.format("")))
    for _ in range(12):
        inner = draft.add(stream("/X Do " * 10, FORM.format(f"/XObject << /X {inner} >>")))
    draft.page(text("Beside a fan") + "/X Do\n", resources=f"/XObject << /X {inner} >>")
    return draft.bytes()


def circular_outlines() -> bytes:
    """Bookmarks whose next one is the first, and whose child is the parent."""
    draft = simple("Circular bookmarks")
    root, one, two = (draft.add("null") for _ in range(3))
    draft.put(root, f"<< /Type /Outlines /First {one} /Last {two} /Count 2 >>")
    place = f"/Parent {root} /Dest [{draft.pages[0]} /Fit]"
    draft.put(one, f"<< /Title (One) {place} /Next {two} /First {one} /Last {one} /Count 1 >>")
    draft.put(two, f"<< /Title (Two) {place} /Next {one} /Prev {one} >>")
    return draft.bytes(f"/Outlines {root}")


def circular_names() -> bytes:
    """A name tree, a field tree, page labels and actions that lead back to themselves."""
    draft = simple("Circular trees")
    names, field, labels, action = (draft.add("null") for _ in range(4))
    draft.put(
        names, f"<< /Kids [{names}] /Names [(here) [{draft.pages[0]} /Fit]] /Limits [(a) (z)] >>"
    )
    draft.put(field, f"<< /T (field) /Kids [{field}] /Parent {field} >>")
    draft.put(labels, f"<< /Kids [{labels} {labels}] >>")
    draft.put(action, f"<< /S /GoTo /D (here) /Next [{action} {action}] >>")
    link = draft.add(f"<< /Type /Annot /Subtype /Link /Rect [72 700 99 720] /A {action} >>")
    draft.extend(draft.pages[0], f"/Annots [{link} {link} {link}]")
    return draft.bytes(
        f"/Names << /Dests {names} /EmbeddedFiles {names} >> /PageLabels {labels} "
        f"/AcroForm << /Fields [{field} {field}] >>"
    )


def circular_resources() -> bytes:
    """A colour space, a font and a function that are made of themselves."""
    draft = Draft()
    space, font, state, function = (draft.add("null") for _ in range(4))
    draft.put(space, f"[/Indexed {space} 1 <0001>]")
    draft.put(
        font,
        "<< /Type /Font /Subtype /Type0 /BaseFont /Round /Encoding /Identity-H "
        f"/DescendantFonts [{font}] >>",
    )
    draft.put(state, f"<< /SMask << /S /Alpha /G {state} /TR {function} >> >>")
    draft.put(
        function,
        f"<< /FunctionType 3 /Domain [0 1] /Functions [{function}] /Bounds [] /Encode [0 1] >>",
    )
    draft.page(
        text("Beside circular resources") + "/Cs cs 1 sc 9 9 9 9 re f /Gs gs 9 9 9 9 re f\n",
        resources=f"/ColorSpace << /Cs {space} >> /ExtGState << /Gs {state} >> "
        f"/Pattern << /F2 {font} >>",
    )
    return draft.bytes()


def circular_structure() -> bytes:
    """A structure tree whose leaf has the root for a kid, and two that have each other."""
    draft = Draft()
    page = draft.page(
        marked("P", 0, text("In a circular tree")) + marked("P", 1, text("And", at=(72, 700))),
        "/StructParents 0",
    )
    one, two = draft.add("null"), draft.add("null")
    draft.put(one, f"<< /Type /StructElem /S /Div /P {two} /K [{two}] >>")
    draft.put(two, f"<< /Type /StructElem /S /Div /P {one} /K [{one}] >>")
    entries = tagged(
        draft, f"/S /P /Pg {page} /K 0", f"/S /Div /K [{one} {two}]", f"/S /P /Pg {page} /K 1"
    )
    return draft.bytes(entries)


def deep_structure() -> bytes:
    """A structure tree of 5,000 levels."""
    draft = Draft()
    page = draft.page(marked("P", 0, text("Deep in the tree")), "/StructParents 0")
    kid = f"<< /S /P /Pg {page} /K 0 >>"
    for _ in range(5000):
        kid = draft.add(f"<< /S /Div /K {kid} >>")
    return packed(draft, tagged(draft, f"/S /Div /K {kid}"))


def annotations() -> bytes:
    """3,000 links on one page, and one of them 2,000 times more."""
    draft = simple("A page of links")
    links = [
        draft.add(
            "<< /Type /Annot /Subtype /Link /Rect [72 700 99 720] "
            "/A << /S /URI /URI (https://example.org/) >> >>"
        )
        for _ in range(3000)
    ]
    draft.extend(draft.pages[0], f"/Annots [{' '.join(links + links[:1] * 2000)}]")
    return packed(draft)


def metadata() -> bytes:
    """Entities of XML that unfold to gigabytes."""
    entities = "".join(f"<!ENTITY e{level} '{f'&e{level - 1};' * 10}'>" for level in range(1, 12))
    packet = (
        f"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY e0 'haha'>{entities}]>"
        "<x:xmpmeta xmlns:x='adobe:ns:meta/'>&e11;</x:xmpmeta>"
    )
    draft = simple("Metadata that unfold")
    data = draft.add(stream(packet, "/Type /Metadata /Subtype /XML "))
    return draft.bytes(f"/Metadata {data}")


def previous() -> bytes:
    """A cross-reference table whose previous one is itself."""
    data = simple("A table before itself").bytes()
    start = int(data[data.rindex(b"startxref") + 10 :].split()[0])
    return data.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev %d" % start)


def self_reference() -> bytes:
    """Objects that are references to themselves and to each other."""
    ready = simple("Beside references in a circle").ready()
    number = len(ready)
    ready[0] = ready[0].removesuffix(b">>") + b"/Outlines %d 0 R >>" % (number + 1)
    return written([*ready, b"%d 0 R" % (number + 2), b"%d 0 R" % (number + 1)])


def fixtures() -> list[Fixture]:
    """One fixture for each bomb."""
    much = "annex-too-demanding"
    return [
        refused("hostile-pages-flat", "100,000 references to one page", flat_pages, much),
        refused("hostile-pages-nested", "a million pages in four objects", nested_pages),
        either("hostile-pages-deep", "a page tree of 5,000 levels", deep_pages),
        either("hostile-pages-circular", "a page tree in a circle", circular_pages),
        refused("hostile-flate", "a content of 700 MB in a few KB", flate, much),
        either("hostile-picture", "a picture of 1.6 GB in a few KB", image),
        either("hostile-packed-count", "an object stream that claims 99,999,999 objects",
               lambda: xref_stream(simple("A packed page").ready(), declared=99_999_999)),
        either("hostile-packed-size", "an object stream of 400 MB",
               unfolding),
        Fixture("hostile-forms-circular", "forms that draw themselves", recursion,
                words("Beside circular forms")),
        either("hostile-forms-fan", "a trillion drawings", fan),
        Fixture("hostile-outlines-circular", "bookmarks in a circle", circular_outlines,
                {**words("Circular bookmarks"), "bookmarks": 2}),
        Fixture("hostile-trees-circular", "names, fields, labels and actions in circles",
                circular_names, words("Circular trees")),
        Fixture("hostile-resources-circular", "a colour space, a font, a function of themselves",
                circular_resources, words("Beside circular resources")),
        Fixture("hostile-structure-circular", "a structure tree in circles", circular_structure,
                words("In a circular tree")),
        Fixture("hostile-structure-deep", "a structure tree of 5,000 levels", deep_structure,
                words("Deep in the tree")),
        Fixture("hostile-annotations", "3,000 links, one of them 2,000 times more", annotations,
                words("A page of links")),
        Fixture("hostile-metadata", "XML entities that unfold to gigabytes", metadata,
                words("Metadata that unfold")),
        Fixture("hostile-previous", "a cross-reference table before itself", previous,
                words("A table before itself")),
        Fixture("hostile-self", "references to themselves", self_reference,
                words("Beside references in a circle")),
    ]  # fmt: skip
