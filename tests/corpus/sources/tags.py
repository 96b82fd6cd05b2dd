"""Structure trees of every kind: good ones, odd ones, and those that PDF 2.0 allows."""

from __future__ import annotations

from functools import partial

from .draft import Draft, stream, text
from .fixture import Fixture, words

CATALOGUE = "/MarkInfo << /Marked true >> /StructTreeRoot {} "


def marked(kind: str, mcid: int, content: str) -> str:
    """Content within a mark."""
    return f"/{kind} << /MCID {mcid} >> BDC\n{content}EMC\n"


def tagged(draft: Draft, *elements: str, root: str = "") -> str:
    """Adds a structure tree of a Document with these elements and gives the catalogue's entries.

    Each element is the body of a dictionary, without its parent and its Type.
    """
    tree, document = draft.add("null"), draft.add("null")
    kids = [draft.add(f"<< /Type /StructElem /P {document} {element} >>") for element in elements]
    draft.put(document, f"<< /Type /StructElem /S /Document /P {tree} /K [{' '.join(kids)}] >>")
    numbers = " ".join(f"{index} [{' '.join(kids)}]" for index in range(len(draft.pages)))
    parents = draft.add(f"<< /Nums [{numbers}] >>")
    draft.put(tree, f"<< /Type /StructTreeRoot /K [{document}] /ParentTree {parents} {root} >>")
    return CATALOGUE.format(tree)


def plain() -> bytes:
    """A tagged page: heading, paragraph, and a running head as an artifact."""
    draft = Draft()
    content = (
        "/Artifact BMC\n" + text("Running head", at=(72, 810), size=8) + "EMC\n"
        + marked("H1", 0, text("A tagged heading"))
        + marked("P", 1, text("A tagged paragraph", at=(72, 720)))
    )  # fmt: skip
    page = draft.page(content, "/StructParents 0 /Tabs /S")
    return draft.bytes(tagged(draft, f"/S /H1 /Pg {page} /K 0", f"/S /P /Pg {page} /K [1]"))


def forms() -> bytes:
    """Marks within a form XObject, held through MCR dictionaries with Stm."""
    draft = Draft()
    inner = marked("P", 0, text("Inside the form")) + marked(
        "P", 1, text("Inside it too", at=(72, 720))
    )
    draft.read(inner)
    form = draft.add(
        stream(
            inner,
            "/Type /XObject /Subtype /Form /BBox [0 0 595 842] /StructParents 1 "
            "/Resources << /Font << /F1 3 0 R >> >> ",
        )
    )
    content = "/Fm Do\n" + marked("P", 0, text("On the page itself", at=(72, 600)))
    page = draft.page(content, "/StructParents 0", resources=f"/XObject << /Fm {form} >>")
    mcr = f"<< /Type /MCR /Pg {page} /Stm {form} /MCID {{}} >>"
    return draft.bytes(
        tagged(
            draft,
            f"/S /P /K {mcr.format(0)}",
            f"/S /P /K [{mcr.format(1)}]",
            f"/S /P /Pg {page} /K 0",
        )
    )


def namespaces() -> bytes:
    """PDF 2.0: Title and Aside in the namespace of 2.0, own roles mapped in a namespace."""
    draft = Draft()
    content = (
        marked("Title", 0, text("A title of 2.0"))
        + marked("Aside", 1, text("An aside", at=(72, 720)))
        + marked("clause", 2, text("An element of an own namespace", at=(72, 680)))
    )
    page = draft.page(content, "/StructParents 0")
    two = draft.add("<< /Type /Namespace /NS (http://iso.org/pdf2/ssn) >>")
    own = draft.add(
        f"<< /Type /Namespace /NS (https://example.org/law) /RoleMapNS << /clause [/P {two}] >> >>"
    )
    root = f"/Namespaces [{two} {own}]"
    return draft.bytes(
        tagged(
            draft,
            f"/S /Title /NS {two} /Pg {page} /K 0",
            f"/S /Aside /NS {two} /Pg {page} /K 1",
            f"/S /clause /NS {own} /Pg {page} /K 2",
            root=root,
        ),
        version="2.0",
    )


def roles(heading: str, aligned: str) -> bytes:
    """Own roles through two steps of a role map, classes, and IDs.

    The twin has the same names and means other things by them.
    """
    draft = Draft()
    content = marked("Standard", 0, text("Mapped in two steps")) + marked(
        "Kopf", 1, text("Mapped heading", at=(72, 720))
    )
    page = draft.page(content, "/StructParents 0")
    root = (
        f"/RoleMap << /Standard /Body /Body /P /Kopf /{heading} /P /P >> "
        f"/ClassMap << /quiet << /O /Layout /TextAlign /{aligned} >> >>"
    )
    return draft.bytes(
        tagged(
            draft,
            f"/S /Standard /C /quiet /ID (one) /Pg {page} /K 0",
            f"/S /Kopf /C [/quiet /missing] /ID (two) /Lang (de) /T (Kopf) /Pg {page} /K 1",
            root=root,
        )
    )


