"""Every file of the corpus goes through the intake and becomes an annex; nothing gets lost.

What the digests say is looked up in the finished bytes, by other libraries than the one that
wrote them: pypdf for what there is, PDFium for what is seen, the validator for the claims.
"""

from __future__ import annotations

import contextlib
import io
import json
import math
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops
from pypdf import PdfReader
from pypdf.generic import Destination, DictionaryObject, Fit

from formalletter.assembling.placing import Placement, band, place
from formalletter.claims import WITH_FILES, WITHOUT_FILES
from formalletter.foreign import ForeignPage, TakenIn
from formalletter.inspecting import validate
from formalletter.inspecting.tree_check import tree_faults

pytestmark = pytest.mark.slow

HERE = Path(__file__).parent
FILES = HERE / "files"
DIGESTS = json.loads((HERE / "digests.json").read_text(encoding="utf-8"))
MERGED = sorted(name for name, entry in DIGESTS.items() if entry["expect"] != "refuse")
SURE = [name for name in MERGED if DIGESTS[name]["expect"] == "merge"]
LETTER = 1  # pages
PREFIX = "annex-1-1-"
WITH_IDS = "typst-tagged"

SAME = 3  # of 255: what PDFium rounds otherwise when a path stands in a sequence of its own
SMOOTHED = 40  # of 255: it smooths letters otherwise in a field than on the page
FIELDS = ("form-", "reportlab-form", "signed")  # printed on the page
LOOKS_DIFFERENT = {
    "annotations-bare": "marks without an appearance get one, PDFium draws its own",
    "annotations-comments": "comments are not for the reader and taken away",
    "annotations-redact": "PDFium doesn't draw the mark of what was to be taken out",
    "form-bare": "fields without an appearance get one, PDFium draws its own",
    "hostile-box-empty": "a page without area gets another one",
    "hostile-box-hair": "a page as thin as a hair gets another area",
    "hostile-box-huge": "a page larger than any sheet gets another area",
    "hostile-javascript": "PDFium shows a field without resources in a font of its own",
    "hostile-fonts": "widths that are no numbers are mended",
}
UNREADABLE = {  # for PDFium, so that there is nothing to compare with
    "damaged-count-low",
    "damaged-cut-late",
    "damaged-cut-table",
    "damaged-cut-trailer",
    "damaged-endobj-missing",
    "damaged-kid-font",
    "damaged-kid-missing",
}


def having(*keys: str) -> list[str]:
    """The fixtures whose digests say that they keep such a thing."""
    return [name for name in SURE if any(key in DIGESTS[name]["keeps"] for key in keys)]


# --- taken in or refused


@pytest.mark.parametrize("name", sorted(DIGESTS))
def test_a_file_is_taken_in_or_refused_as_its_digest_says(taken, name):
    entry, result = DIGESTS[name], taken[name]
    if isinstance(result, TakenIn):
        assert entry["expect"] != "refuse"
        return
    assert entry["expect"] != "merge", result
    assert entry["code"] in {None, *(problem.code for problem in result.problems)}
    for problem in result.problems:
        assert f"{name}.pdf" in problem.message
        assert len(problem.message) > len(f"{name}.pdf is refused")
        assert "\n" not in problem.message
        assert problem.hint


# --- pages


@pytest.mark.parametrize("name", MERGED)
def test_all_pages_are_there(merge, name):
    merged = merge(name)
    pages = len(merged.facts.pages)
    assert len(merged.reader.pages) == LETTER + pages
    assert DIGESTS[name]["keeps"].get("pages", pages) == pages
    assert merged.reader.page_labels == [str(1 + number) for number in range(LETTER + pages)]


@pytest.mark.parametrize("name", [name for name in MERGED if name not in UNREADABLE])
def test_a_page_looks_as_it_did(merge, name):
    merged = merge(name)
    pages = merged.facts.pages
    placement = place(pages)
    most = SMOOTHED if name.startswith(FIELDS) else SAME
    with merged.original() as before, pypdfium2.PdfDocument(merged.pdf) as after:
        before.init_forms()
        # A damaged page tree may promise more pages to PDFium than there are.
        assert len(before) == len(pages) or name.startswith("damaged-")
        differ = False
        for index, page in enumerate(pages):
            old, new = drawn(before[index]), drawn(after[LETTER + index])
            if differ := differ or old.size != new.size:
                break
            different = ImageChops.difference(old, new).convert("L")
            where = stamp_band(different, page, placement)
            assert different.crop(where).getbbox(), "there is no stamp"
            different.paste(0, where)
            differ = different.getextrema()[1] > most
        assert differ == (name in LOOKS_DIFFERENT)


