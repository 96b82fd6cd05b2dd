"""Letters in languages that have a catalogue: every word of the program's is in theirs."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pikepdf
import pypdf
import pypdfium2
import pytest

from formalletter import build
from formalletter.edition import Edition
from formalletter.inspecting.document import read_document
from formalletter.inspecting.text_check import branches_text, letter_of, parts_of
from formalletter.pipeline import Built

REPORT = Path(__file__).parent / "corpus" / "files" / "weasyprint-tagged.pdf"


@dataclass(frozen=True)
class Case:
    """The folder of a letter, and what the pages must say, for the public and on page 1."""

    header: str
    text: str
    names: tuple[str, ...]  # the last one is withheld
    annex: str
    words: tuple[str, ...]


CASES = {
    "fr": Case(
        header="""\
title: Situation des droits humains dans la région ouïghoure
place: Genève
recipient: {honorific: Son Excellence, name: Mme Michelle Bachelet, \
office: Haute-Commissaire aux droits de l’homme, address: [Palais Wilson, 1211 Genève 10]}
our-reference: DH/2022/14
salutation: "Madame la Haute-Commissaire,"
valediction: "Veuillez agréer, Madame la Haute-Commissaire, l’assurance de notre très haute \
considération."
signed-by: [{name: Aïcha Bâ, role: Présidente, organisation: Ligue des droits humains}]
copied-to: [Présidence du Conseil des droits de l’homme]
contact: {name: Aïcha Bâ, email: contact@ligue.example}
""",
        text="""\
