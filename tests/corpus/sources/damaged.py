"""Files damaged on their way: what can still be read must be, and the rest is refused."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from .draft import Draft, simple, stream, text, written
from .fixture import Fixture, either, refused, words
from .locked import PACKED, saved

THREE = ("First of the damaged", "Second of the damaged", "Third of the damaged")
UNREADABLE = "annex-unreadable"
Change = Callable[[bytes], bytes]


def base() -> bytes:
    """The sound file: three pages, no compression but in the font, a classic table."""
    return simple(*THREE).bytes()


def damaged(change: Change) -> bytes:
    """The sound file after a change."""
    data = change(base())
    if data == base():
        message = "the change changes nothing"
        raise ValueError(message)
    return data


def replaced(old: bytes, new: bytes, number: int = 1) -> Change:
    """A change that replaces bytes; offsets in the table go wrong by the difference."""
    return lambda data: data.replace(old, new, number)


def cut(share: float) -> Change:
    """A change that keeps only the first part."""
    return lambda data: data[: int(len(data) * share)]


def before(mark: bytes) -> Change:
    """A change that cuts everything from the last place where this stands."""
    return lambda data: data[: data.rindex(mark)]


def without_table(data: bytes) -> bytes:
    """No table, and `startxref` leads nowhere."""
    start, trailer = data.rindex(b"xref\n0 "), data.rindex(b"trailer")
    return data[:start] + data[trailer:]


def shifted(data: bytes) -> bytes:
    """Each offset in the table is wrong by 3."""
    head, table = data[: data.rindex(b"xref\n0 ")], data[data.rindex(b"xref\n0 ") :]
    return head + re.sub(
        rb"(\d{10}) 00000 n", lambda hit: b"%010d 00000 n" % (int(hit[1]) + 3), table
    )


def object_removed(number: int) -> Change:
    """A change that takes an object out and leaves a hole of spaces."""

    def change(data: bytes) -> bytes:
        start = data.index(b"\n%d 0 obj" % number) + 1
        end = data.index(b"endobj\n", start) + 7
        return data[:start] + b" " * (end - start) + data[end:]

    return change


def objects(change: Callable[[Draft], None], catalogue: str = "") -> bytes:
    """A file whose objects are changed before it is written, so that all offsets are right."""
    draft = simple(*THREE)
    change(draft)
    return draft.bytes(catalogue)


def _content(draft: Draft, page: int) -> str:
    return f"{int(draft.pages[page].split()[0]) - 1} 0 R"


def _contents(draft: Draft, page: int, content: str) -> None:
    draft.put(_content(draft, page), stream(content))


def _page(draft: Draft, page: int, old: bytes, new: bytes) -> None:
    number = int(draft.pages[page].split()[0])
    body = draft.objects[number - 1]
    if old not in body:
        raise ValueError(old)
    draft.objects[number - 1] = body.replace(old, new)


def kids(extra: str, *, before_all: bool = False) -> bytes:
    """A page tree with one more kid."""
    draft = simple(*THREE)
    draft.pages.insert(0 if before_all else len(draft.pages), extra)
    return draft.bytes()


def count(number: int) -> bytes:
    """A page tree that is wrong about its number of pages."""
    draft = simple(*THREE)
    ready = draft.ready()
    ready[1] = ready[1].replace(b"/Count 3", b"/Count %d" % number)
    return written(ready)


def garbage_stream() -> bytes:
    """The content of page 2 is said to be compressed and is nothing of the kind."""
    return objects(
        lambda draft: draft.put(
            _content(draft, 1), stream("\x9c\x00\xff garbage", "/Filter /FlateDecode ")
        )
    )


def cut_stream() -> bytes:
    """The compressed content of page 2 ends before its end: what was decoded stays."""
    whole = stream(text(THREE[1]) + "0 0 m 1 1 l S\n" * 300, flate=True)
    body = whole[whole.index(b"stream\n") + 7 : -len(b"\nendstream") - 12]
    return objects(
        lambda draft: draft.put(_content(draft, 1), stream(body, "/Filter /FlateDecode "))
    )


def duplicate(data: bytes) -> bytes:
    """An older copy of page 1's content stands in the file under the same number."""
    number = int(re.search(rb"/Contents (\d+) 0 R", data)[1])  # type: ignore[index]
    copy = (
        b"%d 0 obj\n" % number + stream("BT /F1 12 Tf 72 760 Td (Old words) Tj ET") + b"\nendobj\n"
    )
    start = data.index(b"1 0 obj")
    return data[:start] + copy + data[start:]


