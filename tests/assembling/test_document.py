"""The assembled file as readers find it, read back by pikepdf."""

from __future__ import annotations

import hashlib
import io
import json
import os
import subprocess
import sys
from collections import Counter

import pikepdf
import pypdf
import pytest
from pikepdf import Name

from formalletter.assembling import Manuscript, put_together
from formalletter.claims import WITHOUT_FILES
from formalletter.errors import AssemblingError

BOTH = WITHOUT_FILES
WORDS = "Several quite ordinary words stand here so that the lines are full and end somewhere. "
PIXELS = (  # two by two, to be drawn larger than it is
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAF0lEQVR42mP8z8AAxP"
    "//M4AwIwMDAwAm+AP/zKsJ4QAAAABJRU5ErkJggg=="
)


@pytest.fixture
def assembled(typeset, properties):
    """Assembles a body and opens the file."""

    def assembled(body: str, style: str = "") -> pikepdf.Pdf:
        pdf = put_together(Manuscript(typeset(body, style)), properties, BOTH)
        return pikepdf.open(io.BytesIO(pdf))

    return assembled


def elements(pdf, role):
    """The elements with a role, in the order of the tree."""

    def walk(element):
        yield element
        kids = element.K if isinstance(element.K, pikepdf.Array) else [element.K]
        for kid in kids:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                yield from walk(kid)

    return [found for found in walk(pdf.Root.StructTreeRoot.K[0]) if f"/{role}" == found.S]


def content(pdf, page=0) -> str:
    return pdf.pages[page].Contents.read_bytes().decode("latin-1")


def marks(pdf, page=0):
    """The operands of all marks on a page."""
    return [
        [str(operands[0]), operands[1] if len(operands) > 1 else {}]
        for operands, operator in pikepdf.parse_content_stream(pdf.pages[page])
        if str(operator) in {"BDC", "BMC"}
    ]


def test_a_paragraph_over_pages_is_one_element(assembled):
    pdf = assembled(f"<p>{WORDS * 30}</p>")
    [paragraph] = elements(pdf, "P")
    pages = {kid.Pg.objgen for kid in paragraph.K if isinstance(kid, pikepdf.Dictionary)}
    assert pages == {page.objgen for page in pdf.pages[1:]}
    assert paragraph.Pg.objgen == pdf.pages[0].objgen


def test_running_heads_are_artifacts_of_pagination(assembled):
    artifacts = [values for tag, values in marks(assembled("<p>Text</p>")) if tag == "/Artifact"]
    assert [str(item.get("/Subtype")) for item in artifacts] == ["/Header", "/Footer"]
    assert {str(item.get("/Type")) for item in artifacts} == {"/Pagination"}


def test_the_content_follows_the_order_of_reading(assembled):
    pdf = assembled(
        "<div class=late>One</div><p><span class=early>Two</span> three"
        "<span class=footnote>Five</span> four</p>",
        ".late { position: absolute; left: 50mm } .early { float: right }"
        ".footnote { float: footnote }",
    )
    first, *tagged, last = marks(pdf)
    assert [str(first[1].Subtype), str(last[1].Subtype)] == ["/Header", "/Footer"]
    numbers = [values["/MCID"] for _, values in tagged]
    assert numbers == list(range(len(numbers)))
    paragraphs = elements(pdf, "P")
    assert int(paragraphs[0].K) == 0  # what was painted last is read first
    [note] = elements(pdf, "Note")
    assert note.K[-1] == numbers[-1]  # notes come last, though the tree has them inside


def extracted(pdf) -> str:
    """The text of page 1 as a reader finds it that knows nothing of structure."""
    out = io.BytesIO()
    pdf.save(out)
    return pypdf.PdfReader(out).pages[0].extract_text()


