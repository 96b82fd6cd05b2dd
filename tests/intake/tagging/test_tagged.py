"""Files with tags: what is right stays, and what is wrong is put right."""

from __future__ import annotations

import re

import pytest
import weasyprint
from pikepdf import Array, Dictionary, Name, String

HTML = """<html lang="en"><title>T</title><style>@page { size: 300pt 400pt; margin: 30pt;
@bottom-left { content: "Page " counter(page) } } body { font: 10pt/12pt serif }</style>
<h1>Top</h1><p>See <a href="https://un.org/">the site</a> and <em>more</em>.</p><h2>Below</h2>
<ul><li>one</li><li>two</li></ul>
<table><thead><tr><th>A</th><th>B</th></tr></thead><tr><td>1</td><td></td></tr></table>
<p style="break-before: page">On page two.</p></html>"""


def mark(number: int, text: str, y: int = 350, tag: str = "P") -> bytes:
    return f"/{tag} <</MCID {number}>> BDC BT /F1 10 Tf 40 {y} Td ({text}) Tj ET EMC\n".encode()


def roles(result) -> list[str]:
    return [str(node) for node in result.roots]


def shape(node) -> str:
    """Roles only, such as "L(LI(LBody))"."""
    kids = [shape(kid) for kid in node.kids if not isinstance(kid, tuple)]
    return f"{node.role}({' '.join(kids)})" if kids else node.role


def shapes(result) -> str:
    return " ".join(shape(node) for node in result.roots)


@pytest.mark.parametrize("variant", [{"pdf_tags": True}, {"pdf_variant": "pdf/ua-1"}])
def test_a_file_of_weasyprint_keeps_its_tags(sound, variant):
    result = sound(weasyprint.HTML(string=HTML).write_pdf(**variant))
    assert result.sound.tagged
    assert result.sound.kinds == ("tagged", "tagged")
    assert result.sound.headings == (("Top", 0), ("Below", 0))
    found = [node.role for node in result.all()]
    for role in ("H1", "H2", "Link", "L", "Table", "TH", "TD"):
        assert role in found
    assert "annex-untagged" not in result.codes
    scopes = [str(cell.values.A.Scope) for cell in result.all("TH")]
    assert scopes == ["/Column", "/Column"]


def test_the_document_element_is_dissolved_and_its_language_stays(draft, sound):
    page = draft.page(mark(0, "Bonjour") + mark(1, "Hello", 300))
    document = draft.element("Document", Lang=String("fr"))
    draft.element("P", [0], document, page)
    draft.element("P", [1], document, page, Lang=String("en"))
    result = sound(draft.pdf)
    assert result.outline() == ["P Bonjour", "P Hello"]
    assert [str(node.values.Lang) for node in result.roots] == ["fr", "en"]
    result = sound(draft.pdf, language="fr")
    assert "/Lang" not in result.roots[0].values


def test_tagged_words_of_a_hidden_layer_are_not_heard(draft, sound):
    hidden = b"/OC /L1 BDC " + mark(1, "Hidden", 300) + b"EMC\n"
    page = draft.page(mark(0, "Seen") + hidden + mark(2, "Seen too", 250))
    layer = draft.pdf.make_indirect(Dictionary(Type=Name.OCG))
    page.Resources.Properties = Dictionary(L1=layer)
    setting = Dictionary(BaseState=Name.OFF)
    draft.pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=setting)
    for number in range(3):
        draft.element("P", [number], page=page)
    assert sound(draft.pdf).outline() == ["P Seen", "P Seen too"]


def test_roles_are_resolved_through_the_map(draft, sound):
    page = draft.page(b"".join(mark(number, str(number), 350 - 20 * number) for number in range(4)))
    draft.tree(
        RoleMap=Dictionary(
            Headline=Name.Big, Big=Name.H1, Round=Name.About, About=Name.Round, Foot=Name.Note
        )
    )
    for number, role in enumerate(("Headline", "Round", "Foot", "Nothing#20known")):
        draft.element(role, [number], page=page)
    result = sound(draft.pdf)
    assert result.outline() == ["H1 0", "P 1", "Note 2", "P 3"]