def partly() -> bytes:
    """A tagged page, an untagged one, and marks that no element holds."""
    draft = Draft()
    content = marked("P", 0, text("Held by the tree")) + marked(
        "P", 7, text("Marked and held by nobody", at=(72, 720))
    )
    page = draft.page(content, "/StructParents 0")
    draft.page(text("An untagged page"))
    return draft.bytes(tagged(draft, f"/S /P /Pg {page} /K [0 5]"))


def figures() -> bytes:
    """A figure with and one without an alternative text, a table with spans, actual text."""
    draft = Draft()
    content = (
        marked("Figure", 0, "0.8 g 72 600 100 100 re f 0 g\n")
        + marked("Figure", 1, "0.4 g 200 600 100 100 re f 0 g\n")
        + marked("TH", 2, text("Head of both", at=(72, 560)))
        + marked("TD", 3, text("Left", at=(72, 540)))
        + marked("TD", 4, text("Right", at=(200, 540)))
        + marked("Span", 5, text("c.", at=(72, 500)))
    )
    page = draft.page(content, "/StructParents 0")
    bottom = "/BBox [200 600 300 700] /O /Layout"
    th = "<< /Type /StructElem /S /TH /P {0} /Pg {1} /K 2 /A << /O /Table /ColSpan 2 >> >>"
    row, second = draft.add("null"), draft.add("null")
    head = draft.add(th.format(row, page))
    cells = [
        draft.add(f"<< /Type /StructElem /S /TD /P {second} /Pg {page} /K {mcid} >>")
        for mcid in (3, 4)
    ]
    entries = tagged(
        draft,
        f"/S /Figure /Alt (A light square) /Pg {page} /K 0",
        f"/S /Figure /A << {bottom} >> /Pg {page} /K 1",
        f"/S /Table /K [{row} {second}]",
        f"/S /Span /ActualText (circa) /E (circa) /Pg {page} /K 5",
    )
    table = f"{int(cells[1].split()[0]) + 5} 0 R"
    draft.put(row, f"<< /Type /StructElem /S /TR /P {table} /K {head} >>")
    draft.put(second, f"<< /Type /StructElem /S /TR /P {table} /K [{' '.join(cells)}] >>")
    return draft.bytes(entries)


def nested() -> bytes:
    """Marks within marks and marks within an artifact, which the standard forbids to hold."""
    draft = Draft()
    inner = marked("Span", 1, text("inner words", at=(72, 720)))
    content = marked("P", 0, text("Outer words") + inner)
    content += "/Artifact BMC\n" + marked("P", 2, text("In an artifact", at=(72, 640))) + "EMC\n"
    page = draft.page(content, "/StructParents 0")
    return draft.bytes(
        tagged(
            draft,
            f"/S /P /Pg {page} /K 0",
            f"/S /Span /Pg {page} /K 1",
            f"/S /P /Pg {page} /K 2",
        )
    )


def properties() -> bytes:
    """The marks' properties stand in the resources, not in the content."""
    draft = Draft()
    content = "/P /MC0 BDC\n" + text("Properties by name") + "EMC\n"
    page = draft.page(content, "/StructParents 0", resources="/Properties << /MC0 << /MCID 0 >> >>")
    return draft.bytes(tagged(draft, f"/S /P /Pg {page} /K 0"))


def fixtures() -> list[Fixture]:
    """One fixture for each kind of tree."""
    yes = {"tagged": True}
    return [
        Fixture("tags-plain", "heading, paragraph, artifact", plain,
                {**words("A tagged heading"), **yes}),
        Fixture("tags-in-form", "marks within a form XObject, MCR with Stm", forms,
                {**words("Inside the form"), **yes}),
        Fixture("tags-namespaces", "PDF 2.0 with namespaces and an own role", namespaces,
                {**words("A title of 2.0"), **yes}),
        Fixture("tags-roles-twin", "the names of tags-roles, with other meanings",
                partial(roles, "H3", "End"), {**words("Mapped in two steps"), **yes}),
        Fixture("tags-roles", "role map in two steps, class map, IDs",
                partial(roles, "H2", "Justify"),
                {**words("Mapped in two steps"), **yes}),
        Fixture("tags-partly", "one page without tags, one mark without a holder", partly,
                {**words("Held by the tree", "An untagged page"), **yes}),
        Fixture("tags-figures", "figures with and without Alt, a table with spans", figures,
                {**words("Head of both"), **yes}),
        Fixture("tags-nested", "marks within marks and within an artifact", nested,
                {**words("Outer words"), **yes}),
        Fixture("tags-properties", "MCIDs in a named property list", properties,
                {**words("Properties by name"), **yes}),
    ]  # fmt: skip
