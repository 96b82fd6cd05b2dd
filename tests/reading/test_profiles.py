"""A letter names a profile: its own, or a bundled one, and never gets one by itself."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from formalletter import assets
from formalletter.errors import InputError
from formalletter.profile import Profile
from formalletter.reading import read_letter

BUNDLED = sorted(assets.profiles_folder().glob("*.yaml"))
OWN = "title: The Ministry\nsource: its letter of 1 March 2022\nmax-pages: 3\n"


def with_profile(folder: Path, text: str, name: str = "ministry") -> Path:
    (folder / "profiles").mkdir()
    (folder / "profiles" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def refused(folder: Path) -> list[tuple[str, str]]:
    with pytest.raises(InputError) as fault:
        read_letter(folder)
    return [(str(each.place).rpartition("/")[2], each.message) for each in fault.value.problems]


def test_without_a_name_nothing_is_limited(make_letter):
    assert read_letter(make_letter())[0].profile is None


@pytest.mark.parametrize("path", BUNDLED, ids=lambda path: path.stem)
def test_a_bundled_profile_is_found_by_its_name(make_letter, path):
    letter, _ = read_letter(make_letter(header=f"profile: {path.stem}\n"))
    assert letter.profile.title


@pytest.mark.parametrize("path", BUNDLED, ids=lambda path: path.stem)
def test_a_bundled_profile_tells_where_its_limits_come_from_and_when(path):
    text = path.read_text(encoding="utf-8")
    comments = "\n".join(line for line in text.splitlines() if line.startswith("#"))
    assert re.search(r"\b20\d\d\b", comments) or re.search(r"\b20\d\d\b", text)
    profile = Profile.model_validate_json(_json(text))
    assert re.search(r"\b(?:20\d\d|ISO \d+)\b", profile.source)


def _json(text: str) -> str:
    import json

    return json.dumps(YAML(typ="safe").load(text))


def test_the_letters_own_profile_comes_first(make_letter):
    folder = with_profile(make_letter(header="profile: email-press\n"), OWN, "email-press")
    assert read_letter(folder)[0].profile.title == "The Ministry"


def test_another_name_is_refused_with_those_that_there_are(make_letter):
    folder = with_profile(make_letter(header="profile: nothing\n"), OWN)
    with pytest.raises(InputError) as fault:
        read_letter(folder)
    [problem] = fault.value.problems
    assert problem.code == "profile-missing"
    assert (problem.place.line, problem.place.column) == (7, 10)
    assert problem.hint == (
        "the profiles are email-delivery, email-press, ministry, office-duplex and upr-submission"
    )


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("title: A\nsource: B\nmax-pages: none\n", "ministry.yaml:3:12"),
        ("title: A\nsource: B\nmax-pages: 0\n", "ministry.yaml:3:12"),
        ("title: A\nsource: B\nmax-page: 1\n", "ministry.yaml:3:1"),
        ("title: A\n", "ministry.yaml:1"),
        ("title: [\n", "ministry.yaml:2:1"),
        ("- A\n", "ministry.yaml:1:1"),
        ("", "ministry.yaml:1"),
        ("title: A\nsource: B\nformats: [odt]\n", "ministry.yaml:3:11"),
        ("title: A\nsource: B\neditions: delivery\n", "ministry.yaml:3:11"),
    ],
)
def test_a_faulty_profile_is_told_at_its_place(make_letter, text, place):
    folder = with_profile(make_letter(header="profile: ministry\n"), text)
    assert place in [where for where, _ in refused(folder)]


def test_a_profile_outside_of_the_folder_is_refused(make_letter, tmp_path):
    folder = make_letter(header="profile: ministry\n")
    (tmp_path / "elsewhere.yaml").write_text(OWN, encoding="utf-8")
    (folder / "profiles").mkdir()
    (folder / "profiles" / "ministry.yaml").symlink_to(tmp_path / "elsewhere.yaml")
    [(_, message)] = refused(folder)
    assert "outside the letter's folder" in message


@pytest.mark.parametrize("name", ["../elsewhere", "/etc/passwd", "a b", "[a]"])
def test_what_is_no_name_is_refused_with_the_header(make_letter, name):
    [(place, _)] = refused(make_letter(header=f"profile: {name}\n"))
    assert place.startswith("letter.md:7")