def test_roles_of_the_newer_standard_are_those_of_the_older(draft, sound):
    page = draft.page(b"".join(mark(number, str(number), 350 - 20 * number) for number in range(6)))
    newer = draft.pdf.make_indirect(Dictionary(NS=String("http://iso.org/pdf2/ssn")))
    own = draft.pdf.make_indirect(
        Dictionary(
            NS=String("https://example.org/"),
            RoleMapNS=Dictionary(head=Array([Name.H7, newer]), text=Name.P),
        )
    )
    draft.tree(Namespaces=Array([newer, own]))
    draft.element("Title", [0], page=page, NS=newer)
    section = draft.element("Aside", NS=newer)
    draft.element("head", [1], section, page, NS=own)
    line = draft.element("text", [2], section, page, NS=own)
    draft.element("Strong", [3], line, page, NS=newer)
    draft.element("FENote", [4], section, page, NS=newer)
    draft.element("Artifact", [5], page=page, NS=newer)
    result = sound(draft.pdf)
    assert shapes(result) == "P Div(H1 P(Span) Note)"
    assert result.outline() == ["P 0", "H1 1", "P 23", "Span 3", "Note 4"]
    assert result.codes == []
    assert b"/Artifact" in result.pdf.pages[0].Contents.read_bytes()


def test_classes_become_attributes(draft, sound):
    page = draft.page(mark(0, "a") + mark(1, "b", 300))
    wide = Dictionary(O=Name.Table, ColSpan=2, Scope=Name.Row)
    junk = Dictionary(O=Name.UserProperties, P=Array([]))
    draft.tree(ClassMap=Dictionary(wide=Array([wide, junk])))
    row = draft.element("TR", parent=draft.element("Table"))
    draft.element("TH", [0], row, page, C=Array([Name.wide, 0]), A=Dictionary(O=Name.List))
    draft.element("TD", [1], row, page, A=Dictionary(O=Name.Table, RowSpan=String("x")))
    result = sound(draft.pdf)
    head, cell = result.all("TR")[0].kids
    assert dict(head.values.A.items()) == {"/O": "/Table", "/ColSpan": 2, "/Scope": "/Row"}
    assert "/A" not in cell.values


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("H3 H4 H2", "H1 H2 H1"),
        ("H1 H3 H3 H6 H2", "H1 H2 H2 H3 H2"),
        ("H H2 H", "H1 H2 H1"),
        ("P H2", "P H1"),
    ],
)
def test_no_level_of_headings_is_skipped(draft, sound, given, wanted):
    content = b"".join(mark(at, "x", 380 - 20 * at) for at in range(len(given.split())))
    page = draft.page(content)
    for number, role in enumerate(given.split()):
        draft.element(role, [number], page=page)
    assert shapes(sound(draft.pdf)) == wanted


def build(draft, given: str, page) -> bytes:
    """Makes elements of a shape, each leaf with a mark; gives the content with these."""
    draft.tree()
    above, last, content = [None], None, b""
    parts = re.findall(r"\w+|[()]", given)
    for number, (part, following) in enumerate(zip(parts, [*parts[1:], ""], strict=True)):
        if part == "(":
            above.append(last)
        elif part == ")":
            above.pop()
        elif following == "(":
            last = draft.element(part, [], above[-1])
        else:
            draft.element(part, [number], above[-1], page)
            content += mark(number, "x", 390 - 12 * number)
    return content


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("L(P P)", "L(LI(LBody(P)) LI(LBody(P)))"),
        ("L(Lbl LBody Lbl LBody)", "L(LI(Lbl LBody) LI(Lbl LBody))"),
        ("L(LI(Lbl P P))", "L(LI(Lbl LBody(P P)))"),
        ("LI(LBody) LI(LBody) P", "L(LI(LBody) LI(LBody)) P"),
        ("Sect(LBody)", "Sect(Div)"),
        ("L(Caption LI(LBody) L(LI(LBody)))", "L(Caption LI(LBody) L(LI(LBody)))"),
        ("Table(TD TD)", "Table(TR(TD TD))"),
        ("Table(P Caption TR(TD))", "Table(Caption TR(TD(P)) TR(TD))"),
        ("Sect(TR(TD) TBody(TR(TH)))", "Sect(Table(TR(TD) TBody(TR(TH))))"),
        ("Table(THead(TR(TH)) TR(TD) TR(TD))", "Table(THead(TR(TH)) TBody(TR(TD) TR(TD)))"),
        ("Table(THead(TR(TH)))", "Table(TBody(TR(TH)))"),
        ("TD", "Table(TR(TD))"),
        ("Span Link", "P(Span) P(Span)"),
        ("TOCI(Reference)", "TOC(TOCI(Reference))"),
        ("P(P(P))", "P(P(P))"),
    ],
)
def test_elements_stand_where_they_may(draft, sound, given, wanted):
    page = draft.page(b"")
    content = build(draft, given, page)
    page.Contents = draft.pdf.make_stream(content)
    assert shapes(sound(draft.pdf)) == wanted