def test_an_incidental_hyphen_is_a_soft_hyphen(assembled):
    words = "Internationalisation self-determination responsibilities"
    text = extracted(assembled(f"<p>{words}</p>", "p { width: 20mm; hyphens: auto }"))
    assert "Internation\u00ad\nalisation" in text
    assert "\u2010" not in text
    assert words in text.replace("\u00ad\n", "").replace("\n", "").replace("- ", "-")


def test_a_hyphen_of_the_text_stays_a_hyphen(assembled):
    """One glyph draws both, and the one that was met first must not speak for the other."""
    pdf = assembled(
        "<p>Internationalisation of self-determined co-operation</p>",
        "p { width: 22mm; hyphens: auto } p::first-line { color: red }",
    )
    text = extracted(pdf)
    assert "\u00ad\n" in text
    assert "self-" in text
    assert "co-" in text


def test_a_space_follows_each_line(assembled):
    pdf = assembled(f"<p>{WORDS * 2}</p>")
    shown = [
        b"".join(bytes(part) for part in operands[0] if isinstance(part, pikepdf.String))
        for operands, operator in pikepdf.parse_content_stream(pdf.pages[0])
        if str(operator) == "TJ"
    ]
    space = shown[2]
    assert len(space) == 2
    assert shown.count(space) == len(elements(pdf, "P")[0].K) - 1


def test_text_whose_glyphs_do_not_tell_it_has_its_actual_text(assembled):
    pdf = assembled('<p lang="hi">हिन्दी</p><p lang="ar">المنظمة (العربية)</p>')
    assert [str(values.ActualText) for _, values in marks(pdf) if "/ActualText" in values] == [
        "हिन्दी"
    ]
    [span] = elements(pdf, "Span")
    assert str(span.ActualText) == "المنظمة (العربية)"


def test_a_link_is_one_annotation_with_all_its_lines(assembled):
    pdf = assembled(f'<p>See <a href="https://example.org/"><b>{WORDS}</b></a>.</p>')
    [link] = pdf.pages[0].Annots
    assert len(link.QuadPoints) == 8 * 2
    assert str(link.Contents) == f"{WORDS.strip()} (https://example.org/)"
    assert int(link.F) == 4
    [element] = elements(pdf, "Link")
    assert element.K[-1].Obj.objgen == link.objgen
    numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    assert numbers[numbers.index(link.StructParent) + 1].objgen == element.objgen
    left, bottom, right, top = map(float, link.Rect)
    assert right - left > 200
    assert top - bottom == pytest.approx(24)


def test_a_small_raised_mark_can_be_clicked(assembled):
    pdf = assembled(
        '<p id="x">Text<a href="#x">1</a></p>',
        "a { font-size: 70%; line-height: 0; vertical-align: super }",
    )
    left, bottom, right, top = map(float, pdf.pages[0].Annots[0].Rect)
    assert right - left > 2
    assert top - bottom > 6


def test_a_link_on_decoration_is_taken_away(assembled):
    pdf = assembled('<p>Text</p><p aria-hidden=true><a href="https://example.org/">*</a></p>')
    assert "/Annots" not in pdf.pages[0]


def test_notes_can_be_found_by_their_ids(assembled):
    body = "".join(f"<p>Text<span id=note-{n} class=footnote>Note {n}</span></p>" for n in (2, 10))
    pdf = assembled(body, ".footnote { float: footnote }")
    names = list(pdf.Root.StructTreeRoot.IDTree.Names)
    assert [str(name) for name in names[::2]] == ["note-10", "note-2"]
    assert [str(found.ID) for found in names[1::2]] == ["note-10", "note-2"]


def test_two_elements_with_one_id_are_refused(typeset, properties):
    body = "<p>A<span id=n class=footnote>1</span> B<span id=n class=footnote>2</span></p>"
    made = typeset(body, ".footnote { float: footnote }")
    with pytest.raises(AssemblingError, match="two elements have the ID “n”"):
        put_together(Manuscript(made), properties, BOTH)