@pytest.mark.parametrize("name", sorted(UNREADABLE))
def test_a_repaired_page_is_not_blank(merge, name):
    merged = merge(name)
    with pypdfium2.PdfDocument(merged.pdf) as after:
        for index, page in enumerate(merged.facts.pages):
            image = drawn(after[LETTER + index]).convert("L")
            image.paste(255, stamp_band(image, page, place(merged.facts.pages)))
            assert image.getextrema()[0] < 128


@pytest.mark.parametrize("name", having("sizes"))
def test_a_page_is_displayed_as_large_as_it_was(merge, name):
    sizes = []
    for page in merge(name).reader.pages[LETTER:]:
        sides = page.cropbox.width, page.cropbox.height
        turned = sides[::-1] if page.rotation % 180 else sides
        sizes.append([round(side * page.get("/UserUnit", 1)) for side in turned])
    assert sizes == [[round(side) for side in size] for size in DIGESTS[name]["keeps"]["sizes"]]


def drawn(page: pypdfium2.PdfPage) -> Image.Image:
    scale = min(1.0, 1200 / max(page.get_size()))
    return page.render(scale=scale, may_draw_forms=True).to_pil().convert("RGB")


def stamp_band(image: Image.Image, page: ForeignPage, placement: Placement) -> tuple[int, ...]:
    """The half of an edge that the stamp may take."""
    high = math.ceil(band(page, placement) / page.height * image.height) + 1
    top = 0 if placement.corner.edge == "top" else max(0, image.height - high)
    left = image.width // 2 - 1 if placement.corner.side == "right" else 0
    right = image.width if left else image.width // 2 + 1
    return left, top, right, min(image.height, top + high)


# --- what is on them


def plain(text: str) -> str:
    return re.sub(r"[\s\u00ad]+", "", text)


@pytest.mark.parametrize("name", having("text"))
def test_words_are_read_on_their_page(merge, name):
    merged = merge(name)
    for number, snippets in DIGESTS[name]["keeps"]["text"].items():
        said = plain(merged.reader.pages[LETTER + int(number) - 1].extract_text())
        assert [snippet for snippet in snippets if plain(snippet) not in said] == []


@pytest.mark.parametrize("name", having("text"))
def test_words_are_heard_in_the_tree(merge, name):
    merged = merge(name)
    said = plain(merged.spoken())
    wanted = [text for texts in DIGESTS[name]["keeps"]["text"].values() for text in texts]
    assert [text for text in wanted if plain(text) not in said] == []


@pytest.mark.parametrize("name", MERGED)
def test_the_tree_is_clean(merge, name):
    assert tree_faults(merge(name).document) == ()


@pytest.mark.parametrize("name", MERGED)
def test_the_file_claims_what_it_keeps_and_no_less(merge, name):
    merged = merge(name)
    claims = merged.assembled.claims
    assert [validate(merged.pdf, claim) for claim in claims] == [()] * len(claims)
    wanted = WITH_FILES if any(item.kept for item in merged.facts.attachments) else WITHOUT_FILES
    for claim in wanted - claims:
        assert merged.findings(claim)
        told = [p for p in merged.assembled.problems if claim.value in p.message]
        assert told
        assert {problem.code for problem in told} == {"claim-dropped"}
        assert all("annex A" in problem.message and problem.hint for problem in told)
        assert any(re.search("ISO 1|unvalidated", problem.message) for problem in told)


# --- what leads from place to place


@dataclass(frozen=True)
class Found:
    """The links of some pages: addresses, and pages (by index) that links inside lead to."""

    outside: list[tuple[int, str]]
    inside: list[tuple[int, int]]


def links(reader: PdfReader, first: int = 0) -> Found:
    """The links on the pages from the index `first` on, from which all indexes count."""
    places = reader.named_destinations
    found = Found([], [])
    for index, page in enumerate(reader.pages[first:]):
        for item in page.get("/Annots", []):
            link = item.get_object()
            if link["/Subtype"] != "/Link":
                continue
            action = link.get("/A", DictionaryObject()).get_object()
            if "/URI" in action:
                found.outside.append((index, str(action["/URI"])))
            else:
                target = link.get("/Dest", action.get("/D")).get_object()
                place = (
                    places[target]
                    if isinstance(target, str)
                    else Destination("", *target[:1], Fit.fit())
                )
                found.inside.append((index, reader.get_destination_page_number(place) - first))
    return found


