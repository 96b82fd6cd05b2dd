"""Keys of the header that contradict one another or the text."""

from __future__ import annotations

from pathlib import Path

import pytest
from content_cases import read

from formalletter.checking.agreement import header_problems
from formalletter.edition import Edition


def found(
    folder: Path, body: str = "Words.", edition: Edition = Edition.DELIVERY, **header: str
) -> list[str]:
    letter, _ = read(folder, body, **header)
    return [problem.code for problem in header_problems(letter, edition)]


@pytest.mark.parametrize(
    ("size", "window", "expected"),
    [
        ("A4", "us-10", ["window-sheet"]),
        ("Letter", "din-5008-b", ["window-sheet"]),
        ("Letter", "us-10", []),
        ("A4", "sn-010130-left", []),
        ("Letter", "none", []),
    ],
)
def test_a_window_is_for_one_sheet(tmp_path: Path, size: str, window: str, expected: list[str]):
    assert found(tmp_path, page=f"{{size: {size}, window: {window}}}") == expected


@pytest.mark.parametrize(
    ("language", "salutation", "valediction", "expected"),
    [
        ("en-GB", "Madam,", "Yours sincerely", ["valediction-comma"]),
        ("en-GB", "Madam", "Yours sincerely,", ["valediction-comma"]),
        ("en-GB", "Madam", "Yours sincerely", []),
        ("en-US", "Madam,", "Sincerely,", []),
        ("en-US", '"Dear Mr. Secretary:"', "Respectfully,", []),
        ("de", "Sehr geehrte Frau X,", "Mit freundlichen Grüßen", []),
    ],
)
def test_the_commas_of_an_english_letter(
    tmp_path: Path, language: str, salutation: str, valediction: str, expected: list[str]
):
    header = {"language": language, "salutation": salutation, "valediction": valediction}
    assert found(tmp_path, **header) == expected


@pytest.mark.parametrize("words", ["Confidential", "Strictly confidential", "Vertraulich", "机密"])
def test_what_is_confidential_is_not_for_the_press(tmp_path: Path, words: str):
    assert found(tmp_path, edition=Edition.PRESS, classification=words) == ["press-confidential"]
    assert found(tmp_path, edition=Edition.DELIVERY, classification=words) == []


def test_another_classification_may_go_to_the_press(tmp_path: Path):
    assert found(tmp_path, edition=Edition.PRESS, classification="For information") == []


@pytest.mark.parametrize(
    ("language", "body", "expected"),
    [
        ("en-GB", "Мы пишем вам о докладе.", ["language-script"]),
        ("ar", "We write to you.", ["language-script"]),
        ("ru", "Мы пишем вам о докладе.", []),
        ("sr-Latn", "Pišemo vam.", []),
        ("zh", "我们写信给您。", []),
        ("ja", "私たちは書いています。", []),
        ("ko", "우리는 씁니다.", []),
        ("en-GB", "We write of Уйгуры and 维吾尔 and العربية here, as many others do.", []),
        ("en-GB", "2022", []),
    ],
)
def test_the_text_is_in_the_letters_of_its_language(
    tmp_path: Path, language: str, body: str, expected: list[str]
):
    assert found(tmp_path, body, language=language, title="'1'") == expected
