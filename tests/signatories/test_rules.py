"""Each rule about single names: what it finds, what it proposes, what it leaves alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from formalletter.decisions import Decision, RowKey, row_name
from formalletter.diagnostics import Place
from formalletter.signatories.rows import Row
from formalletter.signatories.rules import RULES, Vocabulary, findings
from formalletter.signatory import Signatory

# What is written in the list, the rule that finds it, and the name that is proposed.
FOUND = [
    ("Amnesty  International", "spaces", "Amnesty International"),
    ("Free\u00a0Tibet", "spaces", "Free Tibet"),
    ("Tibet Watch ( London )", "spaces", "Tibet Watch (London)"),
    ("Two\nLines", "spaces", "Two Lines"),
    ("Ti\u200bbet Watch", "invisible", "Tibet Watch"),
    ("\ufeffTibet Watch", "invisible", "Tibet Watch"),
    ("Tibet\u200f Watch", "invisible", "Tibet Watch"),
    ("\u202ehctaW tebiT", "invisible", "hctaW tebiT"),
    ("Tibet\u3164Watch", "invisible", "TibetWatch"),
    ("Аmnesty Internаtional", "look-alike", "Amnesty International"),
    ("Мемopиал", "look-alike", "Мемориал"),
    ("𝐅𝐫𝐞𝐞 Tibet", "look-alike", "Free Tibet"),
    ("Ｆｒｅｅ Tibet", "look-alike", "Free Tibet"),
    ("Tib\ufffdt Watch", "lost-character", None),
    ("FÃ©dÃ©ration Tibet", "lost-character", "Fédération Tibet"),
    ("Tibet Watch (info@tibet.example)", "contact", "Tibet Watch"),
    ("Tibet Watch - https://tibet.example/en", "contact", "Tibet Watch"),
    ("www.tibet.example", "contact", None),
    ("Ada Lake <ada@example.org>", "contact", "Ada Lake"),
    ("@ada@social.example (ada@example.org)", "contact", None),
    ("(Lake Group, https://lake.example)", "contact", "(Lake Group)"),
    ("Lake Group, lake.example", "contact", "Lake Group"),
    ("Ada Lake @ada", "contact", "Ada Lake"),
    ("Ada Lake (+41 22 555 01 02)", "contact", "Ada Lake"),
    ("Ada Lake, tel. 022 555 01 02", "contact", "Ada Lake"),
    ("ada (at) example (dot) org", "contact", None),
    ("mailto:ada@example.org", "contact", None),
    ("Ada Lake, 12 Quokka Street, Bern", "contact", None),
    ("Ada Lake, Quokkastr. 5", "contact", None),
    ("Ada Lake (P.O. Box 12)", "contact", None),
    ("[Bo Lake](https://bo.example/a)", "markup", "Bo Lake"),
    ("[Bo Lake][1]", "markup", "Bo Lake"),
    ("**Cy** Lake", "markup", "Cy Lake"),
    ("Ada Lake<br>", "markup", "Ada Lake"),
    ("Lake &amp; Co.", "markup", "Lake & Co."),
    ("Lake &amp;amp; Co.", "markup", "Lake & Co."),
    ("&lt;b&gt;Ada&lt;/b&gt; Lake", "markup", "Ada Lake"),
    ("[b]Cy Lake[/b]", "markup", "Cy Lake"),
    ("[url=https://cy.example/a]Cy Lake[/url]", "markup", "Cy Lake"),
    ("AMnesty Watch", "odd-case", None),
    ("Free Tibet 🏔️", "emoji", "Free Tibet"),
    ("🇺🇳 Tibet 👩‍👩‍👧 Watch", "emoji", "Tibet Watch"),
    ("AMNESTY INTERNATIONAL", "shouting", "Amnesty International"),
    ("LIGUE DES DROITS DE L'HOMME", "shouting", "Ligue des Droits de l'Homme"),
    ("E\u0301COLE TIBETAINE", "shouting", "École Tibetaine"),
    ("PEOPLE'S TRIBUNAL (FIDH)", "shouting", "People's Tribunal (FIDH)"),
    ("МЕЖДУНАРОДНАЯ АМНИСТИЯ", "shouting", "Международная Амнистия"),
    ("china change", "lower-case", "China Change"),
    ("friends of tibet", "lower-case", "Friends of Tibet"),
    ("EXCUBITUSdhe", "odd-case", None),
    ("aMNESTY International", "odd-case", None),
    ("Tibet (House", "brackets", None),
    ("Tibet) House", "brackets", None),
    ('The "Free Tibet', "brackets", None),
    ("T" + "ibet" * 30, "long", None),
]
# Names as they are: of places, of bodies that write themselves so, and of other scripts.
SOUND = [
    *("ARTICLE 19", "PROMEDEHUM", "CIDH AFRICA", "SAVE TIBET Austria", "GAYa NUSANTARA Foundation"),
    *("GStreamer", "IPython", "DNSCrypt", "crt0mega", "mulgangcho", "ada_lake", "RStudio", "iOS"),
    *("AT&T", "C# Users", "Women @ Work", "Movement 1989-2019", "Rue 89", "Hotel:Berlin", "A * B"),
    *("Change.org", "DefendDefenders", "PhilRights", "SoSNoL", "IJsland Fonds", "NGOs for Tibet"),
    *("Alliance for Vietnam's Democracy", "Alliance des Avocats pour les Droits de l’Homme"),
    *(
        "Association «\u00a0Solidarité\u00a0»",
        "Tibet & Co.",
        "L'Œuvre",
        "Łódź Fundacja",
        "Ångström",
    ),
    *("دۇنيا ئۇيغۇر قۇرۇلتىيى", "منظمة العفو الدولية", "سازمان دیده\u200cبان حقوق بشر"),
    *("世界維吾爾代表大會", "日本ウイグル協会", "国際人権\u3000ネットワーク", "국제앰네스티"),
    *("Мемориал", "Правозащитный центр «Мемориал»", "Դատական", "საქართველო", "עמותת זכויות"),
    *("བོད་ཀྱི་འཕྲིན་ལས།", "मानव अधिकार", "មនុស្ស\u200bសិទ្ធិ", "สิทธิมนุษยชน", "Διεθνής Αμνηστία"),
    *(
        "Chinese Christian Fellowship of Righteousness 華人基督徒公義團契",
        "ＮＰＯ法人ヒューマンライツ",
    ),
    *(
        "Test Valley Friends of Tibet",
        "Noname Foundation",
        "X-Change",
        "21Wilberforce",
        "Name the Lost",
    ),
]


@pytest.mark.parametrize(("name", "rule", "change"), FOUND)
def test_found(check: Callable, name: str, rule: str, change: str | None):
    found = check(name, "Amnesty Lake Group")
    (proposal,) = [each for each in found if each.rule == rule and each.name == row_name(name)]
    assert (proposal.name, proposal.change, proposal.drop) == (row_name(name), change, False)
    assert proposal.place.line == 2


@pytest.mark.parametrize("name", SOUND)
def test_left_alone(check: Callable, name: str):
    assert check(name) == ()


@pytest.mark.parametrize(
    "name",
    [
        *("test", "Test 1", "TEST TEST", "asdf", "n/a", "-", "xxx", "тест", "测试", "Prueba"),
        *("Test Organisation", "Testorganisation", "organisation de test", "test please ignore"),
        *("тестовая организация", "测试组织", "منظمة اختبار"),
    ],
)
def test_a_try_of_the_form_is_all_that_is_said_of_it(check: Callable, name: str):
    (proposal,) = check(name)
    assert (proposal.rule, proposal.drop) == ("test-entry", True)


@pytest.mark.parametrize("name", ["Bar", "Foo", "Na", "Nil", "Tester", "X", "Demo 1"])
def test_what_may_be_a_name_is_only_reported(check: Callable, name: str):
    (proposal,) = check(name)
    assert (proposal.rule, proposal.is_report, proposal.stops) == ("test-entry", True, False)


def test_every_rule_is_known():
    others = {"test-entry", "head-row", "duplicate", "near-duplicate", "namesake", "order"}
    assert {rule for _, rule, _ in FOUND} | others == set(RULES)


def test_a_shouted_word_is_written_as_the_list_writes_it(check: Callable):
    proposals = check("DefendDefenders Kampala", "DEFENDDEFENDERS INTERNATIONAL")
    assert [each.change for each in proposals] == ["DefendDefenders International"]


def test_capitals_of_turkish_have_their_own_small_letters():
    name = "İNSAN HAKLARI DERNEĞİ"
    row = Row(RowKey(name, 1), Signatory(name, "tr", Place()))
    (finding,) = findings(name, row, Vocabulary())
    assert finding.change == "İnsan Hakları Derneği"


def test_of_people_shorter_words_tell(check: Callable):
    assert [each.change for each in check("JOAN WARD", kind="individual")] == ["Joan Ward"]
    assert check("JOAN WARD") == ()


def test_what_was_looked_at_is_not_reported_again(check: Callable):
    kept = [Decision("EXCUBITUSdhe", 1, "odd-case", "keep")]
    assert check("EXCUBITUSdhe", decisions=kept) == ()
    of_another = [Decision("EXCUBITUSdhe", 1, "spaces", "keep")]
    assert len(check("EXCUBITUSdhe", decisions=of_another)) == 1
    assert check("EXCUBITUSdhe", decisions=[Decision("EXCUBITUSdhe", 1, None, "keep")]) == ()


ALPHABET = [
    *("Amnesty", "Bauhinias", "Campaign", "Dialogue", "Engage", "Family", "Global", "Hebrew"),
    *("Ilham", "Judicial", "Karuna", "Lawyers", "Minaret", "Norwegian", "Omer", "Peace"),
    *("Quaker", "Refugee", "Safeguard", "Transparency"),
]


def test_a_row_out_of_the_lists_own_order_is_reported(check: Callable):
    names = [*ALPHABET[:5], "Peace", *ALPHABET[5:15], *ALPHABET[16:]]
    (proposal,) = check(*names)
    assert (proposal.rule, proposal.name, proposal.is_report) == ("order", "Peace", True)
    assert proposal.evidence == "its place would be behind “Omer” and before “Quaker”"


def test_a_list_without_an_order_has_no_slips(check: Callable):
    assert check(*ALPHABET[::2], *ALPHABET[1::2]) == ()
    assert check(*ALPHABET[:4], "Access") == ()  # too few to have an order


def test_articles_may_be_skipped_or_not(check: Callable):
    assert check(*ALPHABET[:19], "The Solidarity Sisters", *ALPHABET[19:]) == ()
    assert check(*ALPHABET[:19], "The Advocates", *ALPHABET[19:]) == ()


def test_names_in_another_script_have_an_order_of_their_own(check: Callable):
    assert check("世界維吾爾代表大會", "Мемориал", *ALPHABET, "منظمة العفو الدولية") == ()