def test_empty_elements_go_but_cells(draft, sound):
    page = draft.page(mark(0, "x"))
    row = draft.element("TR", parent=draft.element("Table"))
    draft.element("TD", [], row)
    draft.element("TD", [0], row, page)
    draft.element("Sect", parent=draft.element("Sect"))
    draft.element("P", [99], page=page)
    assert shapes(sound(draft.pdf)) == "Table(TR(TD TD))"


def test_text_outside_of_the_tags_is_put_beside_its_neighbour(draft, lines, sound):
    page = draft.page(
        lines("First", y=380)
        + mark(0, "one")
        + lines("Stray", "text", y=300)
        + b"0 0 9 9 re f "
        + mark(1, "two", 200)
    )
    section = draft.element("Sect")
    draft.element("Span", [0], draft.element("P", parent=section), page)
    draft.element("P", [1], section, page)
    result = sound(draft.pdf)
    assert result.outline() == ["P First", "Span one", "P Straytext", "P two"]
    assert shapes(result) == "P Sect(P(Span) P P)"
    assert result.codes == ["annex-tags-mended"]
    assert "2 pieces" in result.sound.problems[0].message


def test_a_page_without_tags_stands_between_the_others(draft, lines, sound):
    pages = [draft.page(mark(0, "one")), draft.page(lines("two")), draft.page(mark(0, "three"))]
    section = draft.element("Sect")
    draft.element("P", [0], section, pages[0])
    draft.element("P", [0], section, pages[2])
    result = sound(draft.pdf)
    assert result.sound.kinds == ("tagged", "text", "tagged")
    assert result.outline() == ["P one", "P two", "P three"]
    assert result.codes == ["annex-untagged"]
    assert "page 2" in result.sound.problems[0].message


def test_a_page_of_artifacts_stays_one_in_a_tagged_file(draft, lines, sound):
    draft.page(b"/Artifact <</Type /Pagination>> BDC " + lines("Page 1") + b"EMC")
    draft.element("P", [0], page=draft.page(mark(0, "x")))
    result = sound(draft.pdf)
    assert result.sound.kinds == ("tagged", "tagged")
    assert result.outline() == ["P x"]


def test_marks_and_artifacts_that_nest_are_untangled(draft, lines, sound):
    page = draft.page(
        b"/P <</MCID 0>> BDC "
        + lines("outer")
        + b"/Span <</MCID 1>> BDC "
        + lines("inner", y=300)
        + b"EMC /Artifact BMC "
        + lines("page 1", y=9)
        + b"EMC "
        + lines("rest", y=250)
        + b"EMC "
        b"/Artifact BMC /P <</MCID 2>> BDC " + lines("inside", y=200) + b"EMC EMC"
    )
    draft.element("P", [0, draft.element("Span", [1], page=page)], page=page)
    draft.element("P", [2], page=page)
    result = sound(draft.pdf)
    assert [line for line in result.outline() if "inner" not in line] == [
        "P outerrest",
        "P inside",
    ]
    assert result.codes == ["annex-tags-repaired"]  # the inner element is listed twice


def test_a_mark_that_crosses_brackets_is_cut(draft, sound):
    page = draft.page(
        b"/P <</MCID 0 /ActualText (whole)>> BDC q BT /F1 9 Tf 40 300 Td (a) Tj EMC (b) Tj ET Q"
    )
    draft.element("P", [0], page=page)
    result = sound(draft.pdf)
    assert result.outline() == ["P a", "P b"]
    assert result.pdf.pages[0].Contents.read_bytes().count(b"(whole)") == 1