Nous, {{ signatories.count | counted-in-words }}, vous écrivons au sujet de l’article 19 du
Pacte : il garantit la "liberté d’expression" depuis le 23 mars 1976.[^1] Que dit le rapport ?
Voir [](annex:A?page=2) et [](annex:B#les-faits), ainsi que § 5 ; 12 % des cas restent ouverts.

[^1]: Recueil des traités, vol. 999.
""",
        names=("Ligue des droits humains", "Mme Anne Roy", "Forum d’Asie", "L’Observatoire", "Zed"),
        annex="Le texte.\n\n## Les faits\n\nVoir [](annex:A).\n",
        words=(
            "Genève, le 8 mars 2022",
            "Notre référence : DH/2022/14",
            "5 signataires",
            "2 pièces jointes",
            "Prière de répondre à",
            "Copie à :",
            "Pièces jointes",
            "Annexe A",
            "Signataires (5)",
            "et 1 autre signataire, dont le nom n’est pas publié",
            "Page 2 sur",
            "«liberté d’expression»",
            "cinq signataires",
            "Traduction – langue d’origine : anglais",
        ),
    ),
    "ar": Case(
        header="""\
title: حالة حقوق الإنسان في إقليم الأويغور
place: جنيف
recipient: {honorific: صاحبة السعادة, name: السيدة ميشيل باشليه, \
office: مفوضة الأمم المتحدة السامية لحقوق الإنسان, address: [قصر ويلسون, جنيف]}
our-reference: DH/2022/14
salutation: السيدة المفوضة السامية،
valediction: وتفضلوا بقبول فائق الاحترام والتقدير،
signed-by: [{name: ليلى حسن, role: رئيسة, organisation: مركز الدفاع عن الحقوق}]
copied-to: [رئيس مجلس حقوق الإنسان]
contact: {name: ليلى حسن, email: contact@ligue.example}
""",
        text="""\
نحن، {{ signatories.count | counted }}، نكتب إليكم بشأن المادة 19 من العهد التي تكفل
"حرية التعبير" منذ 23 مارس 1976.[^1] انظروا [](annex:A?page=2) و[](annex:B#الوقائع)، وقد ظل 12 %
من القضايا مفتوحا.

1. أولا.
2. ثانيا.

[^1]: مجموعة المعاهدات، المجلد 999.
""",
        names=("مركز الدفاع عن الحقوق", "السيدة ليلى حسن", "منتدى آسيا", "المرصد", "مخفي"),
        annex="النص.\n\n## الوقائع\n\nانظروا [](annex:A).\n",
        words=(
            "جنيف، 8 مارس 2022",
            "مرجعنا: DH/2022/14",
            "5 موقّعين",
            "مرفقان",
            "يُرجى توجيه الرد إلى",
            "نسخة إلى:",
            "المرفقات",
            "المرفق A",
            "الموقّعون (5)",
            "وموقّع آخر، لأسباب أمنية",
            "الصفحة 2 من",
            "«حرية التعبير»",
            "ترجمة، لغة الأصل: الإنجليزية",
        ),
    ),
    "zh": Case(
        header="""\
title: 维吾尔地区的人权状况
place: 日内瓦
recipient: {name: 米歇尔·巴切莱特女士, office: 联合国人权事务高级专员, address: [威尔逊宫, 日内瓦]}
our-reference: DH/2022/14
salutation: 尊敬的高级专员：
valediction: 此致敬礼
signed-by: [{name: 王芳, role: 主席, organisation: 人权联盟}]
copied-to: [人权理事会主席]
contact: {name: 王芳, email: contact@ligue.example}
""",
        text="""\
我们，{{ signatories.count | counted-in-words }}，就《公约》第 19 条致函阁下，
该条保障“言论自由”。[^1]
见[](annex:A?page=2)和[](annex:B#事实)，12 % 的案件仍未结案。

[^1]: 《条约汇编》，第999卷。
""",
        names=("人权联盟", "王芳", "亚洲论坛", "观察站", "秘密"),
        annex="正文。\n\n## 事实\n\n见[](annex:A)。\n",
        words=(
            "2022年3月8日，日内瓦",
            "我方文号：DH/2022/14",
            "5个签署方",
            "2份附件",
            "请复函至",
            "抄送：",
            "附件A",
            "签署方（5）",
            "另有1个签署方，出于安全考虑不具名",
            "第2页，共",
            "“言论自由”",
            "五个签署方",
            "译自英语",
        ),
    ),
}
REASONS = {
    "fr": "dont le nom n’est pas publié",
    "ar": "لأسباب أمنية",
    "zh": "出于安全考虑不具名",
}
TITLES = {"fr": ("Rapport", "Les faits"), "ar": ("التقرير", "الوقائع"), "zh": ("报告", "事实说明")}


def write(folder: Path, language: str) -> Path:
    case = CASES[language]
    (folder / "annexes").mkdir(parents=True)
    (folder / "annexes" / "report.pdf").write_bytes(REPORT.read_bytes())
    (folder / "annexes" / "facts.md").write_text(case.annex, encoding="utf-8")
    first, second = TITLES[language]
    (folder / "letter.md").write_text(
        f"---\n{case.header}date: 2022-03-08\nlanguage: {language}\nstatus: final\n"
        "named-because: all are invented\n"
        f"signatories: {{withheld-reason: {REASONS[language]}}}\n"
        f"annexes:\n  - {{title: {first}, file: annexes/report.pdf, cover: true, language: en}}\n"
        f"  - {{title: {second}, file: annexes/facts.md, translated-from: en}}\n---\n{case.text}",
        encoding="utf-8",
    )
    rows = [f"{name},public" for name in case.names[:-1]] + [f"{case.names[-1]},withheld"]
    rows = ["name,visibility", *rows]
    (folder / "signatories.csv").write_text("\n".join(rows), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Built]:
    """Builds the letter in a language: `built("fr", Edition.PRINT)`."""

    @cache
    def build_letter(language: str, edition: Edition = Edition.DELIVERY) -> Built:
        folder = tmp_path_factory.mktemp(language)
        letter = write(folder / "letter", language)
        return build(letter, edition=edition, output=folder / "out")

    return build_letter


def shown(path: Path) -> str:
    """What the tags say in their order, then what the pages show, without spaces.

    Running heads and stamps have no tags; PDFium turns lines of two directions in its own way.
    """
    document = read_document(path.read_bytes())
    said = branches_text([*letter_of(document), *parts_of(document)], document)
    with pypdfium2.PdfDocument(path) as pdf:
        seen = "\n".join(page.get_textpage().get_text_range() for page in pdf)
    return squeezed(said + seen)


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u200b\u2060\ufffe\u200e\u200f]+", "", text)


@pytest.mark.parametrize("language", CASES)
def test_the_pages_speak_the_language(built: Callable[..., Built], language: str) -> None:
    finished = built(language)
    text = shown(finished.path)
    for words in CASES[language].words:
        assert squeezed(words) in text, words
    assert CASES[language].names[-1] not in text
    assert {problem.code for problem in finished.problems} == {"wants-letterhead"}
    reader = pypdf.PdfReader(finished.path)
    assert reader.root_object["/Lang"] == language


@pytest.mark.parametrize("language", CASES)
def test_no_english_word_is_on_a_page_of_the_letter(
    built: Callable[..., Built], language: str
) -> None:
    english = r"\b(?:Annex|Page|pages?|Signator|Enclosure|Cop(?:y|ies)|reply|further|reference)\b"
    with pypdfium2.PdfDocument(built(language).path) as pdf:
        texts = [page.get_textpage().get_text_range() for page in pdf]
    own = [text for text in texts if "Statement" not in text and "Figures" not in text]
    allowed = {"fr": {"page", "pages", "Page"}}.get(language, set())
    assert {word for text in own for word in re.findall(english, text)} <= allowed


@pytest.mark.parametrize("edition", [Edition.PRINT, Edition.PRESS])
@pytest.mark.parametrize("language", ["ar", "fr"])
def test_the_other_editions_speak_it_too(
    built: Callable[..., Built], language: str, edition: Edition
) -> None:
    finished = built(language, edition)
    assert "words-in-english" not in {problem.code for problem in finished.problems}
    text = shown(finished.path)
    for words in CASES[language].words:
        assert squeezed(words) in text, words


def left_edge(path: Path, page: int, words: str) -> float:
    """Where the first of some words stands on a page (from 1), in pt from the left."""
    with pypdfium2.PdfDocument(path) as pdf:
        found = pdf[page - 1].get_textpage()
        index, _ = found.search(words).get_next()
        return found.get_charbox(index)[0]


def test_what_is_read_from_right_to_left_stands_so(built: Callable[..., Built]) -> None:
    path = built("ar").path
    assert left_edge(path, 1, "مرفقان") > left_edge(path, 1, "جنيف،") > 400
    assert left_edge(path, 2, "مفوضة") > 400  # the running head, and at its end the number
    assert left_edge(path, 2, "الصفحة 2") < 200
    label, title, pages = (left_edge(path, 2, words) for words in ("المرفق", "الوقائع", "الصفحة 6"))
    assert label > title > pages
    french = built("fr").path
    assert left_edge(french, 1, "5 signataires") < left_edge(french, 1, "Genève, le")


def test_names_of_places_in_any_script_are_sorted_by_their_bytes(
    built: Callable[..., Built],
) -> None:
    with pikepdf.open(built("zh").path) as pdf:
        names = [bytes(name) for name in list(pdf.Root.Names.Dests.Names)[::2]]
    assert names == sorted(names)
    assert any(name.startswith(b"\xfe\xff") for name in names)


def test_an_annex_in_another_language_counts_in_its_own(tmp_path: Path) -> None:
    folder = write(tmp_path / "letter", "fr")
    text = "We are {{ signatories.count | counted }}.\n"
    (folder / "annexes" / "facts.md").write_text(text, encoding="utf-8")
    letter = folder / "letter.md"
    header = letter.read_text(encoding="utf-8").replace("translated-from: en", "language: en")
    header = header.replace("#les-faits", "")
    letter.write_text(header, encoding="utf-8")
    assert "Weare5signatories." in shown(build(folder, output=tmp_path / "out").path)
