"""What nothing on a page reaches goes: it can be read in the file, and nobody sees it."""

import warnings

import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, Stream, String

HIDDEN = "ZanzibarQuokka"
BOX = [0, 0, 100, 100]


def said(pdf):
    """Every byte of the objects and their streams."""
    pieces = []
    for each in pdf.objects:
        if isinstance(each, Stream):
            pieces += [each.stream_dict.unparse(resolved=True), each.read_bytes()]
        else:
            pieces.append(each.unparse(resolved=True))
    return b"\n".join(pieces)


def pictures(data):
    return [page.render().to_pil().tobytes() for page in pypdfium2.PdfDocument(data)]


def form(pdf, content=f"BT /F 9 Tf ({HIDDEN}) Tj ET", **entries):
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    return pdf.make_stream(
        content.encode(),
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=BOX,
        Resources=Dictionary(Font=Dictionary(F=font)),
        **entries,
    )


def mask(pdf):
    group = form(pdf, Group=Dictionary(S=Name.Transparency, CS=Name.DeviceGray))
    return Dictionary(SMask=Dictionary(S=Name.Luminosity, G=group))


def tiling(pdf):
    pattern = form(pdf)
    del pattern["/Type"], pattern["/Subtype"]
    for key, value in {"PatternType": 1, "PaintType": 1, "TilingType": 1}.items():
        pattern[f"/{key}"] = value
    pattern["/XStep"] = pattern["/YStep"] = 50
    return pattern


def separation(_):
    change = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0], C1=[1], N=1)
    return Array([Name.Separation, Name(f"/{HIDDEN}"), Name.DeviceGray, change])


def shading(_):
    change = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0], C1=[1], N=1)
    return Dictionary(
        ShadingType=2, ColorSpace=separation(None), Coords=[0, 0, 9, 9], Function=change
    )


def drawn_font(pdf):
    glyph = pdf.make_stream(f"9 0 d0 BT /F 9 Tf ({HIDDEN}) Tj ET".encode())
    return Dictionary(
        Type=Name.Font,
        Subtype=Name.Type3,
        FontBBox=BOX,
        FontMatrix=[0.1, 0, 0, 0.1, 0, 0],
        CharProcs=Dictionary(a=glyph),
        Encoding=Dictionary(Type=Name.Encoding, Differences=[97, Name.a]),
        FirstChar=97,
        LastChar=97,
        Widths=[9],
    )


def named_font(_):
    return Dictionary(Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name(f"/{HIDDEN}"))


def picture(pdf):
    image = pdf.make_stream(HIDDEN.encode(), Type=Name.XObject, Subtype=Name.Image)
    image["/Width"], image["/Height"], image["/BitsPerComponent"] = len(HIDDEN), 1, 8
    image["/ColorSpace"] = Name.DeviceGray
    return image


def layer(pdf):
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(HIDDEN)))
    pdf.Root["/OCProperties"] = Dictionary(
        OCGs=Array([group]), D=Dictionary(Order=Array([String(HIDDEN), Array([group])]))
    )
    return group


KINDS = {
    "form": ("XObject", form, "/X Do"),
    "picture": ("XObject", picture, "/X Do"),
    "mask": ("ExtGState", mask, "/X gs 0 0 9 9 re f"),
    "tiling pattern": ("Pattern", tiling, "/Pattern cs /X scn 0 0 9 9 re f"),
    "shading": ("Shading", shading, "/X sh"),
    "shading pattern": (
        "Pattern",
        lambda _: Dictionary(PatternType=2, Shading=shading(None)),
        "/Pattern CS /X SCN 0 0 9 9 re S",
    ),
    "colour space": ("ColorSpace", separation, "/X cs 1 scn 0 0 9 9 re f"),
    "drawn font": ("Font", drawn_font, "BT /X 9 Tf (a) Tj ET"),
    "name of a font": ("Font", named_font, "BT /X 9 Tf (a) Tj ET"),
    "layer": ("Properties", layer, "/OC /X BDC 0 0 9 9 re f EMC"),
    "layer of a membership": (
        "Properties",
        lambda pdf: Dictionary(Type=Name.OCMD, OCGs=layer(pdf)),
        "/OC /X BDC 0 0 9 9 re f EMC",
    ),
    "layer of a form": ("XObject", lambda pdf: form(pdf, "", OC=layer(pdf)), "/X Do"),
    "record of a mark": (
        "Properties",
        lambda _: Dictionary(ActualText=String(HIDDEN)),
        "/Span /X BDC 0 0 9 9 re f EMC",
    ),
}


def give(holder, category, value):
    resources = holder["/Resources"]
    if f"/{category}" not in resources:
        resources[f"/{category}"] = Dictionary()
    resources[f"/{category}"]["/X"] = value