@pytest.mark.parametrize("name", having("links", "internal_links"))
def test_links_lead_where_they_led(merge, name):
    merged, keeps = merge(name), DIGESTS[name]["keeps"]
    found = links(merged.reader, LETTER)
    assert len(found.outside) == keeps.get("links", 0)
    assert len(found.inside) == keeps.get("internal_links", 0)
    assert {page for _, page in found.inside} <= set(range(len(merged.facts.pages)))
    if not name.startswith(("damaged-", "hostile-")):
        assert found == links(PdfReader(FILES / f"{name}.pdf"))


@pytest.mark.parametrize("name", having("destinations"))
def test_named_places_are_where_they_were(merge, name):
    places = merge(name).reader.named_destinations
    before = PdfReader(FILES / f"{name}.pdf")
    for key in DIGESTS[name]["keeps"]["destinations"]:
        old = before.named_destinations
        page = before.get_destination_page_number(old.get(key) or old[f"/{key}"])
        moved = merge(name).reader.get_destination_page_number(places[PREFIX + key])
        assert moved == LETTER + page


def bookmarks(reader: PdfReader, items: list, level: int = 0) -> list[tuple[int, str, int]]:
    """Bookmarks with their levels and the indexes of their pages."""
    found = []
    for item in items:
        if isinstance(item, list):
            found += bookmarks(reader, item, level + 1)
        else:
            page = reader.get_destination_page_number(item)
            # One that has no place gets that of the one before it.
            found.append((level, item.title, found[-1][2] if page is None else page))
    return found


@pytest.mark.parametrize("name", MERGED)
def test_bookmarks_stand_below_that_of_the_annex(merge, name):
    merged, keeps = merge(name), DIGESTS[name]["keeps"]
    letter, annex, *own = bookmarks(merged.reader, merged.reader.outline)
    assert [letter, annex] == [(0, "Title", 0), (0, "Annex A: A fixture", LETTER)]
    assert all(level >= 1 for level, _, _ in own)
    if "bookmarks" in keeps:
        assert len(own) == keeps["bookmarks"]
        if not name.startswith("hostile-"):
            before = PdfReader(FILES / f"{name}.pdf")
            moved = [(level - 1, title, page - LETTER) for level, title, page in own]
            assert moved == bookmarks(before, before.outline)


# --- what else there is


@pytest.fixture(scope="module")
def living(take_in, put):
    """The files with fields, merged with their fields alive."""
    names = having("fields")
    return {
        name: put({name: item})
        for name, item in zip(names, take_in(*names, forms="live"), strict=True)
    }


@pytest.mark.parametrize("name", having("fields"))
def test_fields_live_on_with_their_values(living, name):
    found = living[name].reader.get_fields()
    before = PdfReader(FILES / f"{name}.pdf").get_fields()
    for field in DIGESTS[name]["keeps"]["fields"]:
        (kept,) = [key for key in found if key == field or key.endswith(f".{field}")]
        assert found[kept].value == before[field].value
        assert found[kept].field_type == before[field].field_type
    assert tree_faults(living[name].document) == ()


@pytest.mark.parametrize("name", having("fields"))
def test_printed_fields_say_their_values(merge, name):
    merged = merge(name)
    assert not merged.reader.get_fields()
    said = plain(merged.spoken())
    before = PdfReader(FILES / f"{name}.pdf").get_fields()
    values = [item.value for item in before.values() if item.field_type == "/Tx" and item.value]
    assert [value for value in values if plain(value) not in said] == []


@pytest.mark.parametrize("name", having("layers"))
def test_layers_keep_their_states(merge, name):
    merged, keeps = merge(name), DIGESTS[name]["keeps"]
    properties = merged.reader.root_object["/OCProperties"]
    default = properties["/D"]
    groups = {item.idnum for item in properties["/OCGs"]}
    on = {item.idnum for item in default.get("/ON", [])}
    off = {item.idnum for item in default.get("/OFF", [])}
    if default.get("/BaseState") == "/OFF":
        off |= groups - on
    assert len(groups) == keeps["layers"]
    assert len(off & groups) == keeps.get("hidden_layers", 0)


@pytest.mark.parametrize("name", having("attachments"))
def test_attached_files_are_there_byte_for_byte(merge, name):
    before = PdfReader(FILES / f"{name}.pdf").attachments
    found = merge(name).reader.attachments
    assert sorted(found) == DIGESTS[name]["keeps"]["attachments"]
    assert {key: found[key] for key in before} == before


@pytest.mark.parametrize("name", having("annotations"))
def test_annotations_for_readers_stay(merge, name):
    pages = merge(name).reader.pages[LETTER:]
    found = Counter(
        item.get_object()["/Subtype"][1:] for page in pages for item in page.get("/Annots", [])
    )
    wanted = Counter(DIGESTS[name]["keeps"]["annotations"])
    assert wanted <= found