def test_lists_of_properties_by_name(draft, lines, sound):
    page = draft.page(b"/P /MC0 BDC " + lines("named") + b"EMC")
    page.Resources.Properties = Dictionary(
        MC0=draft.pdf.make_indirect(Dictionary(MCID=4, Lang=String("fr"), Metadata=String("x")))
    )
    draft.element("P", [4], page=page)
    result = sound(draft.pdf)
    assert result.outline() == ["P named"]
    content = result.pdf.pages[0].Contents.read_bytes()
    assert b"/Lang (fr)" in content
    assert b"Metadata" not in content


def test_a_form_that_is_drawn_once_keeps_its_marks(draft, sound):
    form = draft.form(mark(3, "in a form") + b"0 0 9 9 re f")
    page = draft.page(mark(0, "x", 300) + b"/F Do", F=form)
    form = page.Resources.XObject.F
    draft.element("P", [0], page=page)
    draft.element("P", [Dictionary(Type=Name.MCR, Pg=page, Stm=form, MCID=3, StmOwn=form)])
    result = sound(draft.pdf)
    assert result.outline() == ["P x", "P in a form"]
    assert result.roots[1].values.K[0].Stm.objgen == result.pdf.pages[0].Resources.XObject.F.objgen


def test_a_form_that_is_drawn_twice_is_marked_from_outside(draft, sound):
    form = draft.form(mark(3, "in a form"))
    page = draft.page(mark(0, "x", 300) + b"/F Do q 1 0 0 1 9 9 cm /F Do Q", F=form)
    draft.element("P", [0], page=page)
    draft.element("P", [Dictionary(Type=Name.MCR, Pg=page, Stm=page.Resources.XObject.F, MCID=3)])
    result = sound(draft.pdf)
    assert shapes(result) == "P P P"
    assert result.codes == ["annex-tags-mended"]


def test_a_form_inside_a_mark_has_none_of_its_own(draft, sound):
    page = draft.page(b"/Figure <</MCID 0>> BDC /F Do EMC", F=draft.form(mark(3, "inside")))
    draft.element("Figure", [0], page=page, Alt=String("A drawing"))
    assert shapes(sound(draft.pdf)) == "Figure"


def test_links_are_in_link_elements(draft, sound):
    page = draft.page(mark(0, "text") + mark(1, "linked", 300) + mark(2, "again", 250))
    first, second, gone = (draft.link(page) for _ in range(3))
    page.Annots = Array([first, second])
    held = [Dictionary(Type=Name.OBJR, Obj=each, Pg=page) for each in (first, gone)]
    draft.element("Span", [1, held[0]], draft.element("P", [0, held[1]], page=page), page)
    draft.element("Link", [2], draft.element("P"), page)
    result = sound(draft.pdf)
    assert shapes(result) == "P(Span(Link)) P(Link)"
    assert [str(each.Contents) for each in result.pdf.pages[0].Annots][1] == "again"


def test_fields_of_a_printed_form_find_their_element(draft, sound):
    page = draft.page(mark(0, "City"))
    field = draft.annotation(page, "Widget", T=String("city"), TU=String("Your city"))
    draft.pdf.Root.AcroForm = Dictionary(Fields=[field])
    draft.element("Form", [0], page=page)
    assert roles(sound(draft.pdf))[0].startswith("Form((0, None, 0) ('annotation'")


def test_figures_without_a_text_are_reported(draft, sound):
    page = draft.page(b"/Figure <</MCID 0>> BDC 0 0 99 99 re f EMC " + mark(1, "a+b"))
    draft.element("Figure", [0], page=page)
    draft.element("Formula", [1], page=page, ActualText=String("a plus b"))
    result = sound(draft.pdf)
    assert result.codes == ["annex-figure-undescribed"]
    assert "an image without an alternative text on page 1" in result.sound.problems[0].message
    assert sound(draft.pdf, alternatives={0: "A square"}).codes == []


def test_identities_are_unique_and_headers_known(draft, sound):
    page = draft.page(b"".join(mark(number, "x", 380 - 20 * number) for number in range(4)))
    row = draft.element("TR", parent=draft.element("Table"))
    draft.element("TH", [0], row, page, ID=String("a"))
    headers = Dictionary(O=Name.Table, Headers=Array([String("a"), String("gone"), 3]))
    draft.element("TD", [1], row, page, ID=String("a"), A=headers)
    draft.element("Note", [2], page=page)
    draft.element("Note", [3], page=page, ID=String("note-1"))
    result = sound(draft.pdf)
    head, cell = result.all("TR")[0].kids
    assert (str(head.values.ID), "/ID" in cell.values) == ("a", False)
    assert [str(each) for each in cell.values.A.Headers] == ["a"]
    assert [str(note.values.ID) for note in result.all("Note")] == ["note-2", "note-1"]


