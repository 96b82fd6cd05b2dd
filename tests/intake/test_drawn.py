"""Forms have resources of their own, and neither contain themselves nor go on without end."""

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name

SHOW = b"BT /F 12 Tf 20 200 Td (Inside) Tj ET"


def add_form(pdf, content, key="Fm", **entries):
    form = pdf.make_stream(
        content, Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 200, 300], **entries
    )
    resources = pdf.pages[0].obj["/Resources"]
    if "/XObject" not in resources:
        resources["/XObject"] = Dictionary()
    resources["/XObject"][f"/{key}"] = form
    return form


def draw(pdf, *keys):
    content = " ".join(f"/{key} Do" for key in keys)
    pdf.pages[0].obj["/Contents"] = pdf.make_stream(content.encode())


def picture(data):
    return pypdfium2.PdfDocument(data)[0].render(scale=1).to_pil().tobytes()


def the_form(pdf):
    (form,) = pdf.pages[0].obj.Resources.XObject.as_dict().values()
    return form


def test_a_form_without_resources_gets_those_that_it_uses(make, take, opened, save):
    pdf = make()
    add_form(pdf, SHOW)
    draw(pdf, "Fm")
    before = save(pdf)
    taken = take(before)
    form = the_form(opened(taken))
    assert list(form.Resources.Font.keys()) == ["/F"]
    assert "/XObject" not in form.Resources
    assert picture(taken.pdf) == picture(before)


def test_a_form_that_shares_the_table_of_its_page_has_its_own(make, take, opened, save):
    pdf = make()
    form = add_form(pdf, SHOW)
    table = pdf.make_indirect(pdf.pages[0].obj["/Resources"])
    pdf.pages[0].obj["/Resources"] = form["/Resources"] = table
    draw(pdf, "Fm")
    before = save(pdf)
    taken = take(before)
    assert set(the_form(opened(taken)).Resources.keys()) == {"/Font"}
    assert not any(each.code == "annex-repaired" for each in taken.problems)
    assert picture(taken.pdf) == picture(before)


def test_a_form_that_draws_itself_is_cut_and_told(make, take, opened, told):
    pdf = make()
    form = add_form(pdf, SHOW + b" /Fm Do /Im Do")
    image = pdf.make_stream(b"\0", Subtype=Name.Image, Width=1, Height=1, BitsPerComponent=8)
    image["/ColorSpace"] = Name.DeviceGray
    form["/Resources"] = Dictionary(
        XObject=Dictionary(Fm=form, Im=image), Font=pdf.pages[0].obj["/Resources"]["/Font"]
    )
    draw(pdf, "Fm")
    taken = take(pdf)
    assert "made of themselves" in told(taken, "annex-repaired")
    assert list(the_form(opened(taken)).Resources.XObject.keys()) == ["/Im"]


def test_a_colour_space_that_is_based_on_itself_is_cut(make, take, opened, told, use):
    pdf = make()
    space = pdf.make_indirect(Array([Name.Indexed, 0, 1, pikepdf.String(b"\0\1")]))
    space[1] = space
    pdf.pages[0].obj["/Resources"]["/ColorSpace"] = Dictionary(Cs=space)
    use(pdf, "/Cs cs")
    taken = take(pdf)
    assert "made of themselves" in told(taken, "annex-repaired")
    assert opened(taken).pages[0].obj.Resources.ColorSpace.Cs[1] is None


@pytest.mark.parametrize("levels", [3, 12])
def test_forms_that_draw_each_other_ten_times_over(make, take, refusal, levels):
    pdf = make()
    inner = add_form(pdf, b"0 0 1 1 re f")
    for _ in range(levels):
        inner = add_form(pdf, b"/Fm Do " * 10, Resources=Dictionary(XObject=Dictionary(Fm=inner)))
    draw(pdf, "Fm")
    if levels > 3:
        assert refusal(pdf) == "annex-too-demanding"
    else:
        assert len(take(pdf).facts.pages) == 1