def test_text_in_a_transparent_group_is_refused(typeset, properties):
    made = typeset("<p>Seen</p><p style='opacity: 0.5'>Half seen</p>")
    with pytest.raises(AssemblingError) as caught:
        put_together(Manuscript(made), properties, BOTH)
    [problem] = caught.value.problems
    assert problem.place.page == 1
    assert "opacity" in problem.hint


def test_the_catalog_says_what_readers_ask(assembled):
    pdf = assembled("<h1>Title</h1><p>Text</p>")
    root = pdf.Root
    assert str(root.Lang) == "en"
    assert bool(root.MarkInfo.Marked)
    assert bool(root.ViewerPreferences.DisplayDocTitle)
    assert root.PageLabels.Nums[1].S == Name.D
    assert [intent.S for intent in root.OutputIntents] == [Name.GTS_PDFA1]
    assert str(root.Outlines.First.Title) == "Title"
    assert "/Filter" not in root.Metadata
    assert {page.Tabs for page in pdf.pages} == {Name.S}
    assert pdf.pdf_version == "1.7"


def test_the_information_is_that_of_the_letter_only(assembled):
    pdf = assembled("<p>Text</p>")
    assert {key: str(value) for key, value in pdf.docinfo.items()} == {
        "/Title": "Title",
        "/Author": "The senders",
        "/Subject": "Letter to the addressee",
        "/Keywords": "one, two",
        "/Creator": "formalletter 1",
        "/Producer": "formalletter 1",
        "/CreationDate": "D:20220308000000Z",
        "/ModDate": "D:20220308000000Z",
    }


def test_an_image_is_not_smoothed(assembled):
    """PDF/A-2, 6.2.8.1: no interpolation."""
    pdf = assembled(f'<p><img src="{PIXELS}" alt="Pixels" style="width: 30mm"></p>')
    images = [
        item
        for item in pdf.objects
        if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == Name.Image
    ]
    assert images
    assert all("/Interpolate" not in image for image in images)


SPACE = b"\x00\x01"  # the space's glyph in Source Serif
LOOK = """
div { position: absolute; left: 20mm; top: 30mm; color: #c00; background: #eee }
.turned { transform: rotate(10deg); color: rgba(0, 0, 255, 0.4) }
.cut { overflow: hidden; height: 12pt } s { text-decoration: line-through; color: green }
aside { float: right; width: 30mm; border: 1pt solid #00f; column-count: 2 }
.row { display: flex; gap: 5mm } u { text-decoration-color: #f0f }
"""
SHAPES = f"""
<h1>Head</h1><div>Red</div><p>Black <s>green</s> <u>under</u> black</p>
<section class=turned><p>Turned</p></section><p class=cut>Cut<br>off</p>
<aside>a b</aside><p class=row><span>x</span><b style="color: #555">y</b></p>
<p>An image <img src="{PIXELS}" alt="Pixels" style="width: 9mm"> here</p>
<ul><li><span style="position: absolute; left: 0">&bull;</span>Item</li></ul>
"""