def circular_parent() -> bytes:
    """Each page's parent is the page itself."""
    draft = simple(*THREE)
    for page in draft.pages:
        number = int(page.split()[0])
        draft.objects[number - 1] = draft.objects[number - 1].replace(
            b"/Parent 2 0 R", f"/Parent {page}".encode()
        )
    return draft.bytes()


def fixtures() -> list[Fixture]:
    """One fixture for each damage."""
    all_three = words(*THREE)
    of_bytes: tuple[tuple[str, str, Change], ...] = (
        ("cut-trailer", "ends before its trailer", before(b"trailer")),
        ("cut-table", "ends before its cross-reference table", before(b"xref\n0 ")),
        ("xref-shifted", "each offset in the table is wrong", shifted),
        ("xref-missing", "there is no cross-reference table", without_table),
        ("startxref-wrong", "startxref leads beyond the end",
         lambda data: re.sub(rb"startxref\n\d+", b"startxref\n99999999", data)),
        ("eof-missing", "no %%EOF", replaced(b"%%EOF\n", b"")),
        ("stream-length", "a stream is said to be longer than it is",
         lambda data: re.sub(rb"/Length \d\d >>", b"/Length 9999 >>", data, count=1)),
        ("stream-length-zero", "a stream is said to be empty",
         lambda data: re.sub(rb"/Length \d\d >>", b"/Length 0 >>", data, count=1)),
        ("endobj-missing", "no object ends", lambda data: data.replace(b"endobj\n", b"")),
        ("before-header", "an e-mail's head stands before the file",
         lambda data: b"Content-Type: application/pdf\r\n\r\n" + data),
        ("behind-end", "other bytes follow the file",
         lambda data: data + b"<html>no</html>\n" * 90),
        ("header-version", "a version that doesn't exist", replaced(b"%PDF-1.7", b"%PDF-9.z")),
        ("line-ends", "each line end became CR LF", lambda data: data.replace(b"\n", b"\r\n")),
        ("seven-bits", "each byte over 127 became a question mark",
         lambda data: re.sub(rb"[\x80-\xff]", b"?", data)),
        ("duplicate-objects", "an older copy of a page's content under the same number", duplicate),
        ("cut-late", "ends within the font's program, which stands last", cut(0.8)),
    )  # fmt: skip
    of_pages: tuple[tuple[str, str, Callable[[], bytes], list[int]], ...] = (
        ("count-high", "the page tree counts 30 pages", partial(count, 30), [1, 2, 3]),
        ("count-low", "the page tree counts 1 page", partial(count, 1), [1, 2, 3]),
        ("count-negative", "the page tree counts -5 pages", partial(count, -5), [1, 2, 3]),
        ("kid-null", "a kid of the page tree is null", partial(kids, "null"), [1, 2, 3]),
        ("kid-number", "a kid of the page tree is a number", partial(kids, "42"), [1, 2, 3]),
        ("parent-circular", "each page is its own parent", circular_parent, [1, 2, 3]),
        ("operator-cut", "page 2 ends within an operator",
         lambda: objects(lambda draft: _contents(draft, 1, text(THREE[1]) + "q 1 0 0 1 0")),
         [1, 2, 3]),
        ("string-cut", "page 2 ends within a string",
         lambda: objects(lambda draft: _contents(draft, 1, text(THREE[1]) + "BT (never closed")),
         [1, 2, 3]),
        ("unbalanced-q", "q without Q and Q without q",
         lambda: objects(lambda draft: _contents(draft, 1, "Q Q q q " + text(THREE[1]))),
         [1, 2, 3]),
        ("unbalanced-bt", "BT within BT, and no ET",
         lambda: objects(lambda draft: _contents(draft, 1, "BT " + text(THREE[1]) + "BT")),
         [1, 2, 3]),
        ("unbalanced-marks", "EMC without BMC, BMC without EMC, both across q",
         lambda: objects(lambda draft: _contents(
             draft, 1, "EMC /P BMC q " + text(THREE[1]) + "EMC EMC Q /Span << /MCID 3 >> BDC")),
         [1, 2, 3]),
        ("operands-wrong", "operators with the wrong operands, and unknown ones",
         lambda: objects(lambda draft: _contents(
             draft, 1, "q (x) w /no gs 1 cm frob Q " + text(THREE[1]) + "/none Do (y) Tj")),
         [1, 2, 3]),
        ("stream-cut", "the compressed content of page 2 is cut", cut_stream, [1, 2, 3]),
        ("stream-garbage", "the content of page 2 can't be decoded", garbage_stream, [1, 3]),
        ("resources-missing", "page 2 has no resources",
         lambda: objects(lambda draft: _page(draft, 1, b"/Resources", b"/Resourced")), [1, 3]),
        ("font-missing", "page 2 names a font that isn't there",
         lambda: objects(lambda draft: _page(draft, 1, b"/F1 3 0 R", b"/F1 999 0 R")), [1, 3]),
        ("contents-number", "the content of page 2 is a number",
         lambda: objects(lambda draft: _page(draft, 1, b"/Contents", b"/Contents 4 /Old")), [1, 3]),
        ("box-missing", "page 2 has no MediaBox",
         lambda: objects(lambda draft: _page(draft, 1, b"/MediaBox", b"/MediaBux")), [1, 2, 3]),
        ("box-nonsense", "the MediaBox of page 2 is no rectangle",
         lambda: objects(lambda draft: _page(draft, 1, b"[0 0 595 842]", b"[(a) null 3]")),
         [1, 2, 3]),
        ("annots-nonsense", "the annotations of page 2 are anything but that",
         lambda: objects(lambda draft: draft.extend(
             draft.pages[1], "/Annots [null 5 (x) << >> << /Subtype /Link >> 2 0 R 999 0 R]")),
         [1, 2, 3]),
        ("catalogue-nonsense", "outlines, names, labels and forms have the wrong types",
         lambda: simple(*THREE).bytes(
             "/Outlines 5 /Names [] /Dests (x) /PageLabels /none /AcroForm [1] /OCProperties 3 "
             "/StructTreeRoot 2 0 R /MarkInfo true /Metadata 7 /OutputIntents 1 /AF null"),
         [1, 2, 3]),
    )  # fmt: skip
    made = [
        Fixture(f"damaged-{name}", special, partial(damaged, change), all_three)
        for name, special, change in of_bytes
    ]
    made += [
        Fixture(
            f"damaged-{name}",
            special,
            make,
            {"pages": 3, "text": {str(page): [THREE[page - 1]] for page in readable}},
        )
        for name, special, make, readable in of_pages
    ]
    return [*made, *_doubtful(), *_hopeless()]