@pytest.mark.parametrize("name", having("tagged"))
def test_own_tags_are_used(merge, name):
    merged = merge(name)
    assert merged.facts.tagged
    assert "tagged" in {page.kind for page in merged.facts.pages}


@pytest.mark.parametrize("name", having("picture"))
def test_a_page_that_is_a_picture_is_a_figure(merge, name):
    merged = merge(name)
    assert "picture" in {page.kind for page in merged.facts.pages}
    assert "Figure" in {branch.role for branch in merged.document.branches}


@pytest.mark.parametrize("name", having("signed"))
def test_a_signature_that_merging_voids_is_told(merge, name):
    assert "annex-signed" in {problem.code for problem in merge(name).taken[0].problems}


# --- what must not be there


@pytest.mark.parametrize(
    "name", [name for name in MERGED if DIGESTS[name]["absent"] or DIGESTS[name]["gone"]]
)
def test_what_is_removed_is_not_in_the_file(merge, name):
    entry = DIGESTS[name]
    names, texts = everything(merge(name).pdf)
    assert names.isdisjoint(entry["absent"])
    for words in entry["gone"]:
        assert [text for text in texts if words.encode() in text] == []
        assert [text for text in texts if words.encode("utf-16-be") in text] == []


@pytest.mark.parametrize("name", [name for name in MERGED if DIGESTS[name]["hidden"]])
def test_what_stays_though_no_one_sees_it_is_told(taken, name):
    codes = {problem.code for problem in taken[name].problems}
    assert codes & {"annex-hidden-layer", "annex-text-outside"}


@pytest.mark.parametrize("name", [name for name in MERGED if name.startswith("layers")])
def test_what_a_layer_hides_is_not_heard(merge, name):
    said = plain(merge(name).spoken())
    assert said
    assert [words for words in DIGESTS[name]["hidden"] if plain(words) in said] == []


def everything(pdf: bytes) -> tuple[set[str], list[bytes]]:
    """All names and keys in the file, its strings, and its streams decoded."""
    names: set[str] = set()
    texts = [pdf]
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        waiting = list(opened.objects)
        while waiting:
            item = waiting.pop()
            if isinstance(item, pikepdf.Stream):
                with contextlib.suppress(pikepdf.PdfError):  # a picture stays as it is
                    texts.append(item.read_bytes())
            if isinstance(item, pikepdf.Stream | pikepdf.Dictionary):
                names |= set(item.keys())
                waiting += [value for _, value in item.items() if not is_reference(value)]
            elif isinstance(item, pikepdf.Array):
                waiting += [value for value in item if not is_reference(value)]
            elif isinstance(item, pikepdf.Name):
                names.add(str(item))
            elif isinstance(item, pikepdf.String):
                texts.append(bytes(item))
    return names, texts


def is_reference(value: object) -> bool:
    return isinstance(value, pikepdf.Object) and value.is_indirect


# --- two of a kind


def both(first: Any, second: Any) -> dict[str, Any]:
    return {"the first": first, "the second": second}


@pytest.mark.parametrize(
    "names", [("equal-names-a", "equal-names-b"), ("destinations-old", "destinations-old")]
)
def test_two_files_with_equal_places_keep_both(taken, put, names):
    first, second = (taken[name] for name in names)
    merged = put(both(first, second))
    assert tree_faults(merged.document) == ()
    found = links(merged.reader, LETTER).inside
    pages = len(first.facts.pages)
    here = [link for link in found if link[0] < pages]
    behind = [(page - pages, target - pages) for page, target in found if page >= pages]
    assert [here, behind] == [links(PdfReader(FILES / f"{name}.pdf")).inside for name in names]
    places = {f"annex-{annex}-1-{name}" for annex in (1, 2) for name in ("annex", "summary")}
    assert places <= set(merged.reader.named_destinations)


def test_two_files_with_equal_fields_keep_the_values_of_both(take_in, put):
    names = ("form-a", "form-b")
    merged = put(both(*take_in(*names, forms="live")))
    assert tree_faults(merged.document) == ()
    kept = Counter(field.value for field in merged.reader.get_fields().values() if field.value)
    for name in names:
        fields = PdfReader(FILES / f"{name}.pdf").get_fields().values()
        kept.subtract(field.value for field in fields if field.value)
    assert set(kept.values()) == {0}


def test_two_files_with_equal_ids_have_their_own(taken, put):
    merged = put(both(taken[WITH_IDS], taken[WITH_IDS]))
    assert tree_faults(merged.document) == ()
    found = [branch.values["/ID"] for branch in merged.document.branches if "/ID" in branch.values]
    assert len(found) == len(set(found)) >= 2
