"""Files without tags: their pages are read from what they show."""

from __future__ import annotations

import pikepdf
import pytest
import weasyprint

HTML = """<html lang="en"><title>T</title><style>@page { size: 300pt 400pt; margin: 30pt }
body { font: 10pt/12pt serif } table { border-collapse: collapse } td { border: 1pt solid }
</style><h1>A heading</h1><p>One paragraph that is long enough for two or three lines of text,
which is all one paragraph.</p><p>Another <a href="https://un.org/">link</a>.</p>
<table><tr><td>left<td>right</table><p style="break-before: page">On page two.</p></html>"""


def test_a_page_of_text_becomes_paragraphs(draft, lines, sound):
    draft.page(lines("One line", "and its second.") + lines("Far below.", y=200))
    result = sound(draft.pdf)
    assert result.sound.kinds == ("text",)
    assert not result.sound.tagged
    assert result.outline() == ["P One lineand its second.", "P Far below."]
    assert result.codes == ["annex-untagged"]
    assert result.sound.problems[0].message.startswith("annexes/x.pdf has no tags: its text is")


def test_a_column_to_the_side_is_another_paragraph(draft, lines, sound):
    draft.page(lines("Left", "column") + lines("Right", "column", x=180))
    assert sound(draft.pdf).outline() == ["P Leftcolumn", "P Rightcolumn"]


def test_a_larger_line_is_a_paragraph_of_its_own(draft, lines, sound):
    draft.page(lines("Large", size=18) + lines("and small", y=336))
    assert sound(draft.pdf).outline() == ["P Large", "P and small"]


def test_turned_text_is_followed_in_its_direction(draft, sound):
    draft.page(
        b"BT /F1 10 Tf 0 1 -1 0 100 50 Tm (up the) Tj 0 1 -1 0 112 50 Tm (page) Tj"
        b" 1 0 0 1 150 50 Tm (across) Tj ET"
    )
    assert sound(draft.pdf).outline() == ["P up thepage", "P across"]


def test_words_and_raised_figures_stay_on_their_line(draft, sound):
    draft.page(b"BT /F1 10 Tf 40 350 Td (A) Tj 12 0 Td (line) Tj 18 4 Td (1) Tj 6 -4 Td (,) Tj ET")
    assert sound(draft.pdf).outline() == ["P Aline1,"]


def test_rules_between_lines_are_artifacts(draft, lines, sound):
    content = lines("Above") + b"40 345 100 1 re f\n" + lines("below", y=336)
    draft.page(content)
    result = sound(draft.pdf)
    assert result.outline() == ["P Abovebelow"]
    assert len(result.all("P")[0].kids) == 2
    assert b"/Artifact BMC\n40 345 100 1 re\nf\nEMC" in result.pdf.pages[0].Contents.read_bytes()


def test_old_marks_are_dropped_and_layers_stay(draft, lines, sound):
    layer = draft.pdf.make_indirect(
        pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name=pikepdf.String("Layer"))
    )
    page = draft.page(
        b"/Artifact BMC "
        + lines("Called an artifact")
        + b"EMC /OC /L1 BDC /P <</MCID 7>> BDC "
        + lines("in a layer", y=200)
        + b"EMC EMC"
    )
    page.Resources.Properties = pikepdf.Dictionary(L1=layer)
    result = sound(draft.pdf)
    assert result.outline() == ["P Called an artifact", "P in a layer"]
    assert b"/OC /L1 BDC" in result.pdf.pages[0].Contents.read_bytes()


def hidden_layer(pdf):
    """A layer that is off when the file is opened."""
    layer = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG))
    setting = pikepdf.Dictionary(OFF=pikepdf.Array([layer]))
    pdf.Root.OCProperties = pikepdf.Dictionary(OCGs=pikepdf.Array([layer]), D=setting)
    return layer