def _doubtful() -> list[Fixture]:
    """Files of which some readers get more than others."""
    second = int(simple(*THREE).pages[1].split()[0])
    return [
        Fixture("damaged-kid-missing", "a page's object is not there: two pages are left",
                partial(damaged, object_removed(second)), words(THREE[0], THREE[2])),
        either("damaged-kid-font", "a kid of the page tree is a font: three pages, or four",
               partial(kids, "3 0 R")),
        either("damaged-generations", "the table says other generations than the objects",
               partial(damaged, lambda data: data.replace(b" 00000 n", b" 00007 n"))),
    ]  # fmt: skip


def _hopeless() -> list[Fixture]:
    """Files of which nothing can be read, or no page."""
    return [
        refused("damaged-empty", "an empty file", lambda: b"", "annex-not-a-pdf"),
        refused("damaged-header-only", "a header and nothing else", lambda: b"%PDF-1.7\n",
                UNREADABLE),
        refused("damaged-html", "a page of HTML with the name of a PDF",
                lambda: b"<!DOCTYPE html><title>Not found</title><p>404</p>\n", "annex-not-a-pdf"),
        refused("damaged-zeros", "a download that never came: only zeros",
                lambda: bytes(4096), "annex-not-a-pdf"),
        refused("damaged-cut-early", "ends within the first pages",
                partial(damaged, cut(0.05)), UNREADABLE),
        refused("damaged-cut-packed", "objects are packed into a stream, and its end is cut",
                lambda: cut(0.6)(saved(base(), object_stream_mode=PACKED)), UNREADABLE),
        refused("damaged-no-root", "the catalogue is not there",
                partial(damaged, object_removed(1)), UNREADABLE),
        refused("damaged-no-pages", "a page tree without a page",
                lambda: Draft().bytes(), "annex-no-pages"),
        refused("damaged-pages-null", "the page tree is null",
                lambda: written([b"<< /Type /Catalog /Pages 2 0 R >>", b"null"]), UNREADABLE),
    ]  # fmt: skip
