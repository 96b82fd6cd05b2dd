"""What is refused, and what is opened with a warning."""

import zlib

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from formalletter.errors import InputError
from formalletter.intake.limits import MOST_PAGES


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", "an empty file"),
        (b" \n\n", "an empty file"),
        (b"PK\x03\x04rest", "a Word, Excel or ZIP file"),
        (b"\xef\xbb\xbf<!DOCTYPE html><p>", "a web page"),
        (b"\x89PNG\r\n\x1a\n", "a picture (PNG)"),
        (b"\xff\xd8\xff\xe0", "a picture (JPEG)"),
        (b"Dear all,", "a file of another kind"),
    ],
)
def test_what_is_no_pdf_is_called_by_its_name(take, data, kind):
    with pytest.raises(InputError) as caught:
        take(data)
    (problem,) = caught.value.problems
    assert (problem.code, problem.message) == ("annex-not-a-pdf", f"x.pdf is not a PDF but {kind}")


def test_damage_beyond_repair_is_refused(refusal, take):
    assert refusal(b"%PDF-1.7\n1 0 obj\n<<") == "annex-unreadable"
    assert refusal(b"%PDF-1.7\n%%EOF") == "annex-unreadable"
    with pytest.raises(InputError, match=r"^x.pdf is damaged beyond repair \([a-z ]+\)$"):
        take(b"%PDF-1.7\n%%EOF")


def test_a_readable_file_without_index_is_repaired_and_that_is_said(make, take, told, save):
    data = save(make(2), object_stream_mode=pikepdf.ObjectStreamMode.disable)
    damaged = data[: data.index(b"xref")]
    taken = take(damaged)
    assert len(taken.facts.pages) == 2
    message = told(taken, "annex-repaired")
    assert message.startswith("x.pdf is damaged and was repaired: its index was rebuilt")


def test_pages_that_are_told_of_and_not_there(make, take, told, save):
    data = save(make(2), object_stream_mode=pikepdf.ObjectStreamMode.disable)
    taken = take(data.replace(b"/Count 2", b"/Count 7"))
    assert told(taken, "annex-repaired").endswith("it says that it has 7 pages and lists 2")


@pytest.mark.parametrize("said", ["1", "-5", "7", "null", "(x)"])
def test_a_wrong_number_of_pages_is_told_and_loses_none(make, take, told, save, said):
    data = save(make(2), object_stream_mode=pikepdf.ObjectStreamMode.disable)
    taken = take(data.replace(b"/Count 2", f"/Count {said}".encode()))
    assert len(taken.facts.pages) == 2
    assert "lists 2" in told(taken, "annex-repaired")


@pytest.mark.parametrize("kid", ["null", "number", "font", "stream"])
def test_what_is_listed_and_is_no_page_is_left_out_and_told(make, take, told, kid):
    pdf = make(2)
    font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1))
    kids = {"null": None, "number": 42, "font": font, "stream": pdf.make_stream(b"")}
    pdf.Root["/Pages"]["/Kids"] = Array([*pdf.Root["/Pages"]["/Kids"], kids[kid]])
    pdf.Root["/Pages"]["/Count"] = 3
    taken = take(pdf)
    assert len(taken.facts.pages) == 2
    assert "a page is listed that is not there" in told(taken, "annex-repaired")


def test_a_page_whose_parent_is_another_is_told(make, take, told):
    pdf = make(2)
    page = pdf.pages[1].obj
    page["/Parent"] = page
    taken = take(pdf)
    assert len(taken.facts.pages) == 2
    assert "its list of pages was mended" in told(taken, "annex-repaired")


def test_entries_of_the_catalogue_that_are_no_such_thing_are_told(make, take, told):
    pdf = make()
    pdf.Root["/Outlines"], pdf.Root["/AcroForm"] = 5, Array([1])
    message = told(take(pdf), "annex-repaired")
    assert message.endswith("its bookmarks and form fields can't be read and were left out")