def test_what_a_layer_hides_is_not_heard(draft, lines, sound):
    inner = b"/P <</MCID 7>> BDC " + lines("too", y=100) + b"EMC "
    content = b"/OC /L1 BDC " + lines("Hidden", y=200) + inner + b"EMC " + lines("Seen")
    page = draft.page(content)
    page.Resources.Properties = pikepdf.Dictionary(L1=hidden_layer(draft.pdf))
    result = sound(draft.pdf)
    assert result.outline() == ["P Seen"]
    assert b"/OC /L1 BDC" in result.pdf.pages[0].Contents.read_bytes()


def test_a_form_of_a_hidden_layer_is_not_heard(draft, lines, sound):
    form = draft.form(lines("Hidden"))
    form.OC = hidden_layer(draft.pdf)
    draft.page(b"/X1 Do " + lines("Seen"), X1=form)
    assert sound(draft.pdf).outline() == ["P Seen"]


def test_a_page_of_nothing_but_a_hidden_layer_is_empty(draft, lines, sound):
    page = draft.page(b"/OC /L1 BDC " + lines("Hidden") + b"EMC")
    page.Resources.Properties = pikepdf.Dictionary(L1=hidden_layer(draft.pdf))
    result = sound(draft.pdf)
    assert (result.outline(), result.sound.kinds) == ([], ("empty",))


def test_what_is_said_instead_of_glyphs_stays(draft, sound):
    draft.page(
        b"BT /F1 10 Tf 40 350 Td (a) Tj /Span <</ActualText (bee)>> BDC (b) Tj EMC (c) Tj ET"
    )
    result = sound(draft.pdf)
    assert result.outline() == ["P abc"]
    assert b"/ActualText (bee)" in result.pdf.pages[0].Contents.read_bytes()


def test_a_large_image_among_text_is_a_figure_and_a_small_one_is_not(draft, lines, sound):
    content = b"q 100 0 0 50 40 200 cm /I Do Q q 10 0 0 10 5 5 cm /I Do Q"
    draft.page(lines("Text") + content, I=draft.image())
    result = sound(draft.pdf)
    (figure,) = result.all("Figure")
    assert [float(edge) for edge in figure.values.A.BBox] == [40, 200, 140, 250]
    assert result.codes == ["annex-untagged", "annex-figure-undescribed"]


def test_the_only_image_of_a_page_has_the_text_of_the_letter(draft, lines, sound):
    draft.page(lines("Text") + b"q 100 0 0 50 40 200 cm /I Do Q", I=draft.image())
    result = sound(draft.pdf, alternatives={0: "A map"})
    assert str(result.all("Figure")[0].values.Alt) == "A map"
    assert result.codes == ["annex-untagged"]


def test_two_images_can_not_share_one_text(draft, lines, sound):
    content = b"q 100 0 0 50 40 200 cm /I Do Q q 100 0 0 50 40 100 cm /I Do Q"
    draft.page(lines("Text") + content, I=draft.image())
    result = sound(draft.pdf, alternatives={0: "A map"})
    assert all("/Alt" not in figure.values for figure in result.all("Figure"))
    assert "annex-figure-undescribed" in result.codes


def test_of_a_scan_the_recognised_text_is_read(draft, lines, sound):
    hidden = lines("Read by a machine").replace(b"BT", b"BT 3 Tr")
    draft.page(b"q 300 0 0 400 0 0 cm /I Do Q " + hidden, I=draft.image())
    result = sound(draft.pdf)
    assert result.sound.kinds == ("text",)
    assert result.outline() == ["P Read by a machine"]
    assert result.codes == ["annex-untagged"]


