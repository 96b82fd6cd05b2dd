"""`import_letter` on sources of many forms: what is found, where it goes, what is said."""

from __future__ import annotations

import csv
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from formalletter.errors import InputError
from formalletter.importing import Imported, import_letter
from formalletter.reading.formulas import unguarded

if TYPE_CHECKING:
    from collections.abc import Callable


class Letter:
    """An imported letter, read back by other means."""

    def __init__(self, imported: Imported) -> None:
        self.imported = imported
        self.text = imported.files[0].read_text(encoding="utf-8")
        _, head, self.body = self.text.split("---\n", 2)
        self.header = YAML(typ="safe", pure=True).load(head)
        self.names: list[str] = []
        if len(imported.files) > 1:
            with imported.files[1].open(encoding="utf-8", newline="") as rows:
                self.names = [unguarded(row["name"]) for row in csv.DictReader(rows)]
        self.said = [
            (problem.code, problem.place.line if problem.place else None)
            for problem in imported.problems
            if problem.code != "import-unsaid"
        ]


@pytest.fixture
def import_text(tmp_path: Path) -> Callable[..., Letter]:
    def run(text: str | bytes, suffix: str = ".txt") -> Letter:
        source = tmp_path / f"source{suffix}"
        source.write_bytes(text if isinstance(text, bytes) else text.encode())
        return Letter(import_letter(source, tmp_path / "letter"))

    return run


WHOLE = """\
# Open letter to the Minister for Harbours

Geneva, 31 January 2030

Excellency,

We write to you about the lighthouses of the northern coast, which have gone out.

Yours sincerely,

Signed by:

- Ada Keeper
- 21Wilberforce
"""


def test_markdown_letter_with_all_parts(import_text: Callable[..., Letter]) -> None:
    letter = import_text(WHOLE, ".md")

    assert letter.header["title"] == "Open letter to the Minister for Harbours"
    assert str(letter.header["date"]) == "2030-01-31"
    assert letter.header["place"] == "Geneva"
    assert letter.header["recipient"] == {"office": "Minister for Harbours"}
    assert letter.header["salutation"] == "Excellency,"
    assert letter.header["valediction"] == "Yours sincerely,"
    assert letter.header["signatories"]["heading"] == "Signed by"
    assert letter.body.strip() == WHOLE.split("\n")[6]
    assert letter.names == ["Ada Keeper", "21Wilberforce"]
    assert letter.said == []


@pytest.mark.parametrize(
    ("front", "title"),
    [
        ("**One\ntwo:\nthree**", "One\ntwo:\nthree"),
        ("**One**\n**two**", "One\ntwo"),
        ("**One**\n\n**two**", "One\ntwo"),
        ("# One\n# two", "One\ntwo"),
        ("## One ##", "One"),
        ("One\n===", "One"),
        ("One\ntwo", "One\ntwo"),
        ('"NO": 12:30 #1', '"NO": 12:30 #1'),
        ("no", "no"),
        ("- yes: {a}", "- yes: {a}"),
        ("Subject: The report", "The report"),
        ("O’Neill \\ “x” “y”", "O’Neill \\ “x” “y”"),
    ],
)
def test_titles(import_text: Callable[..., Letter], front: str, title: str) -> None:
    letter = import_text(f"{front}\n\n8 March 2022\n\nDear Minister,\n\nThe text is here.\n")

    assert letter.header["title"] == title
    assert letter.header["salutation"] == "Dear Minister,"
    assert letter.body.strip() == "The text is here."


@pytest.mark.parametrize(
    "salutation",
    [
        "Madam High Commissioner,",
        "Dear Mr President:",
        "Your Excellency",
        "Sehr geehrte Frau Hochkommissarin!",
        "Madame la Haute-Commissaire,",
        "Уважаемая госпожа Верховный комиссар,",
        "尊敬的高级专员：",
        "To the members of the Council,",
        "**Dear Minister,**",
    ],
)
def test_salutations(import_text: Callable[..., Letter], salutation: str) -> None:
    letter = import_text(f"**Title**\n\n8 March 2022\n\n{salutation}\n\nThe text is here.\n")

    assert letter.header["salutation"] == salutation.strip("*")
    assert letter.body.strip() == "The text is here."


