from __future__ import annotations

import pytest

from formalletter.errors import InputError, UsageError
from formalletter.reading import resolve_letter


@pytest.fixture
def cwd(tmp_path):
    for name in ("content/first", "content/notes"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "content/first/letter.md").touch()
    (tmp_path / "source.txt").touch()
    return tmp_path


def problem(argument, cwd, fault=InputError):
    with pytest.raises(fault) as refused:
        resolve_letter(argument, cwd)
    (found,) = refused.value.problems
    return str(found.place), found.message, found.hint


def test_a_letter_that_is_named(cwd):
    assert resolve_letter("content/first", cwd) == cwd / "content/first"
    assert resolve_letter("content/first/", cwd) == cwd / "content/first"
    assert resolve_letter("content/first/letter.md", cwd) == cwd / "content/first"
    assert resolve_letter(str(cwd / "content/first"), cwd / "content") == cwd / "content/first"
    assert resolve_letter(".", cwd / "content/first") == cwd / "content/first"


def test_the_folder_one_stands_in_or_the_only_letter(cwd):
    assert resolve_letter(None, cwd / "content/first") == cwd / "content/first"
    assert resolve_letter(None, cwd) == cwd / "content/first"


def test_of_several_letters_one_must_be_named(cwd):
    (cwd / "content/second").mkdir()
    (cwd / "content/second/letter.md").touch()
    assert problem(None, cwd, UsageError) == (
        "None",
        "it is not clear which letter is meant",
        "name one of content/first or content/second",
    )


def test_no_letter_at_all(cwd):
    _, message, hint = problem(None, cwd / "content/notes", UsageError)
    assert (
        message == "there is no letter here: no letter.md in this folder, and none below content/"
    )
    assert "`formalletter new FOLDER` starts one" in hint
    _, message, hint = problem(None, cwd / "content", UsageError)
    assert (message, hint) == ("it is not clear which letter is meant", "name one of first")


def test_a_folder_that_is_not_there(cwd):
    assert problem("first", cwd) == (
        "first",
        "there is no such folder",
        "did you mean “content/first”?",
    )
    assert problem("content/frist", cwd)[2] == "did you mean “first”?"
    assert problem("content/zzz", cwd)[2] == "the letters there are first"
    assert problem("nowhere/zzz", cwd) == ("nowhere/zzz", "there is no such folder", None)
    assert problem("a\0b", cwd)[1] == "there is no such folder"
    assert problem("x" * 5000, cwd)[0].startswith("xxx")


def test_a_folder_that_is_no_letter(cwd):
    no_letter = "this folder is not a letter: it has no letter.md"
    start = "`formalletter new` starts a letter in a new folder"
    assert problem("content/notes", cwd) == ("content/notes", no_letter, start)
    assert problem("content", cwd)[2] == "there are letters in it: content/first"
    assert problem(".", cwd)[2] == "there are letters in it: content/first"
    (cwd / "content/notes/Letter.txt").touch()
    assert problem("content/notes", cwd)[2] == "did you mean “Letter.txt”?"


def test_a_file_is_no_letter(cwd):
    assert problem("source.txt", cwd) == (
        "source.txt",
        "this is a file; a letter is a folder",
        "`formalletter import` makes a letter of a text",
    )
