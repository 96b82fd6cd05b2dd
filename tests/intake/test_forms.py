"""Values of fields become part of the page, or the fields stay as fields."""

import io
import re

import pypdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, String


def look(pdf, content=b"1 0 0 rg 0 0 50 10 re f", **entries):
    return pdf.make_stream(
        content, Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 50, 10], **entries
    )


def red(data, box):
    """The share of red dots in a part of the first page (left, bottom, right, top in pt)."""
    page = pypdfium2.PdfDocument(data)[0]
    image = page.render(scale=2).to_pil().convert("RGB")
    left, bottom, right, top = (2 * each for each in box)
    part = image.crop((left, image.height - top, right, image.height - bottom))
    dots = [part.getpixel((x, y)) for x in range(part.width) for y in range(part.height)]
    return sum(dot[0] - dot[1] > 140 for dot in dots) / len(dots)


@pytest.fixture
def form(make, annotate):
    """A PDF with one text field that is drawn as a red box."""

    def form(**entries):
        pdf = make()
        field = annotate(pdf, 0, "Widget", FT=Name.Tx, T=String("name"), V=String("Ann"), **entries)
        font = pdf.pages[0].obj.Resources.Font.F
        pdf.Root["/AcroForm"] = Dictionary(
            Fields=Array([field]),
            DA=String("/F 10 Tf 0 g"),
            DR=Dictionary(Font=Dictionary(F=font)),
        )
        return pdf, field

    return form


def test_a_printed_field_is_seen_where_it_was(form, take, told, opened):
    pdf, field = form()
    field["/AP"] = Dictionary(N=look(pdf))
    taken = take(pdf)
    out = opened(taken)
    assert "/AcroForm" not in out.Root
    assert "/Annots" not in out.pages[0].obj
    assert red(taken.pdf, (21, 101, 119, 119)) == 1
    assert red(taken.pdf, (0, 122, 200, 190)) == 0
    assert "1 form field;" in told(taken, "annex-fields-printed")
    counts = {each.singular: (each.found, each.kept) for each in taken.facts.counts}
    assert counts["form field"] == (1, 1)


@pytest.mark.parametrize("forms", ["printed", "live"])
def test_a_field_on_no_page_is_told(form, take, told, forms):
    pdf, _ = form()
    pdf.Root.AcroForm.Fields.append(
        pdf.make_indirect(Dictionary(FT=Name.Tx, T=String("nowhere"), V=String("value")))
    )
    taken = take(pdf, forms=forms)
    assert told(taken, "annex-removed") == "removed from x.pdf: 1 form field that is on no page"
    if forms == "printed":
        assert "has 1 form field;" in told(taken, "annex-fields-printed")


def test_the_matrix_of_a_field_counts(form, take):
    """A form that is turned by a quarter, moved, and still fills its rectangle."""
    pdf, field = form()
    field["/AP"] = Dictionary(N=look(pdf, b"1 0 0 rg 0 0 25 10 re f", Matrix=[0, 1, -1, 0, 7, 3]))
    taken = take(pdf)
    # The left half of the form is the lower half of what is seen.
    assert red(taken.pdf, (21, 101, 119, 109)) == 1
    assert red(taken.pdf, (21, 111, 119, 119)) == 0


def test_a_value_without_a_look_is_drawn(form, take):
    pdf, _ = form()
    (page,) = pypdfium2.PdfDocument(take(pdf).pdf)
    assert "Ann" in page.get_textpage().get_text_range()


def test_a_stale_look_is_drawn_anew(form, take):
    pdf, field = form()
    old = b"/Tx BMC BT /F 10 Tf 2 2 Td (Old) Tj ET EMC"
    field["/AP"] = Dictionary(N=look(pdf, old, Resources=pdf.pages[0].obj.Resources))
    pdf.Root.AcroForm["/NeedAppearances"] = True
    (page,) = pypdfium2.PdfDocument(take(pdf).pdf)
    shown = page.get_textpage().get_text_range()
    assert "Ann" in shown
    assert "Old" not in shown


@pytest.mark.parametrize("state", ["Yes", "Off"])
def test_a_box_is_printed_in_its_state(make, take, annotate, state):
    pdf = make()
    states = Dictionary(Yes=look(pdf), Off=look(pdf, b""))
    box = annotate(pdf, 0, "Widget", FT=Name.Btn, T=String("ok"), AS=Name(f"/{state}"))
    box["/AP"] = Dictionary(N=states)
    pdf.Root["/AcroForm"] = Dictionary(Fields=Array([box]))
    assert red(take(pdf).pdf, (21, 101, 119, 119)) == (1 if state == "Yes" else 0)


def test_what_a_tagged_field_says_is_read_at_its_place(form, take, opened):
    pdf, field = form()
    shown = b"/Tx BMC BT /F 10 Tf 2 2 Td (Ann) Tj ET EMC"
    field["/AP"] = Dictionary(N=look(pdf, shown, Resources=pdf.pages[0].obj.Resources))
    page = pdf.pages[0].obj
    page["/Contents"] = pdf.make_stream(
        b"/P <</MCID 0>> BDC BT /F 12 Tf 20 200 Td (A) Tj ET EMC"
        b" /P <</MCID 4>> BDC BT /F 12 Tf 20 50 Td (Z) Tj ET EMC"
    )
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    told = [
        Dictionary(S=Name.P, Pg=page, K=0),
        Dictionary(S=Name.Form, Pg=page, K=Dictionary(Type=Name.OBJR, Obj=field, Pg=page)),
        Dictionary(S=Name.P, Pg=page, K=4),
    ]
    made = [pdf.make_indirect(each) for each in told]
    for each in made:
        each["/P"] = root
    root["/K"] = Array(made)
    pdf.Root["/StructTreeRoot"], pdf.Root["/MarkInfo"] = root, Dictionary(Marked=True)
    taken = take(pdf)
    assert taken.facts.tagged
    elements = opened(taken).Root.StructTreeRoot.K
    assert [str(each.S) for each in elements] == ["/P", "/P", "/P"]
    marks = [each.K[0] for each in elements]
    content = opened(taken).pages[0].obj.Contents.read_bytes().decode()
    assert content.index(f"/MCID {marks[1]} ") > content.index(f"/MCID {marks[2]} ")