def test_a_form_with_text_is_one_paragraph_without_marks_inside(draft, lines, sound):
    inner = draft.form(b"/P <</MCID 0>> BDC " + lines("deep", y=100) + b"EMC")
    form = draft.form(b"/Span <</MCID 0>> BDC " + lines("In a form") + b"EMC /G Do", G=inner)
    draft.page(b"/F Do", F=form)
    draft.page(b"/F Do q 0.5 0 0 0.5 0 0 cm /F Do Q", F=form)
    result = sound(draft.pdf)
    assert [node.role for node in result.all()] == ["P", "P", "P"]
    assert result.sound.kinds == ("text", "text")


def test_forms_that_draw_each_other_come_to_an_end(draft, lines, sound):
    one = draft.form(lines("one") + b"/G Do")
    two = draft.form(b"/F Do", F=one)
    one.Resources.XObject.G = two
    draft.page(b"/F Do", F=draft.pdf.make_indirect(one))
    assert sound(draft.pdf).sound.kinds == ("text",)


@pytest.mark.parametrize(
    "content",
    [
        b"q 300 0 0 400 0 0 cm /I Do Q",
        b"0 0 10 10 re S 20 20 30 30 re f",
        b"q 200 0 0 200 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x80 EI Q",
        b"/P <</MCID 0>> BDC q 0 0 5 5 re f EMC Q /Artifact BMC 9 9 9 9 re f EMC",
    ],
)
def test_a_page_that_is_only_a_picture_is_one_figure(draft, sound, content):
    draft.page(content, I=draft.image())
    result = sound(draft.pdf, alternatives={0: "A stamp"})
    assert result.sound.kinds == ("picture",)
    assert [node.role for node in result.all()] == ["Figure"]
    assert str(result.all("Figure")[0].values.Alt) == "A stamp"
    assert result.codes == []


def test_a_page_with_nothing_is_empty(draft, sound):
    draft.page(b"q 1 0 0 RG Q BT ET 0 0 9 9 re n")
    page = draft.page(b"")
    del page.Contents
    result = sound(draft.pdf)
    assert result.sound.kinds == ("empty", "empty")
    assert result.roots == []
    assert result.codes == []


@pytest.mark.parametrize(
    "content",
    [
        b"BT q /F1 10 Tf 40 350 Td (a) Tj ET Q 0 0 1 1 re f",
        b"q BT /F1 10 Tf 40 350 Td (a) Tj Q (b) Tj ET",
        b"EMC EMC BT /F1 10 Tf 40 350 Td (a) Tj ET EMC",
        b"/Span <</ActualText (x)>> BDC q EMC BT /F1 10 Tf 40 350 Td (a) Tj ET Q",
        b"BT /F1 10 Tf 40 350 Td /Span <</ActualText (x)>> BDC (a) Tj ET EMC 0 0 1 1 re f",
        b"BT /F1 1e99 Tf 999999999999 -3 Td (a) Tj [(b) -99999999999] TJ /x Tf Tj ET",
        b"BT Td Tm /F1 Tf TJ ' \" ET cm Do /none Do BDC EMC",
        b"q " * 3000 + b"BT /F1 9 Tf 40 350 Td (a) Tj ET" + b" Q" * 3000,
        b"40 40 m BT /F1 9 Tf (a) Tj ET 50 50 l S",
    ],
)
def test_content_that_is_wrong_in_itself_still_gets_marks(draft, content):
    """What crosses is left crossing: only marks may not."""
    from formalletter.foreign import Request
    from formalletter.intake.tagging import make_sound

    draft.page(content)
    make_sound(draft.pdf, Request("x.pdf", "en"))
    depth = 0
    for operands, operator in pikepdf.parse_content_stream(draft.pdf.pages[0]):
        if str(operator) in {"BDC", "BMC"} and str(operands[0]) != "/OC":
            depth += 1
        elif str(operator) == "EMC":
            depth -= 1
        assert depth in {0, 1, 2}
        if str(operator) in {"Tj", "TJ", "f", "S", "Do"}:
            assert depth > 0
    assert depth == 0


