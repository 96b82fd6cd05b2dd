"""A build as a whole: the same bytes again, whole or not at all, nothing of an earlier one lost."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest

from formalletter import build, pipeline, preparing
from formalletter.composing import Composed
from formalletter.edition import Edition
from formalletter.errors import DeliveryError, InputError, TypesettingError
from formalletter.typesetting.job import Job

Make = Callable[..., Path]
RICH = """\
We write in *several* ways: a [link](https://example.org/report), a note[^1], a quotation.

> A quotation.

1. One
   - nested
2. Two

| a | b |
|---|--:|
| 1 | 2 |

On 8 March 2022, in 中文 and العربية.

[^1]: The note.
"""


def test_same_bytes_on_another_day_elsewhere(
    make_letter: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = make_letter(RICH, names=["One", "華人團契", "ئۇيغۇر (UA)"])
    first = build(folder, output=tmp_path / "a").path.read_bytes()
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    monkeypatch.setenv("LANG", "tr_TR.UTF-8")
    monkeypatch.chdir(tmp_path)
    os.utime(folder / "letter.md", (0, 0))
    (tmp_path / "elsewhere").mkdir()
    moved = folder.rename(tmp_path / "elsewhere" / "letter")
    second = build(moved, output=tmp_path / "b").path.read_bytes()
    assert first == second
    assert str(tmp_path).encode() not in first


def test_source_date_epoch_sets_the_dates_and_nothing_else(
    make_letter: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = make_letter()
    plain = pypdf.PdfReader(build(folder, output=tmp_path / "a").path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    dated = pypdf.PdfReader(build(folder, output=tmp_path / "b").path)
    assert plain.metadata is not None
    assert dated.metadata is not None
    assert str(plain.metadata.creation_date) == "2022-03-08 00:00:00+00:00"
    assert str(dated.metadata.creation_date) == "2023-11-14 22:13:20+00:00"
    assert plain.pages[0].extract_text() == dated.pages[0].extract_text()


@pytest.mark.parametrize("edition", Edition)
@pytest.mark.parametrize("style", ["classic", "modern"])
def test_every_edition_and_style_claims_both_standards(
    make_letter: Make, tmp_path: Path, edition: Edition, style: str
) -> None:
    folder = make_letter(RICH, names=["One", "Two"], header=f"style: {style}\n")
    built = build(folder, edition=edition, output=tmp_path)
    assert built.path.name == f"letter-{edition.value}.pdf"
    assert not [problem for problem in built.problems if problem.code == "claim-dropped"]
    reader = pypdf.PdfReader(io.BytesIO(built.path.read_bytes()))
    xmp = reader.root_object["/Metadata"].get_object().get_data()  # type: ignore[union-attr]
    assert b"pdfuaid:part" in xmp
    assert b"pdfaid:part" in xmp


def test_links_are_live_on_screens_and_written_out_on_paper(
    make_letter: Make, tmp_path: Path
) -> None:
    folder = make_letter(RICH)
    screen = pypdf.PdfReader(build(folder, output=tmp_path).path)
    paper = pypdf.PdfReader(build(folder, edition=Edition.PRINT, output=tmp_path).path)
    assert uris(screen) == ["https://example.org/report"]
    assert uris(paper) == []
    assert "https://example.org/report" in paper.pages[0].extract_text()
    assert "https://example.org/report" not in screen.pages[0].extract_text()


def uris(reader: pypdf.PdfReader) -> list[str]:
    notes = [note.get_object() for page in reader.pages for note in page.get("/Annots", [])]
    return [note["/A"]["/URI"] for note in notes if "/URI" in note.get("/A", {})]


def test_failed_build_leaves_the_earlier_file(make_letter: Make, tmp_path: Path) -> None:
    path = build(make_letter(), output=tmp_path / "out").path
    before = path.read_bytes()
    with pytest.raises(InputError):
        build(make_letter("![x](images/none.png)\n"), output=tmp_path / "out")
    assert path.read_bytes() == before
    assert os.listdir(path.parent) == [path.name]  # noqa: PTH208 (hidden files too)


def test_problems_found_before_a_fault_are_told_with_it(make_letter: Make, tmp_path: Path) -> None:
    folder = make_letter("A [link](#).\n\n![x](images/none.png)\n")
    with pytest.raises(InputError) as caught:
        build(folder, output=tmp_path)
    codes = {problem.code for problem in caught.value.problems}
    assert {"link-placeholder", "file-missing"} <= codes


@pytest.mark.parametrize(
    ("taken", "put", "said"),
    [
        ("<li>Two</li>", "", "2 items instead of 3"),
        ("release", "retain", "We urge you"),
    ],
)
def test_what_changed_on_the_way_stops_the_delivery(
    make_letter: Make,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    taken: str,
    put: str,
    said: str,
) -> None:
    folder = make_letter("We urge you to release the report.\n", names=["One", "Two", "Three"])
    compose = preparing.compose

    def tampering(*what: object) -> tuple[Composed, Job]:
        composed, job = compose(*what)  # type: ignore[arg-type]
        assert taken in job.html
        return composed, replace(job, html=job.html.replace(taken, put))

    monkeypatch.setattr(preparing, "compose", tampering)
    with pytest.raises(DeliveryError) as caught:
        build(folder, output=tmp_path / "out")
    assert any(said in problem.message for problem in caught.value.problems)
    assert not (tmp_path / "out").exists()


@pytest.mark.slow
def test_build_killed_at_any_moment_leaves_the_earlier_file_whole(
    make_letter: Make, tmp_path: Path
) -> None:
    folder = make_letter(RICH, names=[f"Organisation {n}" for n in range(40)])
    out = tmp_path / "out"
    whole = build(folder, output=out).path.read_bytes()
    command = [sys.executable, "-m", "formalletter", "build", str(folder), "-q", "-o", str(out)]
    for step in range(12):
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(0.15 * step)
        child.send_signal(signal.SIGKILL if step % 2 else signal.SIGINT)
        child.wait()
        assert (out / "letter-delivery.pdf").read_bytes() == whole


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_build_that_is_told_to_end_tidies_up(
    make_letter: Make, tmp_path: Path, number: signal.Signals
) -> None:
    folder = make_letter("word " * 8000)
    (folder / "fonts").mkdir()  # with fonts of its own, a build has files to tidy up
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    command = [
        sys.executable,
        "-m",
        "formalletter",
        "build",
        str(folder),
        "-o",
        str(tmp_path / "o"),
    ]
    environment = {**os.environ, "TMPDIR": str(scratch)}
    child = subprocess.Popen(
        command,
        env=environment,
        stderr=subprocess.PIPE,
        # Whoever runs the tests may ignore the signal, which a child would take over.
        preexec_fn=lambda: signal.signal(number, signal.SIG_DFL),  # noqa: PLW1509
    )
    for _ in range(200):  # until the typesetting process is there
        if any(scratch.glob("*/fonts.conf")):
            break
        time.sleep(0.02)
    child.send_signal(number)
    _, said = child.communicate()
    assert child.returncode == 130
    assert said == b"interrupted\n"
    assert os.listdir(scratch) == []  # noqa: PTH208
    assert not (tmp_path / "o").exists()


def test_missing_libraries_are_one_problem(
    make_letter: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline.native, "_loads", lambda path: "pango" not in path)
    with pytest.raises(TypesettingError) as caught:
        build(make_letter(), output=tmp_path)
    (problem,) = caught.value.problems
    assert problem.code == "libraries-missing"


@pytest.mark.parametrize("language", ["fa", "he", "uk", "pl", "ja", "it", "tlh"])
def test_language_without_a_catalogue_is_set_with_a_note(
    make_letter: Make, tmp_path: Path, language: str
) -> None:
    folder = make_letter(names=["One"], header=f"language: {language}\n")
    built = build(folder, output=tmp_path)
    assert "words-in-english" in {problem.code for problem in built.problems}
    text = pypdf.PdfReader(built.path).pages[0].extract_text()
    assert "1 page" in " ".join(text.split())
    assert "1 pages" not in text


def test_empty_cell_of_a_table_costs_no_claim(make_letter: Make, tmp_path: Path) -> None:
    built = build(make_letter("| a | b |\n|---|---|\n| 1 |   |\n"), output=tmp_path)
    assert not [problem for problem in built.problems if problem.code == "claim-dropped"]


@pytest.mark.parametrize("data", [b"", b"hello", b"\x00\x01\x00\x00" * 20])
def test_font_that_is_none_is_named(make_letter: Make, tmp_path: Path, data: bytes) -> None:
    folder = make_letter()
    (folder / "fonts").mkdir()
    (folder / "fonts" / "mine.ttf").write_bytes(data)
    with pytest.raises(InputError) as caught:
        build(folder, output=tmp_path)
    (problem,) = caught.value.problems
    assert problem.code == "font-unreadable"
    assert problem.place is not None
    assert (problem.place.path or "").endswith("fonts/mine.ttf")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("Word[^a].\n\n[^a]: " + "Long note text. " * 900, "text-off-the-sheet"),
        ("|" + "word|" * 40 + "\n|" + "---|" * 40 + "\n|" + "1|" * 40, "text-off-the-sheet"),
    ],
)
def test_text_that_would_leave_the_sheet_is_refused(
    make_letter: Make, tmp_path: Path, body: str, code: str
) -> None:
    with pytest.raises(InputError) as caught:
        build(make_letter(body), output=tmp_path / "out")
    assert code in {problem.code for problem in caught.value.problems}
    assert not (tmp_path / "out").exists()


def test_same_name_in_several_places_is_no_fault(make_letter: Make, tmp_path: Path) -> None:
    sender = "Lighthouse Keepers' Society of the Northern Coast"
    header = (
        f'contact: {{organisation: "{sender}", email: a@example.org}}\n'
        f'signed-by: [{{name: Ada, organisation: "International {sender}"}}]\n'
        f'letterhead: {{organisations: [{{name: "{sender}"}}]}}\n'
    )
    assert build(make_letter(names=[sender], header=header), output=tmp_path).pages == 1
