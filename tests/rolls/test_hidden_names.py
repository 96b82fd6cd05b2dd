"""A name that a file may not show is found where it stands in what the file would print."""

from __future__ import annotations

import pikepdf
import pypdf
import pytest

from formalletter import pipeline
from formalletter.edition import Edition
from formalletter.errors import InputError
from formalletter.foreign import TakenIn, Words
from formalletter.reading import read_letter
from formalletter.rolls import Guard
from formalletter.rolls.hidden_names import HiddenNames

HEADER = "title: On the Wombat Centre\n"
ROWS = """\
name,kind,visibility
Host,organisation,public
Quokka Union,organisation,addressee
Wombat Centre,organisation,withheld
"""


def found(signatory, text, *hidden, shown=(), **values):
    rows = [signatory(name, visibility="withheld", **values) for name in hidden]
    names = HiddenNames([*rows, *map(signatory, shown)], "public")
    return [text[each.start : each.end] for each in names.standing_in(text)]


@pytest.mark.parametrize(
    ("text", "name", "standing"),
    [
        ("wrote *Quokka*\nUnion, who", "Quokka Union", "Quokka*\nUnion"),
        ("QUOKKA UNION’s appeal", "Quokka Union", "QUOKKA UNION"),
        ("Zo&euml; Example", "Zoë Example", "Zo&euml; Example"),
        ("Zoe\u0308 Example", "Zoë Example", "Zoe\u0308 Example"),
        ("Quok\u00adka\u00a0Un\u200bion", "Quokka Union", "Quok\u00adka\u00a0Un\u200bion"),
        ("[us](https://quokka-union.example)", "Quokka Union", "quokka-union"),
        ("the World Wombats wrote", "World Wombats (WW)", "World Wombats"),
        ("from Justice.", "Justice", "Justice"),
        ("发布者世界示例协会已经", "世界示例协会", "世界示例协会"),
        ("قالت والجمعية الأمثلة", "الجمعية الأمثلة", "والجمعية الأمثلة"),
        ("Қазақ Ұйымының хаты", "Қазақ Ұйымы", "Қазақ Ұйымының"),
    ],
)
def test_a_name_is_found_however_it_is_written(signatory, text, name, standing):
    assert found(signatory, text, name) == [standing]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("they seek justice", "Justice"),
        ("the Quokka and the Union", "Quokka Union"),
        ("Quokka Unionists of the North", "Quokka Union of"),
        ("a letter", "A"),
    ],
)
def test_other_words_are_no_name(signatory, text, name):
    assert found(signatory, text, name) == []


def test_the_family_name_may_come_first(signatory):
    assert found(signatory, "EXAMPLE, Ada", "Ada Example", kind="individual") == ["EXAMPLE, Ada"]


def test_a_name_inside_one_that_is_shown_is_not_the_hidden_one(signatory):
    shown = ["Quokka Union Japan"]
    assert found(signatory, "The Quokka Union Japan", "Quokka Union", shown=shown) == []
    text = "Quokka Union Japan and Quokka Union"
    assert found(signatory, text, "Quokka Union", shown=shown) == ["Quokka Union"]


def test_every_place_is_told_and_each_once(signatory):
    text = "Quokka Union, and the Quokka Union"
    assert found(signatory, text, "Quokka Union", "QUOKKA UNION") == ["Quokka Union"] * 2


def test_only_names_that_the_audience_may_not_see_are_hidden(signatory):
    public = signatory("Quokka Union")
    assert not HiddenNames([public], "public")
    assert not HiddenNames([signatory("Two", visibility="addressee")], "addressee")
    assert HiddenNames([signatory("Two", visibility="addressee")], "public")


@pytest.fixture
def folder(make_letter):
    def write(body, header=""):
        folder = make_letter(body, header=header)
        (folder / "signatories.csv").write_text(ROWS, encoding="utf-8")
        return folder

    return write


def refused(folder, edition=Edition.PRESS):
    with pytest.raises(InputError) as raised:
        pipeline.build(folder, edition=edition, output=folder / "out")
    assert not (folder / "out").exists()
    return [each for each in raised.value.problems if each.code == "name-in-text"]