def test_languages_that_are_none_are_dropped(draft, sound):
    page = draft.page(mark(0, "x") + mark(1, "y", 300))
    draft.element("P", [0], page=page, Lang=String("not a language"))
    draft.element("P", [1], page=page, Lang=String("zh-Hant-TW"))
    result = sound(draft.pdf)
    first, second = result.roots
    assert "/Lang" not in first.values
    assert str(second.values.Lang) == "zh-Hant-TW"


def test_a_tree_in_a_circle_and_one_that_shares(draft, sound):
    page = draft.page(mark(0, "x") + mark(1, "y", 300))
    section = draft.element("Sect")
    line = draft.element("P", [0, 0], section, page)
    section.K.append(section)
    section.K.append(line)
    draft.element("P", [0, 1], page=page)
    draft.root.K.append(section)
    assert shapes(sound(draft.pdf)) == "Sect(P) P"


def test_a_tree_that_is_very_deep(draft, sound):
    page = draft.page(mark(0, "x"))
    above = None
    for _ in range(3000):
        above = draft.element("Sect", parent=above)
    draft.element("P", [0], above, page)
    result = sound(draft.pdf)
    assert result.outline() == ["Sect x"]


@pytest.mark.parametrize(
    "kids",
    [
        Array([True, None, String("x"), Name.P, 1.5, -4, 10**9, Array([0]), Dictionary()]),
        Dictionary(Type=Name.MCR, MCID=String("x")),
        Dictionary(Type=Name.OBJR, Obj=7),
        Dictionary(S=7, K=0, Pg=7, A=Array([7, Array([])]), C=7, Lang=7, Alt=7, ID=7),
        0,
    ],
)
def test_values_of_any_type_are_no_trouble(draft, sound, kids):
    page = draft.page(mark(0, "x"))
    draft.tree(RoleMap=7, ClassMap=Name.X)
    draft.element("P", page=page).K = kids
    assert "x" in "".join(sound(draft.pdf).outline())


def test_ten_thousand_elements(draft, sound):
    count = 10_000
    shown = b"".join(b"/P <</MCID %d>> BDC (x) Tj EMC " % number for number in range(count))
    page = draft.page(b"BT /F1 1 Tf 9 9 Td " + shown + b"ET")
    for number in range(count):
        draft.element("P", [number], page=page)
    assert len(sound(draft.pdf).all("P")) == count


def test_a_sound_file_stays_as_it_is(sound):
    once = sound(weasyprint.HTML(string=HTML).write_pdf(pdf_tags=True))
    assert once.codes == ["annex-tags-mended"]  # the running foot, which WeasyPrint doesn't mark
    twice = sound(once.data)
    assert shapes(twice) == shapes(once)
    assert twice.codes == []


@pytest.mark.parametrize(
    "damage",
    [
        {"P": Name.Nothing},
        {"S": String("P")},
        {"K": Array([0, Name.Nothing])},
    ],
    ids=["parent", "type", "kid"],
)
def test_damaged_tags_are_told(draft, lines, sound, damage):
    page = draft.page(
        b"/P <</MCID 0>> BDC "
        + lines("one")
        + b"EMC /P <</MCID 1>> BDC "
        + lines("two", y=300)
        + b"EMC"
    )
    element = draft.element("P", [0], page=page)
    draft.element("P", [1], page=page)
    for key, value in damage.items():
        element[f"/{key}"] = value
    result = sound(draft.pdf)
    assert [line.split()[-1] for line in result.outline()] == ["one", "two"]
    assert result.codes == ["annex-tags-repaired"]


@pytest.mark.parametrize(
    ("own", "is_told"), [("fr", True), ("en-US", False), ("", False), ("no language", False)]
)
def test_another_language_is_noted(draft, lines, sound, own, is_told):
    page = draft.page(b"/P <</MCID 0>> BDC " + lines("one") + b"EMC")
    draft.element("P", [0], page=page)
    draft.pdf.Root["/Lang"] = String(own)
    assert ("annex-language" in sound(draft.pdf).codes) is is_told
