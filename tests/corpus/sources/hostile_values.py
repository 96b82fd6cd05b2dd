"""Values that nobody expects: huge, negative, deep, garbage."""

from __future__ import annotations

import random
from functools import partial

from .draft import Draft, simple, stream, text
from .fixture import Fixture, either, refused, words
from .hostile_bombs import packed
from .tags import marked, tagged

HUGE = "99999999999999999999999999"


def box(size: str, entries: str = "") -> bytes:
    """A page with this MediaBox."""
    draft = Draft()
    draft.page(text("A page of odd size"), entries, box=size)
    return draft.bytes()


def noise(length: int) -> bytes:
    """The same random bytes each time."""
    return random.Random(20220308).randbytes(length)  # noqa: S311 (garbage, no secret)


def pictures() -> bytes:
    """Pictures whose bytes are no picture: JBIG2, JPEG 2000, JPEG, CCITT, and sizes that lie."""
    draft = Draft()
    entries = "/Type /XObject /Subtype /Image /BitsPerComponent {} /ColorSpace /DeviceGray {} "
    bodies = [
        stream(noise(200), entries.format(bits, f"/Width 50 /Height 50 /Filter /{name}"))
        for name, bits in (
            ("JBIG2Decode", 1),
            ("JPXDecode", 8),
            ("DCTDecode", 8),
            ("CCITTFaxDecode", 1),
            ("NoSuchDecode", 8),
        )
    ]
    bodies += [
        stream(noise(20), entries.format(8, f"/Width {width} /Height {height}"))
        for width, height in (("-5", "5"), (HUGE, "1"), ("0", "0"), ("(a)", "/b"), ("50", "50"))
    ]
    references = [draft.add(body) for body in bodies]
    names = " ".join(f"/I{index} {image}" for index, image in enumerate(references))
    shown = "".join(f"q 50 0 0 50 72 {50 * index} cm /I{index} Do Q\n" for index in range(10))
    draft.page(text("Beside garbage") + shown, resources=f"/XObject << {names} >>")
    return draft.bytes()


def fonts() -> bytes:
    """Font programs of noise, widths that lie, and a table of characters that unfolds."""
    draft = Draft()
    program = draft.add(stream(noise(300), "/Length1 300 "))
    table = draft.add(
        stream(
            "begincmap 1 begincodespacerange <00> <FF> endcodespacerange\n"
            + "1 beginbfrange <0000> <FFFFFFFF> <0041> endbfrange\n" * 50
            + "1 beginbfchar <41> <D800> endbfchar endcmap"
        )
    )
    descriptor = draft.add(
        f"<< /Type /FontDescriptor /FontName /Noise /Flags {HUGE} /FontBBox [0 0] "
        f"/FontFile2 {program} /FontFile {program} /FontFile3 {program} >>"
    )
    font = draft.add(
        "<< /Type /Font /Subtype /TrueType /BaseFont /Noise /FirstChar -9 /LastChar 99999999 "
        f"/Widths [(a) null {HUGE}] /FontDescriptor {descriptor} /ToUnicode {table} "
        "/Encoding << /Differences [/a -5 /b 99999999 /c] >> >>"
    )
    content = text("Beside a garbled font") + "BT /F2 12 Tf 72 700 Td (ABC) Tj ET\n"
    draft.read(content)
    shown = draft.add(stream(content))
    draft.pages.append(
        draft.add(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {shown} "
            f"/Resources << /Font << /F1 3 0 R /F2 {font} >> >> >>"
        )
    )
    return draft.bytes()


def numbers() -> bytes:
    """Numbers beyond all reason in the content."""
    draft = Draft()
    values = (
        f"q {HUGE} 0 0 {HUGE} -{HUGE} 0 cm 0 0 1 1 re f Q\n"
        f"q 0 0 0 0 0 0 cm 0 0 1 1 re f Q\n"
        f"{HUGE} w 0 0 m {HUGE} -{HUGE} l S\n"
        f"[{'1 ' * 500}] {HUGE} d 5 J -3 j 0 M 0.0000000000000000000000001 w\n"
        f"BT /F1 {HUGE} Tf 0 0 Td (x) Tj ET BT /F1 -12 Tf {HUGE} Tz {HUGE} Ts (x) Tj ET\n"
        f"--5 +-3 1.2.3 .. - + 4-5 re 0x10 1e5 NaN Infinity sc\n"
    )
    draft.page(text("Before the numbers") + f"q {values} Q\n")
    return draft.bytes()