def test_the_text_and_the_header_are_refused_with_their_place(folder):
    where = folder("We,\nand the Quokka\nUnion.\n", "classification: Wombat Centre only\n")
    problems = refused(where)
    lines = (where / "letter.md").read_text("utf-8").split("\n")
    spots = {(lines[each.place.line - 1], each.place.column) for each in problems}
    assert ("and the Quokka", 9) in spots
    assert any(line.startswith("classification") for line, _ in spots)
    assert all("Quokka" not in each.message and "Wombat" not in each.message for each in problems)
    assert any("signatories.csv:3" in each.message for each in problems)


def test_the_name_of_the_folder_is_looked_at(folder):
    where = folder("We write.\n")
    renamed = where.rename(where.with_name("letter-of-the-quokka-union"))
    (told,) = refused(renamed)
    assert "stands in the name of the letter's folder" in told.message


def test_the_addressee_may_read_the_name_that_the_public_may_not(folder, tmp_path):
    where = folder("We, and the Quokka Union.\n")
    assert len(refused(where, Edition.PRESS)) == 1
    assert pipeline.build(where, output=tmp_path / "out").path.is_file()


def test_a_name_that_was_looked_at_may_stand(folder, tmp_path):
    where = folder("The Quokka Union has reported this.\n")
    decisions = "decisions: [{row: Quokka Union, verdict: keep, rule: name-in-text}]\n"
    (where / "signatories.decisions.yaml").write_text(decisions, encoding="utf-8")
    built = pipeline.build(where, edition=Edition.PRESS, output=tmp_path / "out")
    assert "name-in-text" not in {each.code for each in built.problems}


def test_any_other_decision_to_keep_the_row_does_not_let_the_name_stand(folder):
    where = folder("The Quokka Union has reported this.\n")
    decisions = "decisions: [{row: Quokka Union, verdict: keep}]\n"
    (where / "signatories.decisions.yaml").write_text(decisions, encoding="utf-8")
    assert len(refused(where)) == 1


def test_who_has_withdrawn_is_a_warning(folder, tmp_path):
    where = folder("The Host wrote this.\n")
    decisions = "decisions: [{row: Host, verdict: withdrawn, on: 2022-03-01}]\n"
    (where / "signatories.decisions.yaml").write_text(decisions, encoding="utf-8")
    built = pipeline.build(where, edition=Edition.PRESS, output=tmp_path / "out")
    found = {each.code: each.severity.value for each in built.problems}
    assert found["withdrawn-name-in-text"] == "warning"


def test_annexes_are_refused_with_annex_and_page(folder, make_letter, tmp_path):
    inner = make_letter("One.\n\n" * 60 + "The Wombat\nCentre signed.\n", ["Nobody"])
    made = pipeline.build(inner, output=tmp_path / "inner").path
    texts = [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(made).pages]
    page = next(number for number, text in enumerate(texts, 1) if "Wombat Centre" in text)
    assert page > 1
    annexes = "annexes: [{title: T, file: a.pdf}, {title: U, file: b.md}]\n"
    where = folder("We write.\n", annexes)
    (where / "a.pdf").write_bytes(made.read_bytes())
    (where / "b.md").write_text("By Quokka Union\n", encoding="utf-8")
    problems = refused(where)
    assert [each.place.path.rpartition("/")[2] for each in problems] == ["b.md"]
    (where / "b.md").write_text("By nobody\n", encoding="utf-8")
    problems = refused(where)
    assert any(f"stands on page {page} of annex A" in each.message for each in problems)


def test_bookmarks_and_descriptions_of_an_annex_are_looked_through(folder):
    writer = pypdf.PdfWriter()
    writer.add_blank_page(300, 300)
    writer.add_outline_item(title="Statement of the Wombat Centre", page_number=0)
    where = folder("We write.\n", "annexes: [{title: T, file: a.pdf}]\n")
    writer.write(where / "a.pdf")
    problems = refused(where)
    assert ["in a bookmark, note or description of annex A" in p.message for p in problems] == [
        True
    ]


@pytest.mark.parametrize("text", ["the Quok-\nka Union", "the Quokka-\nUnion", "Quokka\r\nUnion"])
def test_words_that_a_page_breaks_are_found(signatory, folder, text):
    where = folder("A.\n", "annexes: [{title: T, file: b.md}]\n")
    (where / "b.md").write_text("B.\n", encoding="utf-8")
    letter, _ = read_letter(where)
    guard = Guard(HiddenNames([signatory("Quokka Union", visibility="withheld")], "public"))
    words = Words(("nobody", text), "")
    taken = TakenIn(b"", None, (), (), words)  # type: ignore[arg-type]
    (problem,) = guard.annex_problems(letter.annexes, {0: taken})
    assert "stands on page 2 of annex A" in problem.message


