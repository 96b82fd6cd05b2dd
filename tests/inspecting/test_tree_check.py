"""Good files broken one way each, as no validator would notice; each has to be found."""

from __future__ import annotations

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from formalletter.claims import WITHOUT_FILES, Claim
from formalletter.inspecting import judge, validate
from formalletter.inspecting.document import read_document
from formalletter.inspecting.tree_check import tree_faults


def messages(pdf: bytes) -> list[str]:
    return [fault.message for fault in tree_faults(read_document(pdf))]


def kids(element):
    return list(element.K) if isinstance(element.K, Array) else [element.K]


def elements(pdf, role):
    """The elements with a role, in the order of the tree."""

    def walk(element):
        yield element
        for kid in kids(element):
            if isinstance(kid, Dictionary) and "/S" in kid:
                yield from walk(kid)

    root = pdf.Root.StructTreeRoot.K[0]
    return [element for element in walk(root) if str(element.S) == f"/{role}"]


def rewrite(pdf, old: bytes, new: bytes, page: int = 0) -> None:
    content = pdf.pages[page].Contents.read_bytes()
    assert old in content
    pdf.pages[page].Contents.write(content.replace(old, new, 1))


def numbers(pdf):
    return pdf.Root.StructTreeRoot.ParentTree.Nums


def cut_second_half(pdf):
    """Everything behind the third block is taken out of the tree."""
    document = pdf.Root.StructTreeRoot.K[0]
    document.K = Array(kids(document)[:3])


def hold_twice(pdf):
    first, second, *_ = elements(pdf, "P")
    second.K = Array([*kids(second), *kids(first)])


def hold_what_is_not_there(pdf):
    paragraph = elements(pdf, "P")[0]
    paragraph.K = Array([*kids(paragraph), 900])


def lead_back_to_another(pdf):
    parents = numbers(pdf)[1]
    parents[0], parents[1] = parents[1], parents[0]


def forget_the_way_back(pdf):
    parents = numbers(pdf)[1]
    parents[2] = None


def forget_a_page(pdf):
    del pdf.pages[1].StructParents


def make_a_page_one_element(pdf):
    numbers(pdf)[1] = elements(pdf, "P")[0]


def share_a_key(pdf):
    pdf.pages[1].StructParents = 0


def unsort_the_parents(pdf):
    items = list(numbers(pdf))
    pdf.Root.StructTreeRoot.ParentTree.Nums = Array([*items[2:4], *items[:2], *items[4:]])


def loosen_an_annotation(pdf):
    link = elements(pdf, "Link")[0]
    link.K = Array([kid for kid in kids(link) if isinstance(kid, int)])


def lead_an_annotation_elsewhere(pdf):
    first, second, *_ = pdf.pages[0].Annots
    first.StructParent, second.StructParent = second.StructParent, first.StructParent


def take_an_annotation_away(pdf):
    del pdf.pages[0].Annots[0]


def say_nothing_of_a_link(pdf):
    pdf.pages[0].Annots[0].Contents = String(" ")


def empty_an_element(pdf):
    document = pdf.Root.StructTreeRoot.K[0]
    empty = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.P, P=document))
    document.K.append(empty)


def name_a_wrong_parent(pdf):
    elements(pdf, "LI")[3].P = elements(pdf, "H1")[0]


def hold_an_element_twice(pdf):
    document = pdf.Root.StructTreeRoot.K[0]
    document.K.append(elements(pdf, "H2")[0])


def go_in_a_circle(pdf):
    items = elements(pdf, "LI")
    items[5].K = Array([items[4]])
    items[4].K = Array([items[5]])


def draw_unmarked(pdf):
    content = pdf.pages[0].Contents.read_bytes()
    pdf.pages[0].Contents.write(content + b"\n0 0 5 5 re\nf\n")


def use_a_mark_twice(pdf):
    rewrite(pdf, b"/MCID 4", b"/MCID 3")


def nest_an_artifact(pdf):
    rewrite(pdf, b"ET\nEMC\n/Span", b"/Artifact BMC\n0 0 1 1 re\nf\nEMC\nET\nEMC\n/Span")


