"""The typesetting process: what it may read, what it says, and that it can't hang or leak."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from formalletter import assets
from formalletter.diagnostics import Problem
from formalletter.edition import Edition, Order
from formalletter.errors import FormalletterError, InputError, TypesettingError
from formalletter.preparing import compose, read
from formalletter.typeset import Typeset
from formalletter.typesetting import process
from formalletter.typesetting.job import Job
from formalletter.typesetting.process import Typesetter

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJg"
    "gg=="
)
Make = Callable[..., Path]


def job_for(folder: Path) -> Job:
    letter, coverage, *_ = read(folder)
    return compose(letter, Order(Edition.DELIVERY, "public"), coverage)[1]


def typeset(folder: Path, job: Job | None = None) -> tuple[Typeset, tuple[Problem, ...]]:
    with Typesetter(assets.fonts_folder(), folder / "fonts") as typesetter:
        typesetter.send(job or job_for(folder))
        return typesetter.receive(lambda _: None)


def refusal(folder: Path, job: Job | None = None) -> FormalletterError:
    with pytest.raises(FormalletterError) as caught:
        typeset(folder, job)
    return caught.value


def test_clean_letter_has_nothing_to_say(make_letter: Make) -> None:
    typeset_letter, problems = typeset(make_letter())
    assert problems == ()
    assert typeset_letter.pages == 1


def test_progress_tells_each_page(make_letter: Make) -> None:
    folder = make_letter("\n\n".join(["word " * 300] * 4))
    pages: list[str] = []
    with Typesetter(assets.fonts_folder(), folder / "fonts") as typesetter:
        typesetter.send(job_for(folder))
        done, _ = typesetter.receive(pages.append)
    assert {int(page) for page in pages} >= set(range(1, done.pages + 1))


def test_missing_image_is_an_error_that_names_it(make_letter: Make) -> None:
    fault = refusal(make_letter("![a map](images/map.png)\n"))
    assert isinstance(fault, InputError)
    assert "images/map.png" in fault.problems[0].message
    assert "letter.invalid" not in str(fault)


@pytest.mark.parametrize("address", ["http://example.org/a.png", "file:///etc/passwd"])
def test_style_can_t_fetch_from_elsewhere(make_letter: Make, address: str) -> None:
    folder = make_letter(header="style: mine\n")
    (folder / "styles").mkdir()
    style = f'@import "classic.css";\nbody {{ background: url({address}) }}\n'
    (folder / "styles" / "mine.css").write_text(style, encoding="utf-8")
    fault = refusal(folder)
    assert isinstance(fault, InputError)
    assert address in fault.problems[0].message


def test_link_out_of_the_folder_is_refused(make_letter: Make, tmp_path: Path) -> None:
    folder = make_letter("![a map](images/map.png)\n")
    (tmp_path / "secret.png").write_bytes(PIXEL)
    (folder / "images").mkdir()
    (folder / "images" / "map.png").symlink_to(tmp_path / "secret.png")
    assert isinstance(refusal(folder), InputError)


def test_wrong_rule_of_a_style_is_a_warning_with_its_place(make_letter: Make) -> None:
    folder = make_letter(header="style: mine\n")
    (folder / "styles").mkdir()
    (folder / "styles" / "mine.css").write_text(
        '@import "classic.css";\np {\n  colour: red;\n}\n', encoding="utf-8"
    )
    _, (problem,) = typeset(folder)
    assert problem.severity.value == "warning"
    assert str(problem.place) == "styles/mine.css:3:3"
    assert "colour" in problem.message


def test_own_fonts_are_used_besides_the_bundled(make_letter: Make) -> None:
    folder = make_letter(header="style: mine\n", names=["One"])
    (folder / "fonts").mkdir()
    own = next(assets.fonts_folder().glob("fallback/NotoSansOlChiki-*"))
    (folder / "fonts" / own.name).write_bytes(own.read_bytes())
    (folder / "styles").mkdir()
    (folder / "styles" / "mine.css").write_text('@import "classic.css";\n', encoding="utf-8")
    done, problems = typeset(folder)
    assert (done.pages, problems) == (1, ())


def test_process_that_hangs_is_stopped(make_letter: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "SECONDS", 0.2)
    fault = refusal(make_letter("word " * 20000))
    assert isinstance(fault, TypesettingError)
    assert "too slow or too large" in fault.problems[0].message


def test_process_that_breaks_says_so_without_a_traceback(make_letter: Make) -> None:
    folder = make_letter()
    fault = refusal(
        folder, replace(job_for(folder), fit=replace(job_for(folder).fit, unhyphenated=(10**6,)))
    )
    assert isinstance(fault, TypesettingError)
    assert "Traceback" not in str(fault)


def test_no_process_outlives_the_build(make_letter: Make) -> None:
    folder = make_letter()
    with Typesetter(assets.fonts_folder(), folder / "fonts") as typesetter:
        child = typesetter._child
    assert child.poll() is not None


def test_a_stranger_s_folder_is_not_searched_for_modules(
    make_letter: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = make_letter()
    (folder / "weasyprint.py").write_text("raise SystemExit('taken over')\n", encoding="utf-8")
    monkeypatch.chdir(folder)
    done, _ = typeset(folder)
    assert done.pages == 1


def test_same_input_same_bytes_wherever_it_stands(
    make_letter: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = make_letter("![a map](images/map.png)\n\nText.\n")
    (folder / "images").mkdir()
    (folder / "images" / "map.png").write_bytes(PIXEL)
    first, _ = typeset(folder)
    other = tmp_path / "elsewhere" / "letter"
    other.parent.mkdir()
    folder.rename(other)
    monkeypatch.setenv("TZ", "Asia/Urumqi")
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setenv("PYTHONHASHSEED", "7")
    second, _ = typeset(other)
    assert first.pdf == second.pdf
    assert str(tmp_path).encode() not in first.pdf


@pytest.mark.parametrize(
    ("style", "code"),
    [
        ('@import "mine.css";', "style-unsound"),
        ("@page { margin: 4900mm }", "typesetting-failed"),
        ("p { color: red /*", "style-unsound"),
    ],
)
def test_a_style_that_can_not_be_laid_out_is_named(
    make_letter: Make, style: str, code: str
) -> None:
    folder = make_letter(header="style: mine\n")
    (folder / "styles").mkdir()
    (folder / "styles" / "mine.css").write_text(
        f'@import "classic.css";\n{style}\n', encoding="utf-8"
    )
    (problem,) = refusal(folder).problems
    assert problem.code == code
    assert str(problem.place).startswith("styles/mine.css")
    assert "Error" not in problem.message