def _pattern(pdf):
    pattern = pdf.make_stream(b"BT /F1 24 Tf 72 700 Td (Wombat Centre) Tj ET", PatternType=1)
    pattern["/PaintType"] = pattern["/TilingType"] = 1
    pattern["/BBox"], pattern["/XStep"], pattern["/YStep"] = [0, 0, 595, 842], 595, 842
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    pattern["/Resources"] = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    return "Pattern", pattern, b"/Pattern cs /X scn 0 0 595 842 re f"


def _named_resource(pdf):
    space = pikepdf.Array([pikepdf.Name.ICCBased, pdf.make_stream(b"desc Wombat Centre Colours")])
    return "ColorSpace", space, b"/X cs"


@pytest.mark.parametrize("is_used", [True, False])
@pytest.mark.parametrize(
    ("plant", "where"), [(_pattern, "description of"), (_named_resource, "name of a font")]
)
def test_what_no_text_of_an_annex_shows_is_looked_through(folder, tmp_path, plant, where, is_used):
    with pikepdf.Pdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(595, 842)).obj
        category, value, operators = plant(pdf)
        page["/Resources"] = pikepdf.Dictionary({f"/{category}": pikepdf.Dictionary(X=value)})
        page["/Contents"] = pdf.make_stream(operators if is_used else b"0 0 9 9 re f")
        annexed = folder("We write.\n", "annexes: [{title: T, file: a.pdf}]\n")
        pdf.save(annexed / "a.pdf")
    if is_used:
        assert any(where in problem.message for problem in refused(annexed))
        return
    built = pipeline.build(annexed, edition=Edition.PRESS, output=tmp_path / "out")
    with pikepdf.open(built.path) as pdf:
        streams = [each.read_bytes() for each in pdf.objects if isinstance(each, pikepdf.Stream)]
    assert not any(b"Wombat Centre" in each for each in streams)


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        *(
            (name, "Zanzibar Quokka", "individual")
            for name in (
                *("Dr. Zanzibar Quokka, PhD", "Prof. Zanzibar Quokka", "Zanzibar Quokka, PhD"),
                *("Ms Zanzibar Quokka", "Sir Zanzibar Quokka KCMG", "Zanzibar Quokka, nurse"),
                *("Zanzibar Quokka, Lake Hospital", "Zanzibar T. Quokka", "Zanzibar “Zed” Quokka"),
                *("Zanzibar Quokka <z@x.org>", "Zanzibar Quokka - treasurer"),
            )
        ),
        ("Zanzibar Quokka", "Zanzibar M. Quokka", "individual"),
        ("刘伟国", "劉偉國", "individual"),
        ("محمد الخطيب", "محمد خطيب", "individual"),
        ("محمد خطيب", "محمد الخطيب", "individual"),
        *(
            (name, "Zanzibar Quokka Alliance", "organisation")
            for name in (
                *("The Zanzibar Quokka Alliance", "Zanzibar Quokka Alliance e.V."),
                *("Zanzibar Quokka Alliance Ltd", "Zanzibar Quokka Alliance (ZQKA), Stone Town"),
            )
        ),
        ("Zanzibar Quokka Alliance (ZQKA)", "ZQKA", "organisation"),
        ("Quokka & Numbat Alliance", "Quokka and Numbat Alliance", "organisation"),
        ("Quokka and Numbat Alliance", "Quokka & Numbat Alliance", "organisation"),
    ],
)
def test_a_name_is_found_as_others_write_it(signatory, name, text, kind):
    (standing,) = found(signatory, f"Thanks to {text}; we write.", name, kind=kind)
    assert standing == text


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Dr. Quokka", "a quokka ran"),
        ("Quokka, Zanzibar, nurse", "the nurse of Zanzibar"),
        ("Ada B. Lake", "Ada met Lake"),
        ("The Group Ltd", "the group"),
        ("Women in Need (WIN)", "we win"),
    ],
)
def test_what_is_left_of_a_name_may_be_too_little(signatory, name, text):
    assert found(signatory, text, name) == []