def test_short_letter_without_a_salutation(import_text: Callable[..., Letter]) -> None:
    letter = import_text("**Title**\n\n8 March 2022\n\nAct now.\n\nIn solidarity,\n")

    assert letter.header["salutation"] is None
    assert letter.body.strip() == "Act now.\n\nIn solidarity,"


def test_title_may_begin_like_a_salutation(import_text: Callable[..., Letter]) -> None:
    letter = import_text("**Dear World**\n\nDear Minister,\n\nThe text is here.\n")

    assert letter.header["title"] == "Dear World"
    assert letter.header["salutation"] == "Dear Minister,"


@pytest.mark.parametrize(
    ("heading", "kept"),
    [
        ("Signatories:", "Signatories"),
        ("Signatories", "Signatories"),
        ("SIGNED BY:", "SIGNED BY"),
        ("**Signed by**", "Signed by"),
        ("## List of signatories (2):", "List of signatories"),
        ("Undersigned organizations:", "Undersigned organizations"),
        ("Unterzeichner:innen", "Unterzeichner:innen"),
        ("Signataires :", "Signataires"),
        ("联署机构：", "联署机构"),
    ],
)
def test_headings_of_lists(import_text: Callable[..., Letter], heading: str, kept: str) -> None:
    letter = import_text(f"**T**\n\nDear X,\n\nThe text is here.\n\n{heading}\n\nOne\n\n\nTwo\n")

    assert letter.header["signatories"]["heading"] == kept
    assert letter.names == ["One", "Two"]
    assert letter.said == [("import-not-found", None)]  # the date


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        (["1. One", "2. Two", "", "3. Three"], ["One", "Two", "Three"]),
        (["(1) One", "(2) Two"], ["One", "Two"]),
        (["• One", "•  Two"], ["One", "Two"]),
        (["* One", "* =SUM(A1)"], ["One", "=SUM(A1)"]),
        (["21Wilberforce", "ARTICLE 19", "350.org"], ["21Wilberforce", "ARTICLE 19", "350.org"]),
        (["“A”, B", 'C "D", E;', "l'Homme"], ["“A”, B", 'C "D", E;', "l'Homme"]),
        (["3. One", "1. Two"], ["3. One", "1. Two"]),
        (["  Indented  Name ", "Tab\tname"], ["Indented  Name", "Tab\tname"]),
    ],
)
def test_names_stay_as_they_are(
    import_text: Callable[..., Letter], lines: list[str], names: list[str]
) -> None:
    letter = import_text("Title\n\nDear X,\n\nThe text.\n\nSignatories:\n\n" + "\n".join(lines))

    assert letter.names == names


def test_marks_that_not_all_names_have_are_kept_and_reported(
    import_text: Callable[..., Letter],
) -> None:
    letter = import_text(WHOLE.replace("- Ada", "1. FC Ada").replace("- 21", "21"), ".md")

    assert letter.names == ["1. FC Ada Keeper", "21Wilberforce"]
    assert letter.said == [("import-marks-kept", 13)]


@pytest.mark.parametrize("name", ["[Ada](https://example.org)", "Ada **Keeper** Ltd", "A\\&B"])
def test_markdown_in_a_name_is_kept_and_reported(
    import_text: Callable[..., Letter], name: str
) -> None:
    letter = import_text(WHOLE.replace("Ada Keeper", name), ".md")

    assert letter.names == [name, "21Wilberforce"]
    assert letter.said == [("import-name-marked-up", 13)]


def test_several_names_in_a_line_are_reported(import_text: Callable[..., Letter]) -> None:
    letter = import_text(WHOLE.replace("Ada Keeper", "Ada; Ben; Cem"), ".md")

    assert letter.names == ["Ada; Ben; Cem", "21Wilberforce"]
    assert letter.said == [("import-names-in-line", 13)]


