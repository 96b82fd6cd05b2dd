"""Only the pages that were asked for, and nothing of the others."""

import io

import pikepdf
import pypdf
import pytest
from pikepdf import Array, Dictionary, Name, String


def texts(data):
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages]


def test_pages_come_in_the_order_asked_for(make, take):
    taken = take(make(4), pages=(3, 0, 1))
    assert texts(taken.pdf) == ["Page 4", "Page 1", "Page 2"]
    assert len(taken.facts.pages) == 3


def test_nothing_of_the_other_pages_is_left(make, take, annotate, opened):
    pdf = make(3, "BT /F 12 Tf 20 200 Td (Secret{}) Tj ET")
    annotate(pdf, 0, "Link", Dest=Array([pdf.pages[1].obj, Name.Fit]))
    annotate(pdf, 0, "Square", Invented=pdf.pages[1].obj)
    pdf.Root["/Outlines"] = pdf.make_indirect(Dictionary(Type=Name.Outlines))
    item = pdf.make_indirect(
        Dictionary(
            Title=String("Two"),
            Parent=pdf.Root["/Outlines"],
            Dest=Array([pdf.pages[1].obj, Name.Fit]),
        )
    )
    pdf.Root["/Outlines"]["/First"] = pdf.Root["/Outlines"]["/Last"] = item
    pdf.Root["/Outlines"]["/Count"] = 1
    taken = take(pdf, pages=(0, 2))
    out = opened(taken)
    contents = [each.read_bytes() for each in out.objects if isinstance(each, pikepdf.Stream)]
    assert any(b"Secret3" in each for each in contents)
    assert not any(b"Secret2" in each for each in contents)


def test_links_and_bookmarks_to_other_pages_are_counted(make, take, annotate, told):
    pdf = make(3)
    for _ in range(2):
        annotate(pdf, 0, "Link", Dest=Array([pdf.pages[1].obj, Name.Fit]))
    annotate(pdf, 0, "Link", Dest=Array([pdf.pages[2].obj, Name.Fit]))
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("Two", 1))
        outline.root.append(pikepdf.OutlineItem("Three", 2))
    taken = take(pdf, pages=(0, 2))
    assert told(taken, "annex-links-lost") == (
        "x.pdf loses 2 links and 1 bookmark to pages that are not there"
    )
    counts = {each.singular: (each.found, each.kept) for each in taken.facts.counts}
    assert counts["internal link"] == (3, 1)
    assert counts["bookmark"] == (2, 1)
    assert taken.facts.places == {"three": 1}


def test_alternatives_go_with_their_pages(make, take, opened):
    box = "q 100 0 0 100 20 20 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q"
    taken = take(make(3, box), pages=(2, 1), alternatives={2: "A map", 0: "No more"})
    roots = opened(taken).Root.StructTreeRoot.K
    assert [str(each.get("/Alt", "")) for each in roots] == ["A map", ""]


def test_tags_of_other_pages_go_with_them(make, take, opened):
    pdf = make(2, "/P <</MCID 0>> BDC BT /F 12 Tf 20 200 Td (Page {}) Tj ET EMC")
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    elements = [
        pdf.make_indirect(
            Dictionary(
                S=Name.P,
                P=root,
                Pg=page.obj,
                K=0,
                ActualText=String(f"Words {index}"),
                T=String("t"),
            )
        )
        for index, page in enumerate(pdf.pages)
    ]
    root["/K"] = Array(elements)
    pdf.Root["/StructTreeRoot"], pdf.Root["/MarkInfo"] = root, Dictionary(Marked=True)
    taken = take(pdf, pages=(1,))
    assert taken.facts.tagged
    assert [str(each.ActualText) for each in opened(taken).Root.StructTreeRoot.K] == ["Words 1"]
    assert not any(
        "Words 0" in str(each.get("/ActualText", ""))
        for each in opened(taken).objects
        if isinstance(each, Dictionary)
    )


@pytest.mark.parametrize(
    ("pages", "code"),
    [((0, 5), "annex-pages-out-of-range"), ((1, 0, 1), "annex-page-twice")],
)
def test_pages_that_can_not_be_had(make, refusal, pages, code):
    assert refusal(make(3), pages=pages) == code