class Canvas:
    """Draws on nothing, and keeps what is drawn with its place, clip, colours and font."""

    def __init__(self, page: pikepdf.Page) -> None:
        self.found: Counter = Counter()
        self.saved: list[tuple] = []
        self.matrix, self.clip, self.paint = pikepdf.Matrix(), (), {}
        self.path: tuple = ()
        self.text, self.font = pikepdf.Matrix(), ()
        for operands, operation in pikepdf.parse_content_stream(page):
            operator = str(operation)
            if handle := getattr(self, HANDLERS.get(operator, ""), None):
                handle(operator, operands)

    def save(self, *_):
        self.saved.append((self.matrix, self.clip, dict(self.paint)))

    def restore(self, *_):
        self.matrix, self.clip, self.paint = self.saved.pop()

    def transform(self, _, operands):
        self.matrix = pikepdf.Matrix(*map(float, operands)) @ self.matrix

    def go(self, operator, operands):
        self.path += ((operator, *(round(float(value), 3) for value in operands)),)

    def cut(self, *_):
        self.clip += (self.path, place(self.matrix))

    def set(self, operator, operands):
        name = str(operands[0])[1] if operator == "gs" else operator
        self.paint[name] = [str(operand) for operand in operands]

    def choose(self, _, operands):
        self.font = (str(operands[0]), round(float(operands[1]), 3))

    def start(self, _, operands):
        self.text = pikepdf.Matrix(*map(float, operands))

    def show(self, _, operands):
        codes = b"".join(bytes(part) for part in operands[0] if isinstance(part, pikepdf.String))
        colour = (self.paint.get("rg", ["0"] * 3), self.paint.get("a", ["/a1.0"]))
        self.keep("text", codes, place(self.text @ self.matrix), colour, self.font)

    def insert(self, _, operands):
        self.keep("image", operands[0], place(self.matrix))

    def fill(self, operator, _):
        look = sorted(self.paint.items()) if operator == "S" else self.paint.get("rg")
        self.keep("shape", self.path, place(self.matrix), look)
        self.path = ()

    def end(self, *_):
        self.path = ()

    def keep(self, *what):
        self.found[what[0], str(what[1]), str(what[2:]), self.clip] += 1


HANDLERS = {
    "q": "save",
    "Q": "restore",
    "cm": "transform",
    "W": "cut",
    "W*": "cut",
    "n": "end",
    **dict.fromkeys(("m", "l", "c", "re", "h"), "go"),
    **dict.fromkeys(("rg", "RG", "w", "J", "d", "gs"), "set"),
    "Tf": "choose",
    "Tm": "start",
    "TJ": "show",
    "Do": "insert",
    **dict.fromkeys(("f", "f*", "S"), "fill"),
}


def place(matrix) -> tuple:
    return tuple(round(value, 2) for value in matrix.shorthand)


def test_nothing_looks_other_than_it_was_typeset(typeset, properties):
    made = typeset(SHAPES, LOOK)
    assert made.pages == 1
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        before = Canvas(pdf.pages[0]).found
    with pikepdf.open(io.BytesIO(put_together(Manuscript(made), properties, BOTH))) as pdf:
        after = Canvas(pdf.pages[0]).found
    assert Counter(kind for kind, *_ in before) == {"text": 18, "image": 1, "shape": 4}
    assert not before - after
    # Spaces are added where a line's end had taken them: nothing to be seen.
    assert {codes for _, codes, *_ in after - before} == {str(SPACE)}


SCRIPT = """
import datetime, hashlib, json, sys
from formalletter.assembling import Manuscript, Properties, put_together
from formalletter.claims import WITHOUT_FILES, Claim
from formalletter.typeset import Typeset
plain, pdf = sys.argv[1:]
made = Typeset.from_plain(json.load(open(plain, encoding="utf-8")), open(pdf, "rb").read())
given = Properties("Title", "The senders", "Letter to the addressee", ("one", "two"), "en",
                   datetime.date(2022, 3, 8), "formalletter 1")
print(hashlib.sha256(put_together(Manuscript(made), given, WITHOUT_FILES)).hexdigest())
"""


def test_the_same_pages_give_the_same_bytes_in_every_process(typeset, properties, tmp_path):
    made = typeset(f'<h1>T</h1><p id=x>{WORDS * 9}<a href="#x">x</a> und <i lang=de>und</i></p>')
    (tmp_path / "plain.json").write_text(json.dumps(made.to_plain()), encoding="utf-8")
    (tmp_path / "pages.pdf").write_bytes(made.pdf)
    here = hashlib.sha256(put_together(Manuscript(made), properties, BOTH)).hexdigest()
    for seed, zone in (("1", "Asia/Tokyo"), ("2", "America/Lima")):
        run = subprocess.run(
            [sys.executable, "-W", "ignore", "-c", SCRIPT, "plain.json", "pages.pdf"],
            cwd=tmp_path,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            capture_output=True,
            text=True,
            check=True,
        )
        assert run.stdout.strip() == here
