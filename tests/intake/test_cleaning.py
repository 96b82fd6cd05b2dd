"""What is active, hidden or left over goes, and each kind of it is told once."""

import io
import zipfile

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

FORBIDDEN = (
    b"app.alert",
    b"/JavaScript",
    b"/Launch",
    b"/SubmitForm",
    b"/ImportData",
    b"/GoToR",
    b"/GoToE",
    b"/Rendition",
    b"/PieceInfo",
    b"/Thumb",
    b"/AA",
    b"/OpenAction",
    b"file:",
    b"javascript:",
)


def script():
    return Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


@pytest.fixture
def bytes_of(take, save, opened):
    """Takes in a PDF and gives all its bytes in the clear."""

    def bytes_of(pdf, **asked):
        taken = take(pdf, **asked)
        plain = save(
            opened(taken),
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            compress_streams=False,
        )
        return taken, plain

    return bytes_of


@pytest.mark.parametrize(
    ("action", "noun"),
    [
        (("JavaScript", {"JS": String("app.alert(1)")}), "1 script"),
        (("Launch", {"F": String("cmd.exe")}), "1 launch action"),
        (("SubmitForm", {"F": String("https://a.example")}), "1 action that sends a form"),
        (("ImportData", {"F": String("a.fdf")}), "1 action that imports data"),
        (("GoToR", {"F": String("b.pdf"), "D": Array([0, Name.Fit])}), "1 link to another file"),
        (("GoToE", {"D": String("x")}), "1 link to an attached file"),
        (("URI", {"URI": String("javascript:app.alert(1)")}), "1 address that is no web page"),
        (("URI", {"URI": String("java\nscript:app.alert(1)")}), "1 address that is no web page"),
        (("URI", {"URI": String("file:///etc/passwd")}), "1 address that is no web page"),
        (("URI", {"URI": String("data:text/html,x")}), "1 address that is no web page"),
        (("URI", {"URI": String("page.html")}), "1 address that is no web page"),
        (("Rendition", {}), "1 media action"),
        (("SetOCGState", {}), "1 other action"),
    ],
)
def test_links_that_act_are_removed_and_told(make, bytes_of, link, told, action, noun):
    pdf = make()
    kind, entries = action
    link(pdf, 0, kind, **entries)
    taken, plain = bytes_of(pdf)
    assert told(taken, "annex-removed") == f"removed from x.pdf: {noun}"
    assert not any(each in plain for each in FORBIDDEN)
    assert [(each.what, each.found, each.kept) for each in taken.facts.counts] == [
        ("pages", 1, 1),
        ("links", 1, 0),
    ]


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://example.org/a", "https://example.org/a"),
        ("HTTP://example.org", "HTTP://example.org"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("https://example.org/ü", "https://example.org/%C3%BC"),
    ],
)
def test_web_addresses_stay(make, take, link, opened, address, kept):
    pdf = make()
    link(pdf, 0, "URI", URI=String(address))
    (found,) = opened(take(pdf)).pages[0].obj.Annots
    assert str(found.A.URI) == kept
    assert set(found.A.keys()) == {"/S", "/URI"}


def test_relative_addresses_follow_the_base_of_the_file(make, take, link, opened):
    pdf = make()
    pdf.Root["/URI"] = Dictionary(Base=String("https://example.org/a/"))
    link(pdf, 0, "URI", URI=String("b.html"))
    (found,) = opened(take(pdf)).pages[0].obj.Annots
    assert str(found.A.URI) == "https://example.org/a/b.html"


def test_what_a_link_starts_besides_is_removed(make, bytes_of, link, told):
    pdf = make()
    link(pdf, 0, "URI", URI=String("https://example.org"), Next=Array([script(), script()]))
    taken, plain = bytes_of(pdf)
    assert told(taken, "annex-removed") == "removed from x.pdf: 2 scripts"
    assert b"app.alert" not in plain
    assert b"https://example.org" in plain


def test_actions_in_a_circle_end(make, take, link, told):
    pdf = make()
    made = link(pdf, 0, "JavaScript", JS=String("x"))
    made.A = pdf.make_indirect(made.A)
    made.A["/Next"] = made.A
    assert told(take(pdf), "annex-removed") == "removed from x.pdf: 1 script"


