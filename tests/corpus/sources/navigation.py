"""What leads through a file: links, destinations, bookmarks, page labels, layers, attachments."""

from __future__ import annotations

from .draft import DATE, Draft, simple, stream, text
from .fixture import Fixture, words

LINK = "<< /Type /Annot /Subtype /Link /Rect [{}] /Border [0 0 0] /F 4 {} >>"
THREE = ("First page", "Second page", "Third page")


def _link(draft: Draft, page: int, rectangle: str, entries: str) -> None:
    link = draft.add(LINK.format(rectangle, entries))
    draft.extend(draft.pages[page], f"/Annots [{link}]")


def links() -> bytes:
    """External links, a URL with non-ASCII bytes, an internal one straight to a page."""
    draft = simple(*THREE)
    address = "/A << /S /URI /URI (https://example.org/report?a=1&b=2) >>"
    _link(draft, 0, "72 750 200 775", f"{address} /Contents (The report)")
    _link(draft, 1, "72 750 200 775", "/A << /S /URI /URI (mailto:office@example.org) >>")
    _link(draft, 2, "72 750 200 775", f"/Dest [{draft.pages[0]} /XYZ 72 800 null]")
    return draft.bytes()


def destinations(words_: str, *, old: bool) -> bytes:
    """Named destinations, in the old dictionary or in a name tree, and links to them."""
    draft = simple(*(f"{words_} {page.lower()}" for page in THREE))
    first = f"[{draft.pages[0]} /XYZ 0 842 null]"
    second = f"<< /D [{draft.pages[1]} /FitH 700] >>"
    name = "/summary" if old else "(summary)"
    _link(draft, 2, "72 750 200 775", f"/A << /S /GoTo /D {name} >>")
    _link(draft, 0, "72 750 200 775", f"/Dest {'/annex' if old else '(annex)'}")
    if old:
        return draft.bytes(f"/Dests << /annex {second} /summary {first} >>")
    left = draft.add(f"<< /Limits [(annex) (annex)] /Names [(annex) {second}] >>")
    right = draft.add(f"<< /Limits [(summary) (summary)] /Names [(summary) {first}] >>")
    return draft.bytes(f"/Names << /Dests << /Kids [{left} {right}] >> >>")


def bookmarks() -> bytes:
    """Three levels of bookmarks: to a page, to a name, by an action, and to nothing."""
    draft = simple(*THREE)
    root, one, two, three, deep = (draft.add("null") for _ in range(5))
    draft.put(root, f"<< /Type /Outlines /First {one} /Last {three} /Count 4 >>")
    draft.put(
        one,
        f"<< /Title (Findings) /Parent {root} /Next {three} /First {two} /Last {two} /Count 2 "
        f"/Dest [{draft.pages[0]} /Fit] >>",
    )
    draft.put(
        two,
        f"<< /Title <FEFF00C400720067006500720020201300200061> /Parent {one} /First {deep} "
        f"/Last {deep} /Count 1 /A << /S /GoTo /D [{draft.pages[1]} /XYZ 0 700 0] >> >>",
    )
    draft.put(deep, f"<< /Title (Detail) /Parent {two} /Dest (there) >>")
    draft.put(three, f"<< /Title (A heading without a place) /Parent {root} /Prev {one} >>")
    names = f"/Names << /Dests << /Names [(there) [{draft.pages[2]} /Fit]] >> >>"
    return draft.bytes(f"/Outlines {root} /PageMode /UseOutlines {names}")


def labels() -> bytes:
    """Page labels: roman, then decimal from 5 with a prefix."""
    numbers = "/Nums [0 << /S /r >> 1 << /S /D /St 5 /P (A-) >>]"
    return simple(*THREE).bytes(f"/PageLabels << {numbers} >>")


def layers() -> bytes:
    """Three layers: one shown, one hidden, one that is hidden on paper only."""
    draft = Draft()
    shown, hidden, screen = (
        draft.add(f"<< /Type /OCG /Name ({name}) {usage} >>")
        for name, usage in (
            ("Shown", ""),
            ("Hidden draft", ""),
            ("Screen only", "/Usage << /Print << /PrintState /OFF >> >>"),
        )
    )
    content = "".join(
        f"/OC /{name} BDC\n{text(words_, at=(72, height))}EMC\n"
        for name, words_, height in (
            ("L1", "Shown layer", 760),
            ("L2", "Hidden layer words", 720),
            ("L3", "Screen layer", 680),
        )
    )
    draft.page(
        content + text("Outside of layers", at=(72, 640)),
        resources=f"/Properties << /L1 {shown} /L2 {hidden} /L3 {screen} >>",
    )
    order = f"[{shown} {hidden} {screen}]"
    return draft.bytes(
        f"/OCProperties << /OCGs {order} /D << /Order {order} /OFF [{hidden}] /Name (Default) "
        f"/AS [<< /Event /Print /Category [/Print] /OCGs [{screen}] >>] >> >>"
    )


