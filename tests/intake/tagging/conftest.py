"""Judges structure trees by the contract, from the saved bytes, without the code under test."""

from __future__ import annotations

import io
from collections import Counter
from dataclasses import dataclass, field

import pikepdf
import pypdfium2
import pytest

from formalletter.foreign import Request
from formalletter.intake.tagging import Sound, make_sound

PAINTS = {*("S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "INLINE IMAGE")}
SHOWS = {"Tj", "TJ", "'", '"'}
STANDARD = {
    *("Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index", "NonStruct"),
    *("Private", "H", "H1", "H2", "H3", "H4", "H5", "H6", "P", "L", "LI", "Lbl", "LBody"),
    *("Table", "TR", "TH", "TD", "THead", "TBody", "TFoot", "Span", "Quote", "Note", "Reference"),
    *("BibEntry", "Code", "Link", "Annot", "Ruby", "RB", "RT", "RP", "Warichu", "WT", "WP"),
    *("Figure", "Formula", "Form"),
}
HOLDERS = {"/Link": "Link", "/Widget": "Form"}
ALLOWED = {
    "L": {"LI", "Caption", "L"},
    "LI": {"Lbl", "LBody"},
    "Table": {"TR", "THead", "TBody", "TFoot", "Caption"},
    "THead": {"TR"},
    "TBody": {"TR"},
    "TFoot": {"TR"},
    "TR": {"TH", "TD"},
    "TOC": {"TOC", "TOCI", "Caption"},
}


@dataclass
class Node:
    """An element as it was written."""

    role: str
    values: pikepdf.Object
    kids: list = field(default_factory=list)  # nodes, (page, form, mark) and annotations

    def __str__(self):
        return f"{self.role}({' '.join(map(str, self.kids))})"

    def all(self, role: str | None = None) -> list[Node]:
        found = [self] if role in {None, self.role} else []
        for kid in self.kids:
            if isinstance(kid, Node):
                found += kid.all(role)
        return found


@dataclass
class Result:
    """A file after `make_sound`: what it told, the bytes, and the tree read back."""

    sound: Sound
    data: bytes
    pdf: pikepdf.Pdf
    roots: list[Node]
    texts: dict[tuple, str]

    def all(self, role: str | None = None) -> list[Node]:
        return [node for root in self.roots for node in root.all(role)]

    @property
    def codes(self) -> list[str]:
        return [problem.code for problem in self.sound.problems]

    def text(self, node: Node) -> str:
        """What its marks show, for fonts whose codes are characters."""
        parts = [
            self.text(kid) if isinstance(kid, Node) else self.texts.get(kid, "")
            for kid in node.kids
        ]
        return "".join(parts)

    def outline(self) -> list[str]:
        """Roles and texts of the elements that hold marks, in their order."""
        return [
            f"{node.role} {self.text(node)}".strip()
            for node in self.all()
            if any(isinstance(kid, tuple) for kid in node.kids)
        ]


@dataclass
class Content:
    """Reads a content stream; fails on what the contract forbids.

    `texts` has what each mark shows, `forms` the forms that were met and whether a mark or
    artifact was around them.
    """

    resources: pikepdf.Object
    place: tuple
    texts: dict[tuple, str]
    forms: dict
    inside: bool = False
    stack: list[str | int] = field(default_factory=list)  # brackets; a mark is its number
    in_path: bool = False

    def read(self, content) -> None:
        for operands, operator in pikepdf.parse_content_stream(content):
            self.step(str(operator), operands)
        assert self.stack == [], "brackets stay open"

    @property
    def meaning(self) -> str | int | None:
        """The mark or artifact that is open."""
        said = (each for each in self.stack if each == "artifact" or isinstance(each, int))
        return next(said, None)

    def step(self, name: str, operands) -> None:
        if name in {"q", "BT"}:
            self.stack.append(name)
        elif name in {"Q", "ET"}:
            assert self.stack.pop() == {"Q": "q", "ET": "BT"}[name], "brackets cross"
        elif name in {"BDC", "BMC"}:
            self.begin(str(operands[0]), operands[1] if name == "BDC" else {})
        elif name == "EMC":
            assert self.stack.pop() not in {"q", "BT"}, "marks and brackets cross"
        elif name in {"m", "re"}:
            self.in_path = True
        elif name in PAINTS | SHOWS | {"n"}:
            self.in_path = False
            if name != "n":
                self.paint(name, operands)

    def begin(self, tag: str, listed) -> None:
        assert not self.in_path, "a mark within a path"
        number = listed.get("/MCID") if isinstance(listed, pikepdf.Dictionary) else None
        if number is not None or tag == "/Artifact":
            assert self.meaning is None, "marks nest"
            assert not self.inside, "marks in a form that a mark is around"
        if number is None:
            self.stack.append({"/Artifact": "artifact", "/OC": "layer"}.get(tag, "spoken"))
        else:
            assert (*self.place, number) not in self.texts, "a mark is used twice"
            self.texts[(*self.place, number)] = ""
            self.stack.append(number)

    def paint(self, name: str, operands) -> None:
        is_held = self.inside or self.meaning is not None
        drawn = self.resources.get("/XObject", {}).get(str(operands[0])) if name == "Do" else None
        if drawn is not None and drawn.get("/Subtype") == "/Form":
            self.form(drawn, is_held=is_held)
            return
        assert is_held, f"{name} paints outside of marks"
        if name in SHOWS and isinstance(self.meaning, int):
            shown = operands[-1]
            pieces = list(shown) if isinstance(shown, pikepdf.Array) else [shown]
            codes = [bytes(each) for each in pieces if isinstance(each, pikepdf.String)]
            self.texts[(*self.place, self.meaning)] += b"".join(codes).decode("latin-1")

    def form(self, drawn: pikepdf.Object, *, is_held: bool) -> None:
        if drawn.objgen in self.forms:
            assert self.forms[drawn.objgen], "a form with marks is drawn twice"
            assert is_held
            return
        self.forms[drawn.objgen] = is_held
        own = drawn.get("/Resources", self.resources)
        place = (self.place[0], drawn.objgen)
        Content(own, place, self.texts, self.forms, is_held).read(drawn)


def read(pdf: pikepdf.Pdf, values: pikepdf.Object, parent: pikepdf.Object, met: Counter) -> Node:
    pages = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
    assert values.is_indirect
    assert values.Type == "/StructElem"
    assert values.P.objgen == parent.objgen, "the parent is wrong"
    node = Node(str(values.S)[1:], values)
    assert node.role in STANDARD
    assert not {"/C", "/NS", "/Ref", "/AF", "/R"} & set(values.keys())
    for kid in values.K:
        if isinstance(kid, int):
            found = (pages[values.Pg.objgen], None, kid)
        elif kid.get("/Type") == "/MCR":
            assert "/StmOwn" not in kid
            stream = kid.get("/Stm")
            found = (pages[kid.Pg.objgen], stream.objgen if stream is not None else None, kid.MCID)
        elif kid.get("/Type") == "/OBJR":
            found = ("annotation", pages[kid.Pg.objgen], kid.Obj.objgen)
            assert node.role == HOLDERS.get(str(kid.Obj.get("/Subtype")), "Annot")
        else:
            found = read(pdf, kid, values, met)
            assert found.role in ALLOWED.get(node.role, {found.role})
        if not isinstance(found, Node):
            met[found] += 1
            assert node.role not in ALLOWED
        node.kids.append(found)
    assert node.kids or node.role in {"TD", "TH"}, f"an empty {node.role}"
    return node


def annotations_of(pdf: pikepdf.Pdf) -> set[tuple]:
    found = set()
    for index, page in enumerate(pdf.pages):
        for each in page.obj.get("/Annots", []):
            if each.get("/Subtype") in {"/Popup", "/PrinterMark", "/TrapNet"}:
                continue
            assert str(each.get("/Contents", each.get("/TU", ""))).strip()
            found.add(("annotation", index, each.objgen))
    return found


def judge(pdf: pikepdf.Pdf) -> tuple[list[Node], dict[tuple, str]]:
    """The tree of a file and the texts of its marks; fails where the contract is broken."""
    root = pdf.Root.StructTreeRoot
    assert not {"/RoleMap", "/ClassMap", "/Namespaces", "/ParentTree"} & set(root.keys())
    met: Counter = Counter()
    roots = [read(pdf, kid, root, met) for kid in root.K]
    texts: dict[tuple, str] = {}
    forms: dict = {}
    for index, page in enumerate(pdf.pages):
        resources = page.obj.get("/Resources", pikepdf.Dictionary())
        Content(resources, (index, None), texts, forms).read(page)
    held = set(met)
    assert [key for key, count in met.items() if count > 1] == []
    assert held == set(texts) | annotations_of(pdf)
    levels = [
        int(node.role[1])
        for each in roots
        for node in each.all()
        if node.role[0] == "H" and node.role[1:].isdigit()
    ]
    for before, level in zip([0, *levels], levels, strict=False):
        assert level <= before + 1, "a level is skipped"
    notes = [bytes(note.values.ID) for each in roots for note in each.all("Note")]
    assert len(set(notes)) == len(notes)
    return roots, texts


def pixels(data: bytes) -> list[bytes]:
    with pypdfium2.PdfDocument(data) as document:
        return [bytes(page.render(scale=1).buffer) for page in document]


@pytest.fixture
def sound():
    """Makes a file sound, judges it by the contract, and compares how its pages look."""

    def run(data: bytes | pikepdf.Pdf, language: str = "en", **given) -> Result:
        if isinstance(data, pikepdf.Pdf):
            target = io.BytesIO()
            data.save(target)
            data = target.getvalue()
        with pikepdf.open(io.BytesIO(data)) as pdf:
            told = make_sound(pdf, Request("annexes/x.pdf", language, **given))
            target = io.BytesIO()
            pdf.save(target)
        assert pixels(target.getvalue()) == pixels(data), "the pages look different"
        after = pikepdf.open(target)
        assert len(told.kinds) == len(after.pages)
        return Result(told, target.getvalue(), after, *judge(after))

    return run


class Draft:
    """A file written by hand: pages with content, a font F1, and elements."""

    def __init__(self) -> None:
        self.pdf = pikepdf.new()
        self.font = self.pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
            )
        )
        self.root: pikepdf.Object | None = None

    def page(self, content: bytes, **objects: pikepdf.Object) -> pikepdf.Object:
        """A page of 300 by 400 pt; `objects` are its XObjects."""
        page = self.pdf.add_blank_page(page_size=(300, 400)).obj
        page.Resources = pikepdf.Dictionary(
            Font=pikepdf.Dictionary(F1=self.font), XObject=pikepdf.Dictionary(**objects)
        )
        page.Contents = self.pdf.make_stream(content)
        return page

    def form(self, content: bytes, **objects: pikepdf.Object) -> pikepdf.Object:
        form = self.pdf.make_stream(content)
        form.Type, form.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        form.BBox = [0, 0, 300, 400]
        form.Resources = pikepdf.Dictionary(
            Font=pikepdf.Dictionary(F1=self.font), XObject=pikepdf.Dictionary(**objects)
        )
        return form

    def image(self) -> pikepdf.Object:
        image = self.pdf.make_stream(b"\x40\x80\xc0")
        image.Type, image.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
        image.Width, image.Height, image.BitsPerComponent = 1, 1, 8
        image.ColorSpace = pikepdf.Name.DeviceRGB
        return image

    def tree(self, **entries) -> pikepdf.Object:
        self.root = self.pdf.make_indirect(
            pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot, K=pikepdf.Array(), **entries)
        )
        self.pdf.Root.StructTreeRoot = self.root
        return self.root

    def element(self, role: str, kids=(), parent=None, page=None, **entries) -> pikepdf.Object:
        """An element at the end of its parent or of the tree."""
        if self.root is None:
            self.tree()
        above = parent if parent is not None else self.root
        element = self.pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.StructElem,
                S=pikepdf.Name(f"/{role}"),
                P=above,
                K=pikepdf.Array(kids),
                **entries,
            )
        )
        if page is not None:
            element.Pg = page
        above.K.append(element)
        return element

    def link(self, page: pikepdf.Object, rect=(40, 340, 120, 360), **entries) -> pikepdf.Object:
        entries = entries or {
            "A": pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String("https://un.org/"))
        }
        return self.annotation(page, "Link", rect, **entries)

    def annotation(self, page, subtype: str, rect=(40, 340, 120, 360), **entries):
        annotation = self.pdf.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Annot,
                Subtype=pikepdf.Name(f"/{subtype}"),
                Rect=list(rect),
                Border=[0, 0, 0],
                **entries,
            )
        )
        page.Annots = pikepdf.Array([*page.get("/Annots", []), annotation])
        return annotation


@pytest.fixture
def draft() -> Draft:
    return Draft()


@pytest.fixture
def lines():
    """Text as content: each line at 40 pt from the left, 14 pt below the one before."""

    def write(*texts: str, x: int = 40, y: int = 350, size: int = 10) -> bytes:
        steps = "".join(f"({text}) Tj 0 -14 Td " for text in texts)
        return f"BT /F1 {size} Tf {x} {y} Td {steps}ET\n".encode()

    return write