def test_gap_in_the_numbers_is_reported(import_text: Callable[..., Letter]) -> None:
    letter = import_text(WHOLE.replace("- Ada", "1. Ada").replace("- 21", "3. 21"), ".md")

    assert letter.names == ["Ada Keeper", "21Wilberforce"]
    assert letter.said == [("import-number-missing", 14)]


def test_wrong_count_is_reported(import_text: Callable[..., Letter]) -> None:
    letter = import_text(WHOLE.replace("Signed by:", "Signatories (1,192)"), ".md")

    assert letter.said == [("import-count", 11)]
    assert letter.imported.problems[0].message == (
        "the source counts 1,192 signatories; 2 were found"
    )


def test_lines_without_a_place_are_in_the_body_and_reported(
    import_text: Callable[..., Letter],
) -> None:
    source = (
        "**Title**\n\nMs Jane Doe\nPalais Wilson\n\nDear Jane Doe,\n\nThe text is here.\n\n"
        "Kind regards\n\nA. Chair\n\nSignatories:\n\nOne\n\nIndividuals:\n\nTwo\n\n"
        "Contact: press@example.org\n"
    )
    letter = import_text(source)

    blocks = letter.body.strip().split("\n\n")
    assert blocks[:3] == ["Ms Jane Doe\nPalais Wilson", "The text is here.", "A. Chair"]
    assert blocks[3:] == ["Individuals:", "Contact: press@example.org"]
    assert letter.names == ["One", "Two"]
    assert [line for code, line in letter.said if code == "import-unplaced"] == [3, 4, 12, 18, 22]


def test_list_without_a_heading_follows_the_valediction(import_text: Callable[..., Letter]) -> None:
    letter = import_text("Title\n\nDear X,\n\nThe text.\n\nSincerely,\n\nOne\nTwo\nThree\n")

    assert letter.header["valediction"] == "Sincerely,"
    assert letter.names == ["One", "Two", "Three"]
    assert letter.body.strip() == "The text."


def test_text_about_signatories_is_no_heading(import_text: Callable[..., Letter]) -> None:
    letter = import_text("Title\n\nDear X,\n\nThe text.\n\nSigned by all of us.\n\nOne\n")

    assert letter.names == []
    assert "signatories" not in letter.header
    assert [path.name for path in letter.imported.files] == ["letter.md"]
    assert ("import-not-found", None) in letter.said


def test_long_lines_without_blank_lines_are_paragraphs(import_text: Callable[..., Letter]) -> None:
    one, two = "One is a long line. " * 10, "Two is another. " * 10
    letter = import_text(f"Title\n8 March 2022\nDear X,\n{one}\n{two}\nSincerely,\nA\nB\nC\n")

    assert letter.body.strip().split("\n\n") == [one.strip(), two.strip()]
    assert letter.header["title"] == "Title"
    assert letter.names == ["A", "B", "C"]


def test_source_without_anything_above_its_text(import_text: Callable[..., Letter]) -> None:
    text = "We write to you about the lighthouses of the northern coast, which have gone out."
    letter = import_text(f"{text}\n\nSignatories:\n\nOne\n")

    assert letter.body.strip() == text
    assert letter.names == ["One"]
    assert [code for code, _ in letter.said] == ["import-not-found"] * 3


def test_date_that_can_be_read_in_two_ways_is_left_out(import_text: Callable[..., Letter]) -> None:
    letter = import_text(WHOLE.replace("31 January 2030", "03/08/2022"), ".md")

    assert letter.header["date"] is None
    assert "\ndate:  # in the source: Geneva, 03/08/2022\n" in letter.text
    assert letter.said == [("import-date", 3)]


def test_language_of_the_date(import_text: Callable[..., Letter]) -> None:
    letter = import_text(WHOLE.replace("31 January 2030", "den 31. Januar 2030"), ".md")

    assert letter.header["language"] == "de"


