"""A build that is killed leaves no part of a file, and the earlier file as it was."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from formalletter import assets

KILLS = 50
EARLIER = b"the earlier file"


def start(letter: Path, output: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "formalletter", "build", str(letter), "-q"]
    command += ["-e", "delivery", "-o", str(output)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


@pytest.mark.slow
def test_no_kill_leaves_a_partial_file(tmp_path: Path):
    """Every process finds either the earlier file or, very late, the whole new one."""
    letter = tmp_path / "letter"
    shutil.copytree(assets.content_folder() / "ohchr-xinjiang-2022", letter)
    shutil.copytree(assets.content_folder() / "letterheads", letter / "letterheads")
    output = tmp_path / "out"
    begin = time.monotonic()
    assert start(letter, output).wait() == 0
    length = time.monotonic() - begin
    (path,) = output.iterdir()
    whole = path.read_bytes()
    chance = random.Random(2022)  # noqa: S311 (moments, no secrets)
    killed = 0
    for _ in range(KILLS):
        path.write_bytes(EARLIER)
        build = start(letter, output)
        time.sleep(chance.uniform(0, length))
        build.kill()
        killed += build.wait() != 0
        assert path.read_bytes() in {EARLIER, whole}
        assert os.listdir(output) == [path.name]  # noqa: PTH208 (hidden files too)
    assert killed > KILLS // 2
