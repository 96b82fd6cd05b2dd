"""A letter with annexes, broken one way each where its parts were joined; each has to be found."""

from __future__ import annotations

import datetime as dt
import io
from functools import partial
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from formalletter.assembling import AnnexPart, Manuscript, Properties, put_together
from formalletter.claims import WITHOUT_FILES
from formalletter.foreign import Clear, ForeignPage, Request
from formalletter.inspecting import judge
from formalletter.inspecting.document import read_document
from formalletter.inspecting.tree_check import tree_faults
from formalletter.intake.process import Intake
from formalletter.numbering import Enclosure, Numbering

TAGS_IN_FORM = Path(__file__).parents[1] / "corpus" / "files" / "tags-in-form.pdf"
A4 = (595.0, 842.0)
STYLE = """@page { size: 595pt 842pt } body { font: 10pt/12pt "Source Serif 4" }
.footnote { float: footnote } .footnote::footnote-call, .footnote::footnote-marker { content: none }
"""
STAMP = '@page { size: 60pt 12pt; margin: 0 } p { margin: 0; font: 7.5pt/12pt "Source Serif 4" }'
BODY = """<h1>A part</h1><p>A sentence with a note<a class=footnote-call id=call href=#note>1</a>
<span class=footnote id=note><a class=footnote-label href=#call>1</a> The note.</span></p>"""
# The pages: the letter, the annexes A and B, which were typeset, and C, which was taken in.
LETTER, A, B, C = range(4)


@pytest.fixture(scope="module")
def typeset():
    import weasyprint

    from formalletter.typesetting.structure import hand_on

    def typeset(body: str, style: str):
        head = f"<title>Title</title><style>{style}</style>"
        html = weasyprint.HTML(
            string=f"<html lang=en><head>{head}</head><body>{body}</body></html>"
        )
        return hand_on(html, html.render())

    return typeset


@pytest.fixture(scope="module")
def merged(typeset) -> bytes:
    """A letter with three annexes; one has its marks inside a form XObject."""
    with Intake(TAGS_IN_FORM.read_bytes(), Request("tags-in-form.pdf", "en")) as intake:
        taken = intake.result()
    page = ForeignPage(
        *A4, 0, (0, 0, *A4), 1, "tagged", looks_written=False, clear=Clear(60, 60, 60, 60)
    )
    parts = tuple(
        AnnexPart(f"annex {label}", f"Annex {label}: A part", "en", (section,), (page,))
        for label, section in [
            ("A", typeset(BODY, STYLE)),
            ("B", typeset(BODY, STYLE)),
            ("C", taken),
        ]
    )
    numbering = Numbering(tuple(Enclosure(label, "A part", "en", 1) for label in "ABC"))
    stamps = typeset("<p>Annex</p>" * 3, f"{STAMP} p {{ break-after: page }}")
    given = Properties(
        title="Title",
        author="The senders",
        subject="Letter to the addressee",
        keywords=(),
        language="en",
        date=dt.date(2022, 3, 8),
        producer="formalletter 1",
    )
    manuscript = Manuscript(typeset(BODY, STYLE), parts, numbering, stamps)
    return put_together(manuscript, given, WITHOUT_FILES)


def kids(element) -> list:
    return list(element.K) if isinstance(element.K, Array) else [element.K]


def elements(root) -> list:
    """All elements below the root or an element, in the order of the tree."""
    found = []
    for kid in kids(root):
        if isinstance(kid, Dictionary) and "/S" in kid:
            found += [kid, *elements(kid)]
    return found


def tree(pdf):
    return pdf.Root.StructTreeRoot


def parts(pdf) -> list:
    return [element for element in elements(tree(pdf)) if Name.Part == element.S]


def holder_in_form(pdf):
    """The element that holds a mark inside a form XObject."""
    return next(
        element
        for element in elements(parts(pdf)[-1])
        if "/K" in element and any(isinstance(k, Dictionary) and "/Stm" in k for k in kids(element))
    )


def stray_page(pdf):
    """A page that is in the file, but not among its pages."""
    return pdf.make_indirect(Dictionary(Type=Name.Page, MediaBox=Array([0, 0, *A4])))


def cut_an_annex_out_of_the_tree(pdf):
    document = tree(pdf).K[0]
    document.K = Array([kid for kid in kids(document) if kid.objgen != parts(pdf)[1].objgen])


def let_an_annex_stand_in_another(pdf):
    first, second, _ = parts(pdf)
    first.K = Array([*kids(first), second])


def share_the_key_of_two_annexes(pdf):
    pdf.pages[B].StructParents = pdf.pages[A].StructParents


def write_the_numbers_of_an_annex_twice(pdf):
    numbers = list(tree(pdf).ParentTree.Nums)
    own = numbers.index(int(pdf.pages[B].StructParents))
    tree(pdf).ParentTree.Nums = Array([*numbers[: own + 2], *numbers[own:]])


def loosen_a_mark_in_a_form(pdf):
    holder = holder_in_form(pdf)
    marks = [kid for kid in kids(holder) if "/Stm" in kid]
    others = [kid for kid in kids(holder) if "/Stm" not in kid]
    holder.K = Array([*marks[1:], *others])