def base_off() -> bytes:
    """All layers are hidden but those that are named as shown."""
    draft = Draft()
    shown, hidden = (draft.add(f"<< /Type /OCG /Name ({name}) >>") for name in ("On", "Off"))
    content = f"/OC /L1 BDC\n{text('Named as shown')}EMC\n"
    content += f"/OC /L2 BDC\n{text('Hidden by default', at=(72, 720))}EMC\n"
    draft.page(content, resources=f"/Properties << /L1 {shown} /L2 {hidden} >>")
    return draft.bytes(
        f"/OCProperties << /OCGs [{shown} {hidden}] /D << /BaseState /OFF /ON [{shown}] >> >>"
    )


def membership() -> bytes:
    """A hidden layer through a membership dictionary and on an XObject, not in the content."""
    draft = Draft()
    hidden = draft.add("<< /Type /OCG /Name (Hidden) >>")
    member = draft.add(f"<< /Type /OCMD /OCGs [{hidden}] /P /AllOn >>")
    inner = text("Hidden form words", at=(72, 700))
    draft.read(inner)
    form = draft.add(
        stream(
            inner,
            f"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /OC {member} "
            "/Resources << /Font << /F1 3 0 R >> >> ",
        )
    )
    draft.page(text("Visible words") + "/Fm Do\n", resources=f"/XObject << /Fm {form} >>")
    return draft.bytes(f"/OCProperties << /OCGs [{hidden}] /D << /OFF [{hidden}] >> >>")


def attachments() -> bytes:
    """A file in the name tree, an associated file, and one behind a paperclip on the page."""
    draft = simple("A page with files")
    specs = []
    for name, data in (
        ("figures.csv", "year,cases\n2020,1\n"),
        ("note.txt", "A note."),
        ("clip.txt", "Behind a paperclip."),
    ):
        file = draft.add(
            stream(
                data,
                f"/Type /EmbeddedFile /Subtype /text#2Fplain /Params << /Size {len(data)} "
                f"/ModDate ({DATE}) >> ",
            )
        )
        specs.append(
            draft.add(
                f"<< /Type /Filespec /F ({name}) /UF ({name}) /AFRelationship /Data "
                f"/Desc (Attached {name}) /EF << /F {file} /UF {file} >> >>"
            )
        )
    clip = draft.add(
        f"<< /Type /Annot /Subtype /FileAttachment /Rect [300 750 320 775] /FS {specs[2]} "
        "/Name /Paperclip /Contents (See the file) /F 4 >>"
    )
    draft.extend(draft.pages[0], f"/Annots [{clip}]")
    names = f"[(figures.csv) {specs[0]} (note.txt) {specs[1]}]"
    return draft.bytes(f"/Names << /EmbeddedFiles << /Names {names} >> >> /AF [{specs[1]}]")


def fixtures() -> list[Fixture]:
    """One fixture for each way to lead."""
    three = words(*THREE)
    named = {"internal_links": 2, "destinations": ["annex", "summary"]}
    made = [
        Fixture("links", "external links and one straight to a page", links,
                {**three, "links": 2, "internal_links": 1}),
        Fixture("bookmarks", "three levels, one bookmark leads nowhere", bookmarks,
                {**three, "bookmarks": 4, "destinations": ["there"]}),
        Fixture("page-labels", "i, A-5, A-6", labels, {**three, "labels": ["i", "A-5", "A-6"]}),
        Fixture("layers", "one layer hidden, one hidden when printed", layers,
                {**words("Shown layer"), "layers": 3, "hidden_layers": 1},
                hidden=("Hidden layer words",)),
        Fixture("layers-base-off", "hidden by BaseState, one layer named as shown", base_off,
                {**words("Named as shown"), "layers": 2, "hidden_layers": 1},
                hidden=("Hidden by default",)),
        Fixture("layers-membership", "a hidden form through an OCMD", membership,
                {**words("Visible words"), "layers": 1, "hidden_layers": 1},
                hidden=("Hidden form words",)),
        Fixture("attachments", "in the name tree, associated, and on the page", attachments,
                {**words("A page with files"),
                 "attachments": ["clip.txt", "figures.csv", "note.txt"]}),
        Fixture("destinations-old", "named destinations in the catalogue's Dests",
                lambda: destinations("The", old=True), {**words(*(
                    f"The {page.lower()}" for page in THREE)), **named}),
    ]  # fmt: skip
    for letter in "ab":
        pages = [f"Annex {letter} {page.lower()}" for page in THREE]
        made.append(
            Fixture(
                f"equal-names-{letter}",
                "named destinations in a name tree; its twin has the same names",
                lambda letter=letter: destinations(f"Annex {letter}", old=False),
                {**words(*pages), **named},
            )
        )
    return made
