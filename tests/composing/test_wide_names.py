"""Names that may turn nowhere, or nowhere that fits, are set whole words to a line."""

from __future__ import annotations

from formalletter import pipeline
from formalletter.reading.door import Door
from formalletter.reading.signatories import read_signatories

WORDS = "Association for the Protection of Lakes and Rivers in the Whole World and its Seas"
KEPT = "\u00a0"
WIDE = [
    *(WORDS.replace(" ", space) for space in ("\u00a0", "\u202f", "\u2007", "\u2060")),
    *(WORDS.replace(" ", KEPT)[:length].strip() for length in range(24, 60, 3)),
    *("Donaudampfschifffahrtsgesellschaft" * 4, "湖泊協會" * 30, "湖泊\u00a0協會" * 12),
    "https://lakes.example/a/very/long/path/that/goes/on/until/nobody/reads/it/any/more.html?a=b",
    *(
        "A-very-long-name-with-hyphens-that-never-ends-" * 2 + "x",
        "Donau\u00addampf\u00adschiff" * 4,
    ),
    *(
        "جمعية\u00a0حماية\u00a0البحيرات\u00a0والأنهار\u00a0في\u00a0العالم\u00a0كله",
        "«\u00a0Lac\u00a0»",
    ),
]


def test_a_name_with_no_break_spaces_as_wide_as_its_column_is_set(make_letter, tmp_path):
    folder = make_letter("We write.\n", header="signatories: {columns: 3}\n")
    letter = (
        folder / "letter.md"
    )  # a final letter has no invisible characters or addresses in names
    letter.write_text(letter.read_text("utf-8").replace("status: final", "status: draft"), "utf-8")
    (folder / "signatories.csv").write_text("\n".join(["name", *WIDE, ""]), encoding="utf-8")
    rows, _ = read_signatories(Door(folder, ""), "signatories.csv")
    assert [each.name for each in rows] == WIDE  # the list itself is left as it is
    built = pipeline.build(folder, output=tmp_path / "out")
    assert [each for each in built.problems if each.is_error] == []
