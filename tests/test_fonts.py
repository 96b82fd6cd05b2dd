"""The bundled fonts show the scripts of sign-on lists."""

from __future__ import annotations

from pathlib import Path

import pytest

from formalletter import assets
from formalletter.fonts import Coverage

NAMES = {
    "Vietnamese": "Tổ chức Nhân quyền Người Việt Ở Đức",
    "Turkish": "İnsan Hakları Derneği, Çağdaş Işık",
    "Uyghur Latin": "Uyghur Aptonom Rayoni, Shöhret Zakir, Ürümchi, Ğulja",
    "Azerbaijani": "Əliyev Hüquq Müdafiəsi",
    "Greek": "Ελληνική Ένωση για τα Δικαιώματα",
    "Russian": "Мемориал «Правозащитный центр»",
    "Kazakh": "Қазақстан адам құқықтары бюросы, Әлия Ғұмар, Үңгір, Өскемен Һ",
    "Kyrgyz": "Кыргызстандын укук коргоо уюму, Өзгөн, Үчкун, Ыңгай",
    "Uyghur": "ئۇيغۇر كىشىلىك ھوقۇق قۇرۇلۇشى، ژۇرنال ۋە ڭ ې ۆ ۈ",
    "Arabic": "مركز القاهرة لدراسات حقوق الإنسان",
    "Urdu": "انسانی حقوق کمیشن پاکستان، ٹھیک، ڈاکٹر ے",
    "Persian": "کانون مدافعان حقوق بشر گچپژ",
    "Hebrew": "בצלם – מרכז המידע הישראלי",
    "Traditional Chinese": "華人基督徒公義團契 香港人權監察",
    "Simplified Chinese": "中国人权捍卫者 维权网",
    "Japanese": "日本ウイグル協会ヒューマンライツ・ナウ",
    "Korean": "북한인권시민연합 전환기정의워킹그룹",
    "Tibetan": "བོད་ཀྱི་འགྲོ་བ་མིའི་ཐོབ་ཐང་",
    "Mongolian": "ᠮᠣᠩᠭᠣᠯ ᠬᠦᠮᠦᠨ ᠦ ᠡᠷᠬᠡ",
    "Devanagari": "मानवाधिकार संगठन नेपाल",
    "Thai": "มูลนิธิผสานวัฒนธรรม",
    "Burmese": "မြန်မာ့လူ့အခွင့်အရေး",
}


@pytest.fixture(scope="module")
def coverage() -> Coverage:
    return Coverage(assets.fonts_folder(), Path("none"))


@pytest.mark.parametrize("language", NAMES)
def test_every_character_of_the_name_has_a_glyph(coverage: Coverage, language: str) -> None:
    text = NAMES[language]
    assert [text[offset] for offset in coverage.missing(text)] == []


def test_character_without_a_glyph_is_found_at_its_place(coverage: Coverage) -> None:
    assert list(coverage.missing("ab\U0001f4e7c\U00020000")) == [2, 4]


def test_latin_letter_opens_no_fallback_face() -> None:
    coverage = Coverage(assets.fonts_folder(), Path("none"))
    assert list(coverage.missing("Nur lateinische Buchstaben: äöüß ệ ğ")) == []
    opened = [face for face in coverage._faces if "glyphs" in face.__dict__]
    assert {face.path.parent.name for face in opened} == {"text"}


def test_width_is_the_font_s_own(coverage: Coverage) -> None:
    face = coverage.text_face
    assert 0.2 < face.width("i") < 0.35
    assert face.width("Mi") == pytest.approx(face.width("M") + face.width("i"))


def test_bundle_stays_below_its_limit() -> None:
    size = sum(path.stat().st_size for path in assets.fonts_folder().rglob("*") if path.is_file())
    assert size < 60_000_000


def test_a_text_is_as_wide_as_the_faces_that_show_it() -> None:
    coverage = Coverage(assets.fonts_folder(), Path("none"))
    latin = coverage.text_face.width("Annex")
    assert coverage.width("Annex\u200b") == pytest.approx(latin)
    assert coverage.width("Annex華") == pytest.approx(latin + 1)
    assert 0.5 < coverage.width("مرفق") < 4  # the text face would count 1 em for each