def test_scripts_in_all_places_are_removed_and_counted_once(make, bytes_of, annotate, told):
    pdf = make()
    names = Array([String("a"), script(), String("b"), script()])
    pdf.Root["/Names"] = Dictionary(JavaScript=Dictionary(Names=names))
    pdf.Root["/OpenAction"] = script()
    pdf.Root["/AA"] = Dictionary(WC=script(), DS=script())
    pdf.pages[0].obj["/AA"] = Dictionary(O=script())
    field = annotate(
        pdf, 0, "Widget", FT=Name.Tx, T=String("a"), AA=Dictionary(K=script()), A=script()
    )
    above = pdf.make_indirect(
        Dictionary(T=String("all"), Kids=Array([field]), AA=Dictionary(C=script()))
    )
    field["/Parent"] = above
    pdf.Root["/AcroForm"] = Dictionary(Fields=Array([above]))
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("Run", action=script()))
    for forms in ("printed", "live"):
        taken, plain = bytes_of(pdf, forms=forms)
        assert told(taken, "annex-removed") == "removed from x.pdf: 10 scripts"
        assert not any(each in plain for each in FORBIDDEN)


def test_leftovers_are_removed_wherever_they_hang(make, bytes_of, told):
    pdf = make()
    private = Dictionary(Maker=Dictionary(Private=String("secret")))
    page = pdf.pages[0].obj
    page["/PieceInfo"], page["/LastModified"] = private, String("D:2020")
    page["/Thumb"] = pdf.make_stream(b"small")
    page["/Trans"], page["/Dur"] = Dictionary(S=Name.Wipe), 3
    form = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 9, 9])
    form["/PieceInfo"], form["/Metadata"] = private, pdf.make_stream(b"<secret/>")
    page["/Resources"]["/XObject"] = Dictionary(X=form)
    page["/Contents"] = pdf.make_stream(b"/X Do")
    pdf.Root["/Metadata"] = pdf.make_stream(b"<secret/>", Type=Name.Metadata, Subtype=Name.XML)
    pdf.Root["/SpiderInfo"] = Dictionary(V=1)
    pdf.Root["/Perms"] = Dictionary(UR3=Dictionary(Name=String("secret")))
    pdf.Root["/Invented"] = String("secret")
    pdf.docinfo["/Author"] = "secret"
    taken, plain = bytes_of(pdf)
    assert told(taken, "annex-removed") == (
        "removed from x.pdf: 1 grant of usage rights, 1 page transition,"
        " 2 private records of programs, 1 record of web capture, 1 thumbnail"
    )
    assert b"secret" not in plain


def test_title_and_producer_are_told_and_not_kept(make, bytes_of):
    pdf = make()
    pdf.docinfo["/Title"], pdf.docinfo["/Producer"] = "A\ntable", "Maker 3"
    taken, plain = bytes_of(pdf)
    assert (taken.facts.title, taken.facts.producer) == ("A table", "Maker 3")
    assert b"Maker" not in plain


def test_streams_in_other_files_are_not_fetched(make, bytes_of, told):
    pdf = make(1, "q 100 0 0 100 20 20 cm /X Do Q")
    image = pdf.make_stream(b"x", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1)
    image["/ColorSpace"], image["/BitsPerComponent"] = Name.DeviceGray, 8
    image["/F"] = String("/etc/passwd")
    pdf.pages[0].obj["/Resources"]["/XObject"] = Dictionary(X=image)
    taken, plain = bytes_of(pdf)
    assert told(taken, "annex-removed") == "removed from x.pdf: 1 reference to an outside file"
    assert b"passwd" not in plain


@pytest.mark.parametrize("place", ["names", "note", "associated"])
def test_attachments_are_listed_and_kept_only_when_asked(make, bytes_of, annotate, place):
    pdf = make()
    spec = pikepdf.AttachedFileSpec(pdf, b"the data", filename="../../a.txt")
    if place == "names":
        pdf.attachments["a.txt"] = spec
    elif place == "note":
        annotate(pdf, 0, "FileAttachment", FS=spec.obj, Contents=String("see this"))
    else:
        pdf.Root["/AF"] = Array([spec.obj])
    taken, plain = bytes_of(pdf)
    (listed,) = taken.facts.attachments
    assert (listed.name, listed.size, listed.kept) == ("a.txt", 8, False)
    # Their names are told from the facts, once; a paper clip is no comment that gets lost.
    assert {problem.code for problem in taken.problems} == {"annex-untagged"}
    assert b"the data" not in plain
    taken, plain = bytes_of(pdf, keep_attachments=True)
    assert taken.facts.attachments[0].kept
    assert b"the data" in plain
    assert (b"see this" in plain) == (place == "note")  # it describes the file now
    assert b".." not in plain