@pytest.mark.parametrize("version", [3, 4, 6])
def test_passwords(make, take, refusal, told, version, save):
    locks = pikepdf.Encryption(
        owner="o", user="u", R=version, aes=version > 3, metadata=version > 3
    )
    data = save(make(), encryption=locks)
    assert refusal(data) == "annex-password-needed"
    wrong, right = ({"password": each} for each in ("wrong", "u"))
    assert refusal(data, **wrong) == "annex-password-wrong"
    taken = take(data, **right)
    assert "the finished document is not encrypted" in told(taken, "annex-was-encrypted")
    assert taken.facts.encrypted
    assert b"/Encrypt" not in taken.pdf


def test_what_no_password_opens_asks_for_none(make, refusal, save):
    data = save(make(), encryption=pikepdf.Encryption(owner="o", user="u", R=4))
    unknown = data.replace(b"/Filter /Standard", b"/Filter /Stranger")
    assert unknown != data
    assert refusal(unknown) == "annex-encryption-unknown"


def test_restrictions_are_noted(make, take, told, save):
    allow = pikepdf.Permissions(extract=False)
    taken = take(save(make(), encryption=pikepdf.Encryption(owner="o", user="", allow=allow)))
    assert "restrictions" in told(taken, "annex-restricted")


def test_no_pages(make, refusal):
    pdf = make()
    del pdf.pages[0]
    assert refusal(pdf) == "annex-no-pages"


def test_a_page_tree_in_a_circle_ends(make, refusal):
    pdf = make()
    node = pdf.make_indirect(Dictionary(Type=Name.Pages, Count=1))
    node["/Kids"] = Array([node])
    pdf.Root["/Pages"]["/Kids"].append(node)
    assert refusal(pdf) == "annex-too-demanding"


def test_a_page_tree_of_5000_levels_ends(make, refusal):
    pdf = make()
    node = pdf.pages[0].obj
    for _ in range(5000):
        node = pdf.make_indirect(Dictionary(Type=Name.Pages, Count=1, Kids=Array([node])))
    pdf.Root["/Pages"] = node
    assert refusal(pdf) == "annex-too-demanding"


def test_100000_references_to_one_page_are_no_document(make, refusal):
    pdf = make()
    page = pdf.pages[0].obj
    pdf.Root["/Pages"]["/Kids"] = Array([page] * 100_000)
    pdf.Root["/Pages"]["/Count"] = 100_000
    assert refusal(pdf) == "annex-too-demanding"


def test_more_pages_than_an_annex_may_have(make, refusal, take, save):
    data = save(make(MOST_PAGES + 1))
    assert refusal(data) == "annex-too-demanding"
    assert len(take(data, pages=(0, MOST_PAGES)).facts.pages) == 2


def test_portfolios_are_refused_but_described(make, refusal, take, save):
    pdf = make()
    pdf.Root["/Collection"] = Dictionary(Type=Name.Collection)
    data = save(pdf)
    assert refusal(data) == "annex-portfolio"
    taken = take(data, only_describe=True)
    assert [each.code for each in taken.problems if each.is_error] == ["annex-portfolio"]


def test_a_form_that_only_adobe_draws_is_refused(make, refusal):
    pdf = make()
    pdf.Root["/AcroForm"] = Dictionary(XFA=Array([String("a"), String("b")]), Fields=Array())
    assert refusal(pdf) == "annex-xfa"


def test_a_bomb_of_compressed_zeros_is_refused(make, refusal):
    pdf = make()
    squeeze = zlib.compressobj(9)
    block = b" " * 1024**2
    bomb = b"".join(squeeze.compress(block) for _ in range(400)) + squeeze.flush()
    stream = pdf.make_stream(b"")
    stream.write(bomb, filter=Name.FlateDecode)
    pdf.pages[0].obj["/Contents"] = stream
    assert refusal(pdf) == "annex-too-demanding"