def test_language_that_the_date_leaves_open(import_text: Callable[..., Letter]) -> None:
    letter = import_text(WHOLE.replace("31 January 2030", "31 marzo 2030"), ".md")

    assert "language" not in letter.header
    assert "\n# language: es or it?\n" in letter.text


@pytest.mark.parametrize(
    ("encoding", "code"),
    [
        ("utf-8-sig", None),
        ("utf-16", "encoding-foreign"),
        ("utf-16-le", "encoding-foreign"),
        ("cp1252", "encoding-foreign"),
    ],
)
def test_encodings(import_text: Callable[..., Letter], encoding: str, code: str | None) -> None:
    names = "Comité de Apoyo al Tíbet\r\nl’Homme\r\n"
    text = WHOLE.replace("\n", "\r\n").replace("- Ada Keeper\r\n- 21Wilberforce\r\n", names)
    letter = import_text(text.encode(encoding), ".md")

    assert letter.names == ["Comité de Apoyo al Tíbet", "l’Homme"]
    assert [found for found, _ in letter.said] == ([code] if code else [])


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "import-empty"),
        (b" \n\n", "import-empty"),
        (b"%PDF-1.7\n", "not-text"),
        (b"Title\n\nDear X,\n\ntext \x00 text\n", "control-character"),
    ],
)
def test_sources_that_are_refused(tmp_path: Path, data: bytes, code: str) -> None:
    source = tmp_path / "source.txt"
    source.write_bytes(data)

    with pytest.raises(InputError) as caught:
        import_letter(source, tmp_path / "letter")

    assert [problem.code for problem in caught.value.problems] == [code]
    assert list(tmp_path.iterdir()) == [source]


def test_all_that_stands_against_it_is_said_at_once(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        import_letter(tmp_path / "none.txt", tmp_path)

    assert [problem.message for problem in caught.value.problems] == [
        "there is something of this name already, and it is never overwritten",
        "can't read the file: no such file or directory",
    ]


def test_pipe_does_not_hold_it_up(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")

    with pytest.raises(InputError, match="this is not a file but a pipe or device"):
        import_letter(tmp_path / "pipe", tmp_path / "letter")


def test_folder_that_is_there_stays_as_it_is(
    import_text: Callable[..., Letter], tmp_path: Path
) -> None:
    (tmp_path / "letter").mkdir()

    with pytest.raises(InputError, match="never overwritten"):
        import_text(WHOLE)

    assert list((tmp_path / "letter").iterdir()) == []


LINES = st.lists(
    st.one_of(
        st.sampled_from(
            [
                *("", "", "", "**Title", "goes on**", "# Title", "8 March 2022", "03/08/2022"),
                *("Dear X,", "Signatories:", "Signed by (3):", "Yours sincerely,", "---", "==="),
                *("1. One", "2. Two", "- One", "• Two", "Individuals:", "a@b.org", "> q", "**b**"),
                *("A paragraph, which is a sentence of more than twelve words in one line here.",),
            ]
        ),
        st.text(st.sampled_from("ab1é華.,:;#*_-`[]()<>&\\|!'\"/ \t"), max_size=15),
    ),
    min_size=1,
    max_size=14,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=LINES, suffix=st.sampled_from([".txt", ".md"]))
def test_no_word_is_lost_whatever_the_source(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str], suffix: str
) -> None:
    """The proof inside the program never fails, and another count agrees with it."""
    folder = tmp_path_factory.mktemp("any")
    source = folder / f"source{suffix}"
    source.write_text("Something\n" + "\n".join(lines), encoding="utf-8")

    letter = Letter(import_letter(source, folder / "letter"))

    written = "".join(filter(str.isalnum, letter.text + " ".join(letter.names)))
    for line in lines:
        for word in line.split():
            letters = "".join(filter(str.isalnum, word))
            assert letters in written or word.strip("(.)").isdigit()