@pytest.mark.parametrize("kind", KINDS)
def test_what_no_page_uses_is_gone(make, take, opened, save, kind):
    category, made, _ = KINDS[kind]
    pdf = make(2)
    give(pdf.pages[1].obj, category, made(pdf))
    before = save(pdf)
    assert HIDDEN.encode() in said(pdf)
    taken = take(before)
    assert HIDDEN.encode() not in said(opened(taken))
    assert pictures(taken.pdf) == pictures(before)


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_form_does_not_use_is_gone(make, take, opened, use, kind):
    category, made, _ = KINDS[kind]
    pdf = make()
    outer = form(pdf, "0 0 9 9 re f")
    give(outer, category, made(pdf))
    pdf.pages[0].obj["/Resources"]["/XObject"] = Dictionary(Outer=outer)
    use(pdf, "/Outer Do")
    assert HIDDEN.encode() not in said(opened(take(pdf)))


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_used_stays(make, take, opened, save, use, kind):
    category, made, operators = KINDS[kind]
    pdf = make(2)
    # A table that two pages share, of which each uses something else.
    shared = pdf.make_indirect(pdf.pages[1].obj["/Resources"])
    pdf.pages[0].obj["/Resources"] = pdf.pages[1].obj["/Resources"] = shared
    give(pdf.pages[1].obj, category, made(pdf))
    use(pdf, operators, page=1)
    before = save(pdf)
    taken = take(before)
    kept = opened(taken)
    assert pictures(taken.pdf) == pictures(before)
    if kind != "record of a mark":  # which is written anew
        assert HIDDEN.encode() in said(kept)
        assert "/X" in kept.pages[1].obj["/Resources"][f"/{category}"]
    assert list(kept.pages[0].obj["/Resources"].keys()) == ["/Font"]


def test_a_layer_without_content_goes_and_others_stay(make, take, opened, use):
    pdf = make()
    shown = layer(pdf)
    shown["/Name"] = String("Shown")
    shown["/Usage"] = Dictionary(CreatorInfo=Dictionary(Creator=String(HIDDEN)))
    gone = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(HIDDEN)))
    pdf.Root["/OCProperties"] = Dictionary(
        OCGs=Array([gone, shown]),
        D=Dictionary(
            Name=String(HIDDEN),
            OFF=Array([gone]),
            Order=Array([Array([String(HIDDEN), gone]), Array([String("Maps"), shown])]),
        ),
        Configs=Array([Dictionary(Creator=String(HIDDEN))]),
    )
    give(pdf.pages[0].obj, "Properties", shown)
    use(pdf, "/OC /X BDC 0 0 9 9 re f EMC")
    taken = take(pdf)
    kept = opened(taken)
    assert HIDDEN.encode() not in said(kept)
    assert [str(each.Name) for each in kept.Root.OCProperties.OCGs] == ["Shown"]
    assert [str(each[0]) for each in kept.Root.OCProperties.D.Order] == ["Maps"]
    assert not any(each.code == "annex-hidden-layer" for each in taken.problems)


def test_layers_that_an_expression_names_stay(make, take, opened, use):
    pdf = make()
    group = layer(pdf)
    membership = Dictionary(Type=Name.OCMD, VE=Array([Name.Not, Array([Name.And, group])]))
    give(pdf.pages[0].obj, "Properties", membership)
    use(pdf, "/OC /X BDC 0 0 9 9 re f EMC")
    assert len(opened(take(pdf)).Root.OCProperties.OCGs) == 1


def test_what_a_stamp_on_the_page_uses_stays_and_the_rest_goes(make, take, opened, annotate):
    pdf = make()
    look = form(pdf, "/X Do")
    give(look, "XObject", form(pdf))
    look["/Resources"]["/XObject"]["/Y"] = form(pdf, "(Unseen) pop")
    look["/Note"] = String("Unseen")
    annotate(pdf, 0, "Stamp", AP=Dictionary(N=look), Contents=String("A stamp"))
    kept = said(opened(take(pdf)))
    assert HIDDEN.encode() in kept
    assert b"Unseen" not in kept


@pytest.mark.parametrize("cut", ["(never ended", "<< /A", "BI /W 1 ID "])
def test_a_content_that_cannot_be_read_to_its_end_keeps_all(make, take, opened, use, cut):
    """A reader may get further than this one: what it may draw is searched, and stays."""
    pdf = make()
    pdf.pages[0].obj["/Resources"]["/XObject"] = Dictionary(Outer=form(pdf, f"0 0 9 9 re f {cut}"))
    use(pdf, "/Outer Do")
    outer = pdf.pages[0].obj["/Resources"]["/XObject"]["/Outer"]
    give(outer, "XObject", form(pdf))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert HIDDEN.encode() in said(opened(take(pdf)))


def test_a_drawn_font_that_borrows_from_its_page_keeps_what_it_uses(make, take, opened, use, save):
    pdf = make()
    pdf.pages[0].obj["/Resources"]["/Font"]["/Q"] = drawn_font(pdf)  # no object of its own
    pdf.pages[0].obj["/Resources"]["/Font"]["/Q"]["/CharProcs"]["/a"] = pdf.make_stream(
        b"9 0 d0 /X Do"
    )
    give(pdf.pages[0].obj, "XObject", form(pdf))
    use(pdf, "BT /Q 9 Tf (a) Tj ET")
    before = save(pdf)
    taken = take(before)
    assert HIDDEN.encode() in said(opened(taken))
    assert pictures(taken.pdf) == pictures(before)


def test_names_without_an_operator_stay(make, take, opened, use):
    pdf = make()
    spaces = Dictionary(X=Array([Name.Indexed, Name.DeviceRGB, 1, String(b"\0\0\0\xff\0\0")]))
    spaces["/DefaultRGB"] = Array([Name.CalRGB, Dictionary(WhitePoint=[0.95, 1, 1.09])])
    spaces["/Unused"] = Name.DeviceGray
    pdf.pages[0].obj["/Resources"]["/ColorSpace"] = spaces
    use(pdf, "q 9 0 0 9 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /X ID \x01 EI Q")
    kept = opened(take(pdf)).pages[0].obj.Resources.ColorSpace
    assert set(kept.keys()) == {"/X", "/DefaultRGB"}
