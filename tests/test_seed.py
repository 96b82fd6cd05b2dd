"""The real letter, built from end to end and read back: what goes out is what came in.

The seed's own text is the measure (`tests/importing/seed.txt`), not what the program made of
it on the way.
"""

from __future__ import annotations

import io
import re
import unicodedata
from itertools import groupby, pairwise
from pathlib import Path

import pypdf
import pytest

from formalletter import assets, pipeline
from formalletter.edition import Edition, Order
from formalletter.fonts import Coverage
from formalletter.preparing import compose, read
from formalletter.typeset import Line
from formalletter.typesetting.process import Typesetter

ROOT = Path(__file__).parents[1]
LETTER = ROOT / "content" / "ohchr-xinjiang-2022"
PAGES = 4  # of the letter itself; two annexes of a page each follow
SEED = (Path(__file__).parent / "importing" / "seed.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> pipeline.Built:
    return pipeline.build(LETTER, output=tmp_path_factory.mktemp("out"))


@pytest.fixture(scope="module")
def reader(built: pipeline.Built) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(built.path.read_bytes()))


@pytest.fixture(scope="module")
def lines() -> tuple[Line, ...]:
    letter, coverage, *_ = read(LETTER)
    _, job = compose(letter, Order(Edition.DELIVERY, "public"), coverage)
    with Typesetter(assets.fonts_folder(), LETTER / "fonts") as typesetter:
        typesetter.send(job)
        typeset, _ = typesetter.receive(lambda _: None)
    return typeset.lines


def plain(text: str) -> str:
    """Text without what a line's end or the typographer may change."""
    text = unicodedata.normalize("NFC", text).replace("\u00ad\n", "").replace("\u00ad", "")
    text = re.sub("[‘’']", "'", re.sub("[“”]", '"', text))
    return " ".join(text.split())


def seed_names() -> list[str]:
    _, _, names = SEED.partition("Signatories:")
    return [line.strip() for line in names.splitlines() if line.strip()]


def seed_sentences() -> list[str]:
    body = SEED.partition("Signatories:")[0].partition("Madam High Commissioner,")[2]
    words = re.sub(r"\[([^]]*)\]\(#\)", r"\1", body).replace("**", "")
    return [sentence for sentence in re.split(r'(?<=[."])\s+', plain(words)) if sentence]


def extracted(reader: pypdf.PdfReader) -> str:
    # The running heads are no part of the text.
    head = r"United Nations High Commissioner for Human Rights · 8 March 2022\s+Page \d of 6"
    letter = reader.pages[:PAGES]
    return plain("\n".join(re.sub(head, "", page.extract_text()) for page in letter))


def test_every_sentence_is_there_in_order(reader: pypdf.PdfReader) -> None:
    said, position = extracted(reader), 0
    sentences = seed_sentences()
    assert len(sentences) == 14
    for sentence in ["Madam High Commissioner,", *sentences]:
        found = said.find(sentence, position)
        assert found >= position, sentence
        position = found + len(sentence)


def test_every_name_is_there_in_order(reader: pypdf.PdfReader) -> None:
    said = extracted(reader)
    position = said.index("Signatories (192)")
    names = seed_names()
    assert len(names) == 192
    for name in names:
        found = said.find(plain(name), position)
        assert found >= position, name
        # Nothing but the space of a line stands between two names.
        assert said[position:found].strip() in {"", "Signatories (192)"}
        position = found + len(plain(name))
    assert said[position:] == ""


def test_the_build_says_what_it_found(built: pipeline.Built) -> None:
    assert built.pages == PAGES + 2
    assert built.signatories == 192
    assert built.annexes == 2
    assert built.path.name == "ohchr-xinjiang-2022-delivery.pdf"
    assert {(problem.severity.value, problem.code) for problem in built.problems} == {
        ("warning", "link-placeholder"),
        ("warning", "spelling-mixed"),
        ("note", "annex-unmentioned"),
        ("note", "wants-contact"),
        ("note", "wants-letterhead"),
        ("note", "wants-valediction"),
        ("note", "signatories-findings"),
    }


def test_title_author_subject_keywords_and_dates_are_the_letter_s(reader: pypdf.PdfReader) -> None:
    info = reader.metadata
    assert info is not None
    assert info.title == " ".join(SEED.split("**")[1].split())
    assert info.author == "192 signatories"
    assert info.subject == (
        "Letter to the United Nations High Commissioner for Human Rights, 8 March 2022"
    )
    assert "Uyghur" in (info.keywords or "")
    assert info.creation_date is not None
    assert info.creation_date.isoformat() == "2022-03-08T00:00:00+00:00"


def test_nothing_of_the_machine_is_in_the_file(built: pipeline.Built) -> None:
    raw = built.path.read_bytes()
    for private in (str(ROOT), str(Path.home()), "letter.invalid", "/tmp"):  # noqa: S108
        assert private.encode() not in raw