def never_end(pdf):
    content = pdf.pages[2].Contents.read_bytes()
    head, _, tail = content.rpartition(b"EMC\n")
    pdf.pages[2].Contents.write(head + tail)


def lose_the_place_of_a_link(pdf):
    names = pdf.Root.Names.Dests.Names
    pdf.Root.Names.Dests.Names = Array(list(names)[2:])


def lose_the_place_of_an_outline_entry(pdf):
    pdf.Root.Outlines.First.Dest = String("nowhere")


def give_an_outline_entry_no_place(pdf):
    del pdf.Root.Outlines.Last.Dest


def unsort_the_names(pdf):
    items = list(pdf.Root.Names.Dests.Names)
    pdf.Root.Names.Dests.Names = Array([*items[2:], *items[:2]])


def rename_an_id(pdf):
    elements(pdf, "Note")[0].ID = String("other")


BROKEN = {
    cut_second_half: "the mark 19 is held by 0 elements",
    hold_twice: "is held by 2 elements",
    hold_what_is_not_there: "the tree holds a mark 900 that isn't there",
    lead_back_to_another: "the mark 0 leads back to another element",
    forget_the_way_back: "the mark 2 leads back to another element",
    forget_a_page: "the parent tree doesn't know the page",
    make_a_page_one_element: "the parent tree doesn't know the page",
    share_a_key: "the key 0 of the parent tree is used 2 times",
    unsort_the_parents: "the parent tree is not sorted",
    loosen_an_annotation: "an annotation is held by 0 elements",
    lead_an_annotation_elsewhere: "an annotation leads back to another element",
    take_an_annotation_away: "the tree holds an annotation that isn't there",
    say_nothing_of_a_link: "an annotation has no description",
    empty_an_element: "an element P is empty",
    name_a_wrong_parent: "an element LI names another parent",
    hold_an_element_twice: "an element H2 stands in the tree twice",
    go_in_a_circle: "stands in the tree twice",
    draw_unmarked: "something is drawn that is neither marked nor an artifact",
    use_a_mark_twice: "the mark 3 is used twice",
    nest_an_artifact: "marks or artifacts stand inside each other",
    never_end: "a mark in the content never ends",
    lose_the_place_of_a_link: "a link leads to “call”, which isn't there",
    lose_the_place_of_an_outline_entry: "leads nowhere",
    give_an_outline_entry_no_place: "the outline's “A letter to inspect” leads nowhere",
    unsort_the_names: "the names of destinations are not sorted",
    rename_an_id: "the tree of IDs and the elements' IDs differ",
}


def test_a_good_file_has_no_faults(good):
    assert messages(good) == []
    assert judge(good, WITHOUT_FILES) == ()


@pytest.mark.parametrize("damage", BROKEN, ids=lambda damage: damage.__name__)
def test_a_broken_tree_is_found(broken, damage):
    found = messages(broken(damage))
    assert any(BROKEN[damage] in message for message in found), found


def test_a_fault_names_its_page(broken):
    pdf = broken(lambda pdf: rewrite(pdf, b"/MCID 4", b"/MCID 3", page=1))
    assert {
        fault.page for fault in tree_faults(read_document(pdf)) if "twice" in fault.message
    } == {2}


def test_no_claim_survives_a_tree_that_leaves_half_of_the_letter_out(broken):
    """The validator passes it; the claims are dropped all the same."""
    pdf = broken(cut_second_half)
    assert validate(pdf, Claim.PDF_UA_1) == validate(pdf, Claim.PDF_A_2A) == ()
    findings = judge(pdf, WITHOUT_FILES)
    assert {finding.claim for finding in findings} == WITHOUT_FILES
    assert {finding.rule for finding in findings} == {"structure-tree"}
    assert {finding.clause for finding in findings} == {"ISO 14289-1, 7.1", "ISO 19005-2, 6.7.3"}


def test_a_file_without_a_tree_is_told_so(broken):
    def damage(pdf: pikepdf.Pdf) -> None:
        del pdf.Root.StructTreeRoot

    assert messages(broken(damage)) == ["the file has no structure tree"]
