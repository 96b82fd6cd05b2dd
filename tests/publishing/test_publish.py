"""Editions side by side: what fails, what dies, what changes meanwhile."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from files_in import files_in

from formalletter import assets, children, orders, packing, publishing
from formalletter.errors import DeliveryError, InputError
from formalletter.inspecting.claimed import look_at
from formalletter.publishing.product import Failure

COMMAND = [sys.executable, "-m", "formalletter", "build", "--pack", "-q"]
KILLS = 50


def make(folder: Path, **options):
    how = publishing.How(folder, with_twins=True)
    ask = options.get("ask", lambda _: None)
    return publishing.make(how, orders.orders, lambda _: None, ask)


def start(folder: Path, output: Path, said: Path | None = None) -> subprocess.Popen[bytes]:
    command = [*COMMAND, str(folder), "-o", str(output)]
    with (said or Path(os.devnull)).open("wb") as stderr:
        return subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=stderr, start_new_session=True
        )


def test_all_faults_of_all_editions_are_told_at_once(write):
    folder = write()
    (folder / "styles").mkdir()
    (folder / "letter.md").write_text(
        (folder / "letter.md").read_text(encoding="utf-8") + "\n![A map](images/none.png)\n",
        encoding="utf-8",
    )
    with pytest.raises(InputError) as refused:
        make(folder)
    codes = [problem.code for problem in refused.value.problems if problem.is_error]
    assert codes == ["file-missing"], "what all editions share is told once"


def test_a_process_that_dies_is_said(write, monkeypatch):
    begin = children.start

    def start_and_kill(module, **settings):
        process = begin(module, **settings)
        if module == "publishing.worker":
            process.kill()
        return process

    monkeypatch.setattr(children, "start", start_and_kill)
    with pytest.raises(DeliveryError) as refused:
        make(write())
    assert "edition-died" in {problem.code for problem in refused.value.problems}


def test_a_password_is_asked_for_once_and_used_by_all(make_letter):
    folder = make_letter(
        "See [](annex:A).\n",
        header="editions: [delivery, print]\nannexes: [{title: Secret, file: secret.pdf}]\n",
    )
    files = Path(__file__).parents[1] / "corpus" / "files"
    shutil.copy(files / "encrypted-user-aes-256.pdf", folder / "secret.pdf")
    asked = []

    def ask(name):
        asked.append(name)
        return "letmein"

    assert len(make(folder, ask=ask)) == 2
    assert asked == ["secret.pdf"]


@pytest.mark.slow
def test_no_kill_leaves_half_a_pack(write, tmp_path):
    """Every process finds either the earlier pack or, very late, the whole new one."""
    folder = write()
    letter = folder / "letter.md"
    less = letter.read_text(encoding="utf-8").replace(
        "print, {edition: print, audience: public}, ", ""
    )
    letter.write_text(less, encoding="utf-8")
    output = tmp_path / "out"
    begin = time.monotonic()
    assert start(folder, output).wait() == 0
    length = time.monotonic() - begin
    earlier = files_in(output)
    (folder / "table.md").write_text("It has been otherwise.\n", encoding="utf-8")
    fresh = tmp_path / "fresh"
    assert start(folder, fresh).wait() == 0
    later = files_in(fresh)
    assert earlier.keys() == later.keys()
    assert earlier != later
    chance = random.Random(2022)  # noqa: S311 (moments, no secrets)
    killed = 0
    for _ in range(KILLS):
        shutil.rmtree(output / "letter")
        _restore(output, earlier)
        build = start(folder, output)
        time.sleep(chance.uniform(0, length))
        os.killpg(build.pid, signal.SIGKILL)
        killed += build.wait() != 0
        found = files_in(output / "letter")
        assert {f"letter/{name}": data for name, data in found.items()} in (earlier, later)
        seen = {path.name for path in output.iterdir() if not path.name.startswith(".")}
        assert seen == {"letter"}
    assert killed > KILLS // 2
    assert start(folder, output).wait() == 0
    assert files_in(output) == later, "what the killed ones left is gone"


def _restore(output: Path, files: dict[str, bytes]) -> None:
    for name, data in files.items():
        path = output / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


@pytest.mark.slow
def test_an_interrupt_at_any_moment_is_said_in_a_word(write, tmp_path):
    """Ctrl-C goes to all processes of the terminal, also to those that have just begun."""
    folder, said = write(), tmp_path / "said"
    for tenth in range(3, 15):
        build = start(folder, tmp_path / "out", said)
        time.sleep(tenth / 10)
        os.killpg(build.pid, signal.SIGINT)
        if build.wait() != 0:
            assert build.returncode == 130
            assert said.read_text(encoding="utf-8") == "interrupted\n"


@pytest.mark.slow
def test_two_builds_at_once_leave_one_whole_pack(write, tmp_path):
    folder = write()
    told = [tmp_path / f"said-{number}" for number in range(3)]
    builds = [start(folder, tmp_path / "out", each) for each in told]
    codes = [build.wait() for build in builds]
    said = [each.read_text(encoding="utf-8") for each in told]
    assert 0 in codes
    assert set(codes) <= {0, 5}
    for code, text in zip(codes, said, strict=True):
        assert ("another build is just writing this pack" in text) == (code == 5)
    _, problems = packing.looked_at(tmp_path / "out" / "letter", None, look_at)
    assert problems == []


@pytest.mark.slow
def test_the_seeds_pack_has_the_same_bytes_everywhere(tmp_path):
    """Other moments, time zones, locales, hash seeds and folders."""
    found = []
    seed = assets.content_folder() / "ohchr-xinjiang-2022"
    for number, settings in enumerate(
        (
            {"TZ": "UTC", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
            {"TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2", "HOME": "/"},
        )
    ):
        folder = tmp_path / (str(number) * 3) / "ohchr-xinjiang-2022"
        shutil.copytree(seed, folder)
        shutil.copytree(seed.parent / "letterheads", folder / "letterheads")
        command = [*COMMAND, str(folder), "-o", str(tmp_path / f"out{number}")]
        subprocess.run(command, env={**os.environ, **settings}, check=True, capture_output=True)
        found.append(files_in(tmp_path / f"out{number}"))
        time.sleep(2)  # a zip file counts time in two seconds
    assert len(found[0]) == 19  # the marker of a pack among them
    assert found[0].keys() == found[1].keys()
    assert [name for name in found[0] if found[0][name] != found[1][name]] == []


def test_a_failure_tells_no_password(write):
    folder = write()
    how = publishing.How(folder, passwords={"secret.pdf": "letmein"})
    assert "letmein" not in repr(how)
    assert "letmein" not in repr(Failure(None, InputError, (), ()))