def take_a_form_for_its_page(pdf):
    for kid in kids(holder_in_form(pdf)):
        del kid.Stm


def forget_the_key_of_a_form(pdf):
    del next(kid for kid in kids(holder_in_form(pdf)) if "/Stm" in kid).Stm.StructParents


def draw_a_form_on_another_page(pdf):
    form = next(kid for kid in kids(holder_in_form(pdf)) if "/Stm" in kid).Stm
    pdf.pages[A].Resources.XObject["/Again"] = form
    pdf.pages[A].Contents.append(pdf.make_stream(b"\nq /Again Do Q"))


def loosen_a_link_of_an_annex(pdf):
    link = next(element for element in elements(parts(pdf)[0]) if Name.Link == element.S)
    link.K = Array([kid for kid in kids(link) if isinstance(kid, int)])


def lead_a_link_back_into_another_annex(pdf):
    pdf.pages[B].Annots[0].StructParent = pdf.pages[A].Annots[0].StructParent


def give_letter_and_annex_one_id(pdf):
    first, second, *_ = (element for element in elements(tree(pdf)) if "/ID" in element)
    names = list(tree(pdf).IDTree.Names)
    names[names.index(second.ID)] = first.ID
    pairs = sorted(zip(names[::2], names[1::2], strict=True), key=lambda pair: bytes(pair[0]))
    tree(pdf).IDTree.Names = Array([item for pair in pairs for item in pair])
    second.ID = first.ID


def forget_a_page_of_an_annex(pdf):
    del pdf.pages[C].StructParents


def lead_to_a_page_that_is_not_there(pdf):
    link = pdf.pages[A].Annots[0]
    if "/Dest" in link:
        del link.Dest
    link.A = Dictionary(S=Name.GoTo, D=Array([stray_page(pdf), Name.Fit]))


def name_a_page_that_is_not_there(pdf):
    names = pdf.Root.Names.Dests.Names
    for position in range(1, len(names), 2):
        if bytes(names[position - 1]).startswith(b"annex-2-"):
            names[position] = Array([stray_page(pdf), Name.Fit])


def let_the_bookmark_of_an_annex_lead_nowhere(pdf):
    pdf.Root.Outlines.Last.Dest = Array([stray_page(pdf), Name.Fit])


def make_a_stamp_no_artifact(pdf):
    stamp = pdf.pages[B].Contents[-1]
    head, mark, rest = stamp.read_bytes().partition(b"/Artifact")
    assert mark
    stamp.write(head + rest[rest.index(b"BDC") + 3 :].replace(b"EMC", b""))


def stamp_inside_of_a_mark(pdf):
    stamp = pdf.pages[B].Contents[-1]
    stamp.write(b"/P <</MCID 700>> BDC\n" + stamp.read_bytes() + b"\nEMC")


BROKEN = {
    cut_an_annex_out_of_the_tree: ("the mark 0 is held by 0 elements", B),
    let_an_annex_stand_in_another: ("an element Part stands in the tree twice", None),
    share_the_key_of_two_annexes: ("of the parent tree is used 2 times", None),
    write_the_numbers_of_an_annex_twice: ("of the parent tree is used 2 times", None),
    loosen_a_mark_in_a_form: ("is held by 0 elements", C),
    take_a_form_for_its_page: ("the mark 0 is held by 2 elements", C),
    forget_the_key_of_a_form: ("leads back to another element", C),
    draw_a_form_on_another_page: ("is held by 0 elements", A),
    loosen_a_link_of_an_annex: ("an annotation is held by 0 elements", A),
    lead_a_link_back_into_another_annex: ("an annotation leads back to another element", B),
    give_letter_and_annex_one_id: ("the tree of IDs and the elements' IDs differ", None),
    forget_a_page_of_an_annex: ("the parent tree doesn't know the page", C),
    lead_to_a_page_that_is_not_there: ("a link leads to", A),
    name_a_page_that_is_not_there: ("the place “annex-2-", None),
    let_the_bookmark_of_an_annex_lead_nowhere: ("the outline's “Annex C: A part” leads", None),
    make_a_stamp_no_artifact: ("neither marked nor an artifact", B),
    stamp_inside_of_a_mark: ("marks or artifacts stand inside each other", B),
}

read = partial(read_document, foreign=frozenset({C}))


def test_the_merged_file_has_no_faults(merged):
    assert tree_faults(read(merged)) == ()
    assert judge(merged, WITHOUT_FILES, frozenset({C})) == ()


@pytest.mark.parametrize("damage", BROKEN, ids=lambda damage: damage.__name__)
def test_a_broken_joint_is_found_on_its_page(merged, damage):
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(merged)) as pdf:
        damage(pdf)
        pdf.save(out)
    message, index = BROKEN[damage]
    faults = tree_faults(read(out.getvalue()))
    found = [fault.page for fault in faults if message in fault.message]
    assert found, faults
    assert index is None or index + 1 in found


def test_a_bookmark_may_lead_out_of_the_file(merged):
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(merged)) as pdf:
        item = pdf.Root.Outlines.Last
        del item.Dest
        item.A = Dictionary(S=Name.URI, URI=String("https://example.org/"))
        pdf.save(out)
    assert tree_faults(read(out.getvalue())) == ()