def test_hidden_layers_are_named(make, take, told, opened, use):
    pdf = make()
    layers = [
        pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(each))) for each in ("A", "B")
    ]
    pdf.Root["/OCProperties"] = Dictionary(
        OCGs=Array(layers), D=Dictionary(OFF=Array(layers[1:]), Order=Array(layers))
    )
    pdf.pages[0].obj["/Resources"]["/Properties"] = Dictionary(A=layers[0], B=layers[1])
    use(pdf, "/OC /A BDC EMC /OC /B BDC EMC")
    taken = take(pdf)
    assert told(taken, "annex-hidden-layer").endswith(
        "1 layer that no one sees and that anyone can switch on: B"
    )
    assert len(opened(taken).Root.OCProperties.OCGs) == 2


@pytest.mark.parametrize(
    "box", [[0, 0, 200, 90], [0, 115, 200, 300], [0, 0, 50, 300], [130, 0, 200, 300]]
)
def test_text_outside_the_visible_part_is_reported(make, take, told, box):
    pdf = make(2, "BT /F 12 Tf 60 100 Td (Page {}) Tj ET")
    pdf.pages[1].obj["/CropBox"] = Array(box)
    assert "visible part of page 2;" in told(take(pdf), "annex-text-outside")


def test_text_at_the_edge_is_no_leak(make, take):
    pdf = make(1, "BT /F 12 Tf 60 100 Td (Page {}) Tj ET")
    pdf.pages[0].obj["/CropBox"] = Array([0, 0, 70, 105])
    assert "annex-text-outside" not in [each.code for each in take(pdf).problems]


def test_a_clean_file_is_not_talked_about(make, take):
    assert [each.code for each in take(make()).problems] == ["annex-untagged"]


def packed(*parts: str, kinds: bytes = b"<Types/>") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", kinds)
        for part in parts:
            archive.writestr(part, b"<x/>")
    return out.getvalue()


PROGRAM = b"MZ\x90\0\3\0\0\0"
REFUSED = [
    ("setup.exe", PROGRAM),
    ("a.txt", PROGRAM),
    ("a.pdf", PROGRAM),
    ("a.pdf.exe", b"%PDF-1.4"),
    ("a.txt", b"#!/bin/sh\nrm -rf ~\n"),
    ("a.csv", b"<script>alert(1)</script>"),
    ("a.html", b"<p>text"),
    ("a.svg", b"<svg/>"),
    ("a.js", b"1"),
    ("a.lnk", b"L\0\0\0"),
    ("a.iso", b"CD001"),
    ("a.zip", packed("a.txt")),
    ("a.docm", packed("word/document.xml")),
    ("a.docx", packed("word/document.xml", "word/vbaProject.bin")),
    ("a.docx", packed("word/document.xml", "word/embeddings/a.bin")),
    ("a.xlsx", packed("xl/workbook.xml", kinds=b"x.macroEnabled.main+xml")),
    ("a.docx", packed("a.exe")),
    ("a.odt", packed("content.xml", "Basic/script.xml")),
    ("a.png", b"\xff\xd8\xff"),
    ("a", b"text"),
    ("a.txt ", b"MZ\0"),
]
CARRIED = [
    ("a.txt", b"text"),
    ("A.CSV", "näme\n".encode()),
    ("a.png", b"\x89PNG\r\n\x1a\n"),
    ("a.docx", packed("word/document.xml")),
]


@pytest.mark.parametrize(
    ("name", "data", "kept"),
    [*((*each, False) for each in REFUSED), *((*each, True) for each in CARRIED)],
    ids=lambda each: "data" if isinstance(each, bytes) else str(each),  # a zip has the time in it
)
def test_only_files_that_show_something_are_carried_on(make, take, opened, name, data, kept):
    pdf = make()
    pdf.attachments["x"] = pikepdf.AttachedFileSpec(pdf, data, filename=name)
    taken = take(pdf, keep_attachments=True)
    assert [each.kept for each in taken.facts.attachments] == [kept]
    assert len(opened(taken).attachments) == kept
    told = [each for each in taken.problems if each.code == "annex-attachment-refused"]
    assert bool(told) != kept
    assert all(name.strip() in each.message and each.hint for each in told)


@pytest.mark.parametrize("kept", [True, False])
def test_an_attached_pdf_that_acts_is_not_carried_on(make, take, save, kept):
    inner = make()
    if not kept:
        inner.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
    pdf = make()
    pdf.attachments["x"] = pikepdf.AttachedFileSpec(pdf, save(inner), filename="a.pdf")
    assert [each.kept for each in take(pdf, keep_attachments=True).facts.attachments] == [kept]
