"""A name is found in every form in which a reader could see or copy it, and in no ordinary word."""

from __future__ import annotations

import base64
import quopri
from urllib.parse import quote

import pytest

from formalletter.rolls.hidden_names import HiddenNames

ALLIANCE = "Zanzibar Quokka Alliance"
MARIA = "Мария Иванова"
SOCIETY = "世界示例协会"


def found(signatory, text, *hidden, shown=(), is_text=True):
    rows = [signatory(name, visibility="withheld", kind="individual") for name in hidden]
    names = HiddenNames([*rows, *map(signatory, shown)], "public")
    return [text[each.start : each.end] for each in names.standing_in(text, is_text=is_text)]


CODED = [
    (ALLIANCE, "https://example.org/Zanzibar%20Quokka%20Alliance"),
    (ALLIANCE, "https://example.org/%5A%61nzibar+Quokka+Alliance"),
    (ALLIANCE, "info@zanzibarquokkaalliance.org"),
    (ALLIANCE, "info@thezanzibarquokkaalliance2022.org"),
    (ALLIANCE, "Z a n z i b a r  Q u o k k a  A l l i a n c e"),
    (ALLIANCE, "#ZanzibarQuokkaAlliance"),
    (MARIA, f"https://ru.wikipedia.org/wiki/{quote('Мария_Иванова')}"),
    (MARIA, f"https://example.org/?to={quote(quote('Мария_Иванова'))}"),
    (MARIA, quote(MARIA.encode("cp1251"))),
    (MARIA, f"https://xn--{'марияиванова'.encode('punycode').decode()}.example"),
    (MARIA, f"=?utf-8?B?{base64.b64encode(MARIA.encode()).decode()}?="),
    (MARIA, quopri.encodestring(MARIA.encode()).decode()),
    (MARIA, f"data:text/plain;base64,{base64.b64encode(MARIA.encode()).decode()}"),
    (MARIA, "".join(f"&amp;#{ord(each)};" for each in MARIA)),
    (MARIA, MARIA.encode("unicode_escape").decode()),
    (MARIA, "".join(f"\\{ord(each):x} " for each in MARIA)),
    (SOCIETY, quote(SOCIETY)),
    ("Łucja Müller", "https://example.org/%C5%81ucja-M%C3%BCller"),
    ("Ada Lake", "ada.lake@example.org"),
    ("Ada Lake", "@adalake"),
    ("Ada Lake", "Ａｄａ Ｌａｋｅ"),
    ("Hope", "info@hope.example"),
]
ROMANISED = [
    (MARIA, "Mariia Ivanova"),
    (MARIA, "Mariya Ivanovoy"),
    (MARIA, "maria.ivanova@example.org"),
    ("Maria Ivanova", "Марии Ивановой"),
    ("Владимир Жириновский", "Wladimir Schirinowski"),
    ("Vladimir Zhirinovsky", "Владимир Жириновский"),
    (SOCIETY, "Shijie Shili Xiehui"),
    (SOCIETY, "世界示例協會"),
    (SOCIETY, "www.shijieshilixiehui.example"),
    ("王伟", "Wang Wei"),
    ("Wang Wei", "王伟"),
    ("محمد الطاهر", "Muhammad al-Tahir"),
    ("Mohamed Eltahir", "محمد الطاهر"),
    ("Ελληνική Ένωση", "Elliniki Enosi"),
    ("Łucja Müller", "Lucja Mueller"),
    ("Lucja Mueller", "Łucja Müller"),
]


@pytest.mark.parametrize(("name", "text"), [*CODED, *ROMANISED])
def test_a_name_is_found_in_what_is_coded_joined_or_in_another_script(signatory, name, text):
    assert len(found(signatory, f"so {text} it", name)) == 1


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Hope", "we hope so, https://example.org/hope-for-all"),
        ("In Sight", "an insight into"),
        ("Together", "to get her home"),
        ("Ada Lake", "the Canada lakes"),
        ("Just Us", "justus, and justice"),
        (MARIA, "Marion Evans"),
        ("王伟", "a wangwei thing"),
        ("Quokka Union", "?id=12&a=%zz%20"),
    ],
)
def test_ordinary_words_are_no_name(signatory, name, text):
    assert found(signatory, text, name) == []


def test_an_address_of_a_name_that_is_shown_is_not_the_hidden_one(signatory):
    shown = ["Quokka Union Japan"]
    assert found(signatory, "info@quokkaunionjapan.example", "Quokka Union", shown=shown) == []


def test_what_is_decoded_is_told_where_it_stands(signatory):
    text = "see [this](https://example.org/Quokka%20Union/more), and more"
    assert found(signatory, text, "Quokka Union") == ["Quokka%20Union"]


def test_in_what_is_no_text_only_what_is_hardly_there_by_chance_counts(signatory):
    assert found(signatory, "/Impact", "Impact", is_text=False) == []
    assert found(signatory, "ABCDEF+ZanzibarQuokkaAlliance-Bold", ALLIANCE, is_text=False)