def test_live_fields_stay_and_are_described(form, take, opened):
    pdf, _ = form()
    pdf.Root.AcroForm["/XFA"], pdf.Root.AcroForm["/NeedAppearances"] = String("x"), True

    taken = take(pdf, forms="live")
    reader = pypdf.PdfReader(io.BytesIO(taken.pdf))
    assert reader.get_form_text_fields() == {"name": "Ann"}
    out = opened(taken)
    assert set(out.Root.AcroForm.keys()) == {"/Fields", "/DA", "/DR"}
    (widget,) = out.pages[0].obj.Annots
    assert str(widget.TU) == "name"
    assert "/N" in widget.AP


def test_fields_that_no_list_has_are_found(form, take, save):
    pdf, _ = form()
    pdf.Root.AcroForm["/Fields"] = Array()
    with pytest.warns(UserWarning, match="widget"):
        data = save(pdf)
    taken = take(data, forms="live")
    assert [
        (each.found, each.kept) for each in taken.facts.counts if each.what == "form fields"
    ] == [(1, 1)]


def test_fields_of_other_pages_go_with_them(make, take, annotate, opened):
    pdf = make(2)
    fields = [annotate(pdf, page, "Widget", FT=Name.Tx, T=String(f"f{page}")) for page in (0, 1)]
    above = pdf.make_indirect(Dictionary(T=String("top"), Kids=Array(fields)))
    for each in fields:
        each["/Parent"] = above
    pdf.Root["/AcroForm"] = Dictionary(Fields=Array([above]))
    taken = take(pdf, forms="live", pages=(1,))
    (root,) = opened(taken).Root.AcroForm.Fields
    (left,) = root.Kids
    assert (str(left.T), str(left.TU)) == ("f1", "top.f1")


@pytest.mark.parametrize("forms", ["printed", "live"])
def test_signatures_are_printed_and_their_end_is_told(make, take, annotate, told, opened, forms):
    pdf = make()
    value = Dictionary(Type=Name.Sig, Contents=String("secret"), ByteRange=[0, 1, 2, 3])
    above = pdf.make_indirect(Dictionary(FT=Name.Sig, T=String("all")))
    field = annotate(pdf, 0, "Widget", T=String("s"), V=pdf.make_indirect(value), Parent=above)
    above["/Kids"] = Array([field])
    field["/AP"] = Dictionary(N=look(pdf))
    pdf.Root["/AcroForm"] = Dictionary(Fields=Array([above]), SigFlags=3)
    taken = take(pdf, forms=forms)
    assert taken.facts.signed
    assert told(taken, "annex-signed") == "x.pdf has 1 signature, and merging voids it"
    assert red(taken.pdf, (21, 101, 119, 119)) == 1
    assert "/AcroForm" not in opened(taken).Root
    assert b"ByteRange" not in taken.pdf


def test_a_circle_of_fields_ends(make, take):
    pdf = make()
    field = pdf.make_indirect(Dictionary(FT=Name.Tx, T=String("a")))
    field["/Kids"], field["/Parent"] = Array([field]), field
    pdf.Root["/AcroForm"] = Dictionary(Fields=Array([field]))
    for forms in ("printed", "live"):
        assert len(take(pdf, forms=forms).facts.pages) == 1


def fonts_of_fields(page):
    """The fonts that each printed field names, and those that it has."""
    for key, drawn in page.obj.Resources.XObject.items():
        if key.startswith("/Field"):
            has = drawn.get("/Resources", {}).get("/Font", {})
            yield set(re.findall(rb"/(\S+) [\d.]+ Tf", drawn.read_bytes())), has


@pytest.mark.parametrize("damage", ["no DR", "no DA", "DR is a name", "font is none", "own look"])
def test_a_printed_value_has_the_font_that_it_is_drawn_in(form, take, opened, damage):
    """Some readers show another font where it is missing, and some show nothing."""
    pdf, field = form()
    acroform = pdf.Root.AcroForm
    if damage == "no DA":
        del acroform["/DA"]
    elif damage == "DR is a name":
        acroform["/DR"] = Name.None_
    elif damage == "font is none":
        acroform.DR.Font.F = Array()
    else:
        del acroform["/DR"]
    if damage == "own look":
        field["/AP"] = Dictionary(N=look(pdf, b"BT /F 9 Tf 2 2 Td (Ann) Tj ET"))
    else:
        acroform["/NeedAppearances"] = True
    (page,) = opened(take(pdf)).pages
    ((used, has),) = fonts_of_fields(page)
    assert used
    for key in used:
        assert has[f"/{key.decode()}"].Type == Name.Font
    taken = take(pdf)
    text = pypdfium2.PdfDocument(taken.pdf)[0].get_textpage().get_text_range()
    assert "Ann" in text
    assert "Ann" in pypdf.PdfReader(io.BytesIO(taken.pdf)).pages[0].extract_text()
    assert taken.facts.unembedded == ("Helvetica",)  # so that no claim is made in vain


def test_a_value_that_can_not_be_drawn_is_told(form, take, told):
    pdf, field = form()
    field["/V"] = String("Анна")
    assert "can't be drawn: Анна" in told(take(pdf), "annex-field-undrawn")