def deep(kind: str) -> bytes:
    """Arrays or dictionaries within each other, or q within q, tens of thousands of them."""
    draft = Draft()
    if kind == "state":
        draft.page("")
        content = text("Deep within q") + "q " * 200_000 + "Q " * 200_000
        draft.read(content)
        number = int(draft.pages[0].split()[0]) - 1
        draft.put(f"{number} 0 R", stream(content, flate=True))
        return draft.bytes()
    draft.page(text(f"Deep within {kind}"))
    if kind == "content":
        content = text("Deep within content") + "[" * 50_000 + "]" * 50_000 + " TJ\n"
        number = int(draft.pages[0].split()[0]) - 1
        draft.put(f"{number} 0 R", stream(content, flate=True))
        return draft.bytes()
    nest = "[" * 20_000 + "]" * 20_000 if kind == "array" else "<< /K " * 5000 + "1" + ">>" * 5000
    return packed(draft, f"/Deeper {draft.add(nest)}")


def structure() -> bytes:
    """Roles in a circle, marks with numbers beyond all reason, keys of the same kind."""
    draft = Draft()
    content = (
        marked("One", 0, text("Held by a circular role"))
        + marked("P", 2147483647, text("A huge mark", at=(72, 700)))
        + f"/P << /MCID {HUGE} >> BDC\n{text('A larger one', at=(72, 660))}EMC\n"
        + f"/P << /MCID -1 >> BDC\n{text('A negative one', at=(72, 620))}EMC\n"
        + f"/P << /MCID (x) >> BDC\n{text('A mark of letters', at=(72, 580))}EMC\n"
    )
    page = draft.page(content, "/StructParents 4294967295")
    root = (
        "/RoleMap << /One /Two /Two /Three /Three /One /P /P >> /ParentTreeNextKey -1 "
        f"/IDTree << /Nums [{HUGE} null -5 (x)] >>"
    )
    return draft.bytes(
        tagged(
            draft,
            f"/S /One /Pg {page} /K 0",
            f"/S /P /Pg {page} /K [2147483647 {HUGE} -1]",
            root=root,
        )
    )


def labels() -> bytes:
    """Page labels from a number and with a prefix beyond all reason."""
    draft = simple("Strange labels", "Second of them")
    nums = f"0 << /S /R /St 2147483647 /P ({'x' * 20_000}) >> 1 << /S /a /St {HUGE} >>"
    # Not within the catalogue: a reader may give up the object that such a number stands in.
    tree = draft.add(f"<< /Nums [{nums} -7 << /S /nonsense >>] >>")
    return draft.bytes(f"/PageLabels {tree}")


def names() -> bytes:
    """Names and titles with NUL, line ends, controls of direction, and no valid coding."""
    draft = simple("Strange names")
    page = draft.pages[0]
    root = draft.add("null")
    titles = (
        "<00410042>",
        "(a\\000b\\nc)",
        "<FEFFD800>",
        "<FEFF202E0041>",
        f"({'y' * 5000})",
        "()",
    )
    items = [draft.add("null") for _ in titles]
    for index, (item, title) in enumerate(zip(items, titles, strict=True)):
        later = f"/Next {items[index + 1]}" if index + 1 < len(items) else ""
        draft.put(item, f"<< /Title {title} /Parent {root} {later} /Dest [{page} /Fit] >>")
    draft.put(root, f"<< /Type /Outlines /First {items[0]} /Last {items[-1]} /Count 6 >>")
    places = " ".join(f"{title} [{page} /Fit]" for title in titles[:5])
    info = draft.add("<< /Title <FEFF00410000202E0042> /Producer (\\000\\001\\377) >>")
    return draft.bytes(
        f"/Outlines {root} /Names << /Dests << /Names [{places}] >> >> "
        f"/#00#00 /#ff#fe /Lang (not a language; really)",
        trailer=f"/Info {info} ",
    )


