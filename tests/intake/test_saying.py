"""All that a cleaned PDF says is handed on, so that somebody can look for names in it."""

from pikepdf import Dictionary, Name

from formalletter.intake import saying


def form(pdf, text):
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    return pdf.make_stream(
        f"BT /F 9 Tf 20 20 Td ({text}) Tj ET".encode(),
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=[0, 0, 90, 90],
        Resources=Dictionary(Font=Dictionary(F=font)),
    )


def test_what_a_glyph_draws_is_said(make, take, use):
    pdf = make()
    glyph = pdf.make_stream(b"9 0 d0 BT /F 9 Tf (Quokka) Tj ET")
    pdf.pages[0].obj["/Resources"]["/Font"]["/T"] = pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type3,
            FontBBox=[0, 0, 9, 9],
            FontMatrix=[0.1, 0, 0, 0.1, 0, 0],
            CharProcs=Dictionary(a=glyph),
            Encoding=Dictionary(Differences=[97, Name.a]),
            FirstChar=97,
            LastChar=97,
            Widths=[9],
        )
    )
    use(pdf, "BT /T 9 Tf (a) Tj ET")
    assert "Quokka" in take(pdf, words=True).words.beside


def test_more_forms_than_can_be_searched(make, take, use, refusal, monkeypatch):
    monkeypatch.setattr(saying, "MOST_SEARCHED", 2)
    pdf = make()
    forms = pdf.pages[0].obj["/Resources"]["/XObject"] = Dictionary()
    for index in range(3):
        if index == 2:
            assert "Word1" in take(pdf, words=True).words.beside
        forms[f"/X{index}"] = form(pdf, f"Word{index}")
        use(pdf, f"/X{index} Do")
    assert refusal(pdf, words=True) == "annex-too-demanding"
    assert take(pdf).words is None  # where no name is withheld, nothing is looked for


def test_a_name_over_two_pages_and_one_down_a_column_are_said(make, take, save):
    pdf = make(2)
    pdf.pages[0].obj["/Contents"] = pdf.make_stream(
        b"BT /F 12 Tf 20 200 Td (as was said by Zanzibar Quokka) Tj 0 -180 Td (page 1) Tj ET"
    )
    pdf.pages[1].obj["/Contents"] = pdf.make_stream(
        b"BT /F 12 Tf 20 280 Td (A report) Tj 0 -20 Td (Alliance in its words) Tj"
        b" 0 -60 Td (Green) Tj 90 0 Td (other) Tj -90 -14 Td (Numbat) Tj 90 0 Td (words) Tj"
        b" -90 -14 Td (Watch) Tj 90 0 Td (here) Tj ET"
    )
    beside = take(save(pdf), words=True).words.beside.splitlines()
    assert "as was said by Zanzibar Quokka Alliance in its words" in beside
    assert any("Green Numbat Watch" in line for line in beside)
    assert any("other words here" in line for line in beside)