def test_content_that_no_one_can_read_is_drawn_as_a_whole(draft):
    from formalletter.foreign import Request
    from formalletter.intake.tagging import make_sound

    draft.page(b"BT /F1 10 Tf 40 350 Td (a) Tj ET BI x y EI")
    told = make_sound(draft.pdf, Request("x.pdf", "en"))
    assert told.kinds == ("picture",)
    assert str(draft.pdf.Root.StructTreeRoot.K[0].S) == "/Figure"


def test_links_are_in_the_tree_and_say_where_they_lead(draft, lines, sound):
    page = draft.page(lines("Covered by a link"))
    draft.link(page, (38, 345, 150, 362))
    draft.link(page, (40, 10, 60, 20))
    draft.link(page, (70, 10, 90, 20), Dest=pikepdf.Array([page, pikepdf.Name.Fit]))
    draft.link(page, (100, 10, 110, 20), Contents=pikepdf.String("As given"))
    result = sound(draft.pdf)
    assert [node.role for node in result.all()] == ["P"] + ["P", "Link"] * 4
    said = [str(each.Contents) for each in result.pdf.pages[0].Annots]
    assert said == ["Covered by a link", "https://un.org/", "link to page 1", "As given"]


def test_fields_and_remarks_are_in_the_tree(draft, lines, sound):
    page = draft.page(lines("Text"))
    field = draft.annotation(page, "Widget", T=pikepdf.String("city"), FT=pikepdf.Name.Tx)
    draft.pdf.Root.AcroForm = pikepdf.Dictionary(Fields=[field])
    draft.annotation(page, "Text", Contents=pikepdf.String("A remark"))
    draft.annotation(page, "Popup")
    page.Annots.append(pikepdf.Dictionary(Subtype=pikepdf.Name.Square, Rect=[1, 1, 2, 2]))
    page.Annots.append(7)
    result = sound(draft.pdf)
    assert [node.role for node in result.all()][1:] == ["P", "Form", "P", "Annot", "P", "Annot"]
    assert str(result.pdf.pages[0].Annots[0].TU) == "city"


def test_pages_that_share_their_content_get_their_own(draft, lines, sound):
    first = draft.page(lines("Shared"))
    second = draft.page(b"")
    second.Contents = first.Contents
    assert sound(draft.pdf).outline() == ["P Shared", "P Shared"]


def test_content_in_several_streams_is_one(draft, sound):
    page = draft.page(b"")
    page.Contents = pikepdf.Array(
        [draft.pdf.make_stream(part) for part in (b"BT /F1 10 Tf 40 350", b"Td (cut) Tj ET")]
    )
    assert sound(draft.pdf).outline() == ["P cut"]


def test_a_file_of_weasyprint_without_tags(sound):
    result = sound(weasyprint.HTML(string=HTML).write_pdf())
    assert result.sound.kinds == ("text", "text")
    assert len(result.all("P")) >= 5
    assert len(result.all("Link")) == 1
    assert str(result.pdf.pages[0].Annots[0].Contents) == "link"


def test_a_tree_without_marks_is_no_tree(draft, lines, sound):
    page = draft.page(lines("Text"))
    draft.element("P", [5], page=page)
    result = sound(draft.pdf)
    assert not result.sound.tagged
    assert result.outline() == ["P Text"]
    assert result.codes == ["annex-tags-unusable"]


def test_a_file_of_nothing_but_artifacts_is_read_all_the_same(draft, lines, sound):
    page = draft.page(b"/Artifact BMC " + lines("Text") + b"EMC")
    draft.element("P", [5], page=page)
    assert sound(draft.pdf).outline() == ["P Text"]


def test_cells_of_a_line_are_paragraphs_of_their_own(draft, sound):
    draft.page(b"BT /F1 10 Tf 40 350 Td (Name) Tj 120 0 Td (Place) Tj 30 0 Td (of birth) Tj ET")
    assert sound(draft.pdf).outline() == ["P Name", "P Placeof birth"]