def lengths() -> bytes:
    """Streams whose length is negative, a name, or a reference to the stream itself."""
    draft = simple("Lengths that lie", "Second of the lengths", "Third of the lengths")
    for page, length in zip(draft.pages, ("-50", "/none", None), strict=True):
        number = int(page.split()[0]) - 1
        body = draft.objects[number - 1]
        start = body.index(b"/Length ") + 8
        end = body.index(b" ", start)
        draft.objects[number - 1] = body[:start] + (length or f"{number} 0 R").encode() + body[end:]
    return draft.bytes()


def predictors() -> bytes:
    """Filters with parameters beyond all reason."""
    draft = simple("Before the filters", "never shown")
    number = int(draft.pages[1].split()[0]) - 1
    draft.put(
        f"{number} 0 R",
        stream(
            text("never shown"),
            f"/DecodeParms << /Predictor 15 /Columns 2000000000 /Colors {HUGE} >> ",
            flate=True,
        ),
    )
    return draft.bytes()


def tables() -> bytes:
    """A trailer that promises two thousand million objects."""
    data = simple("A table of millions").bytes()
    start = data.index(b"/Size ", data.rindex(b"trailer")) + 6
    return data[:start] + b"1999999999" + data[data.index(b" ", start) :]


def handler() -> bytes:
    """Encrypted by a handler that nobody knows."""
    return simple("Not encrypted at all").bytes(
        trailer="/Encrypt << /Filter /Evil.Handler /V 9 /R 99 /Length -8 >> /ID [<00> <00>] "
    )


def fixtures() -> list[Fixture]:
    """One fixture for each kind of value."""
    return [
        either("hostile-box-huge", "a page of a thousand million pt",
               partial(box, "0 0 1000000000 1000000000")),
        either("hostile-box-endless", "a page larger than numbers go",
               partial(box, f"0 0 {HUGE} 5")),
        either("hostile-box-empty", "a page without area", partial(box, "0 0 0 0")),
        either("hostile-box-hair", "a page as thin as a hair", partial(box, "0 0 0.001 842")),
        either("hostile-unit", "a UserUnit of a thousand million",
               partial(box, "0 0 595 842", "/UserUnit 1000000000")),
        Fixture("hostile-unit-negative", "a negative UserUnit, a rotation by 45 degrees",
                partial(box, "0 0 595 842", "/UserUnit -2 /Rotate 45"),
                words("A page of odd size")),
        Fixture("hostile-pictures", "pictures of garbage, sizes that lie", pictures,
                words("Beside garbage")),
        Fixture("hostile-fonts", "font programs of garbage", fonts, words("Beside a garbled font")),
        Fixture("hostile-numbers", "numbers beyond all reason in the content", numbers,
                words("Before the numbers")),
        Fixture("hostile-deep-array", "20,000 arrays within each other", partial(deep, "array"),
                words("Deep within array")),
        Fixture("hostile-deep-dictionary", "5,000 dictionaries within each other",
                partial(deep, "dictionary"), words("Deep within dictionary")),
        Fixture("hostile-deep-content", "50,000 arrays within each other in the content",
                partial(deep, "content"), words("Deep within content")),
        Fixture("hostile-deep-state", "200,000 graphics states within each other",
                partial(deep, "state"), words("Deep within q")),
        Fixture("hostile-structure-values", "roles in a circle, marks with huge numbers", structure,
                words("Held by a circular role")),
        Fixture("hostile-labels", "page labels beyond all reason", labels,
                words("Strange labels", "Second of them")),
        Fixture("hostile-names", "titles and names with controls and no valid coding", names,
                {**words("Strange names")}),
        Fixture("hostile-lengths", "lengths that are negative, a name, the stream itself", lengths,
                words("Lengths that lie", "Second of the lengths", "Third of the lengths")),
        either("hostile-filters", "parameters of a filter beyond all reason", predictors),
        Fixture("hostile-table", "a trailer that promises 1,999,999,999 objects", tables,
                words("A table of millions")),
        refused(
            "hostile-handler",
            "encrypted by an unknown handler",
            handler,
            "annex-encryption-unknown",
        ),
    ]  # fmt: skip