def test_tagged_in_the_letter_s_language_with_an_outline(reader: pypdf.PdfReader) -> None:
    root = reader.root_object
    assert root["/Lang"] == "en-GB"
    assert root["/MarkInfo"]["/Marked"]
    titles = [item["/Title"] for item in flatten(reader.outline)]
    assert titles == [
        " ".join(SEED.split("**")[1].split()),
        "Enclosures",
        "Signatories (192)",
        "Annex A: Chronology of the dates stated in the letter",
        "Annex B: UN mechanisms named in the letter",
        "UN mechanisms named in the letter",
        "The High Commissioner and the Office",
        "Council, special procedures and Treaty Bodies",
    ]


def test_enclosures_are_where_the_list_says(reader: pypdf.PdfReader) -> None:
    """By its words, its links, the stamps and the labels of the pages alike."""
    said = extracted(reader)
    assert "Annex A Chronology of the dates stated in the letter page 5" in said
    assert "Annex B UN mechanisms named in the letter page 6" in said
    links = [link.get_object()["/A"]["/D"][0].get_object() for link in reader.pages[1]["/Annots"]]
    assert links == [reader.pages[4], reader.pages[5]]
    assert reader.page_labels == ["1", "2", "3", "4", "5", "6"]
    for number, (label, words) in enumerate([("A", "Since 2017"), ("B", "Treaty Bodies")], 4):
        text = plain(reader.pages[number].extract_text())
        assert f"Annex {label} · " in text
        assert f"Page {number + 1} of 6" in text
        assert words in text


def flatten(outline: list[object]) -> list[dict[str, str]]:
    return [
        entry
        for item in outline
        for entry in (flatten(item) if isinstance(item, list) else [item])  # type: ignore[list-item]
    ]


def test_every_font_is_embedded_and_bundled(reader: pypdf.PdfReader) -> None:
    families = {
        re.sub(r"[^a-z0-9]", "", face.family.lower())
        for face in Coverage(assets.fonts_folder(), ROOT / "none")._faces
        if "CJK" in face.path.name or face.path.parent.name == "text"
    }
    used = set()
    for page in reader.pages[: PAGES + 1]:  # the last is another program's
        for reference in page["/Resources"]["/Font"].values():
            font = reference.get_object()
            inner = font["/DescendantFonts"][0].get_object()
            assert {"/FontFile2", "/FontFile3"} & set(inner["/FontDescriptor"].get_object())
            name = re.sub(r"[^a-z0-9]", "", font["/BaseFont"].split("+")[1].lower())
            used.add(next(family for family in families if name.startswith(family)))
    assert used == {"sourceserif4", "notoserifcjkjp"}


# Where the lines stand.


def test_no_widow_no_orphan_and_no_split_name(lines: tuple[Line, ...]) -> None:
    blocks = [list(block) for _, block in groupby(flow(lines), key=lambda line: line.block)]
    for block in blocks:
        if block[0].path.endswith("main.body.text p"):
            pages = [len(list(part)) for _, part in groupby(block, key=lambda line: line.page)]
            assert len(pages) == 1 or min(pages) >= 2, block[0].text
        if block[0].path.endswith("ul.names li"):
            assert len({(line.page, line.column_x) for line in block}) == 1, block[0].text


def test_no_page_is_a_stub_and_the_last_columns_are_even(lines: tuple[Line, ...]) -> None:
    last = [line for line in flow(lines) if line.page == max(line.page for line in lines)]
    assert max(line.baseline for line in last) - min(line.baseline for line in last) > 170
    bottoms = {}
    for line in last:
        bottoms[line.column_x] = max(line.baseline, bottoms.get(line.column_x, 0))
    assert len(bottoms) == 3
    assert max(bottoms.values()) - min(bottoms.values()) < 36  # three lines: no name is split


def test_columns_share_their_baselines_in_every_script(lines: tuple[Line, ...]) -> None:
    names = [line for line in flow(lines) if line.path.endswith("ul.names li")]
    assert any("華" in line.text for line in names)
    for page in {line.page for line in names}:
        rows = sorted({round(line.baseline, 3) for line in names if line.page == page})
        gaps = {round(lower - upper, 2) for upper, lower in pairwise(rows)}
        assert all(gap >= 11 for gap in gaps if gap > 0.1), gaps


def test_the_heading_keeps_three_rows_of_names(lines: tuple[Line, ...]) -> None:
    heading = next(line for line in lines if line.path.endswith("section.signatories h2"))
    names = [line for line in lines if line.path.endswith("ul.names li")]
    assert len({line.baseline for line in names if line.page == heading.page}) >= 3


def flow(lines: tuple[Line, ...]) -> list[Line]:
    return [line for line in lines if line.region == "flow"]
