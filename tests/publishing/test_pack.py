"""The pack: one folder for each audience, and nobody in one that must not be."""

from __future__ import annotations

import io
import json
import zipfile

import pypdf
import pytest
from files_in import files_in

from formalletter import packing, publishing
from formalletter.errors import DeliveryError
from formalletter.inspecting.claimed import look_at

LISTS = {"keep/SHA256SUMS", "keep/manifest.json"}
ADDRESSEE, WITHHELD = "Quokka Union", "Wombat Centre"


def words(name: str, data: bytes) -> str:
    """All that a file of a pack says to whoever opens it."""
    if name.endswith(".pdf"):
        return "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)
    if name.endswith(".docx"):
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            return b"".join(parts.read(each) for each in parts.namelist()).decode(
                "utf-8", "replace"
            )
    return data.decode("utf-8", "replace")


@pytest.mark.slow
def test_each_audience_has_its_files_and_names(write, make, tmp_path):
    products = make(write())
    paths = publishing.deliver_pack(products, tmp_path / "out")
    place = tmp_path / "out" / "letter"
    assert [path.name for path in paths] == [
        "addressee-in-confidence",
        "2022-03-08_The_A-letter_en_for-the-addressee-only.zip",
        "public",
        "2022-03-08_The-Keepers_A-letter_en_for-the-public.zip",
    ]
    stem = "2022-03-08_The-Keepers_A-letter_en"
    lists = {"keep/SHA256SUMS", "keep/manifest.json"}
    base = f"{stem}_public"
    assert set(files_in(paths[2])) == lists | {
        f"send/{base}.pdf",
        f"print/{base}_print.pdf",
        *(f"keep/{base}{end}" for end in (".txt", ".html", ".docx", "_page-1.png", "_e-mail.txt")),
    }
    base = "2022-03-08_The_A-letter_en_in-confidence"
    assert set(files_in(paths[0])) == lists | {
        f"send/{base}.pdf",
        f"print/{base}_print.pdf",
        *(f"keep/{base}{end}" for end in (".txt", ".html", ".docx", "_e-mail.txt")),
    }
    for folder, archive in (paths[:2], paths[2:]):
        with zipfile.ZipFile(archive) as source:
            (sent,) = source.namelist()
            assert source.read(sent) == (folder / "send" / sent).read_bytes()
    for name, data in files_in(paths[0]).items():
        if name.endswith((".pdf", ".html", ".docx", "confidence.txt")):
            assert ADDRESSEE in words(name, data), name
        assert WITHHELD not in words(name, data), name
    for name, data in files_in(place).items():
        if "public" in name:
            assert ADDRESSEE not in words(name, data), name
            assert ADDRESSEE.encode() not in data, name
            assert WITHHELD not in words(name, data), name


@pytest.mark.slow
def test_another_hidden_name_leaves_every_public_byte_the_same(write, make, tmp_path):
    """The strongest proof: no digest, size or order of anything public depends on it."""
    found = []
    for number, names in enumerate([(ADDRESSEE, WITHHELD), ("世界 Union of All", "A Longer Name")]):
        publishing.deliver_pack(make(write(*names)), tmp_path / str(number))
        files = files_in(tmp_path / str(number) / "letter")
        found.append({name: data for name, data in files.items() if "public" in name})
    assert len(found[0]) == 10
    assert found[0] == found[1]


def test_the_manifest_tells_what_each_file_is(write, make, tmp_path):
    publishing.deliver_pack(make(write()), tmp_path / "out")
    public = tmp_path / "out" / "letter" / "public"
    manifest = json.loads((public / "keep" / "manifest.json").read_text(encoding="utf-8"))
    assert [sorted(entry) for entry in manifest["files"]] == [
        [
            "audience",
            "bytes",
            "conformance",
            "edition",
            "language",
            "pages",
            "path",
            "sha256",
            "status",
        ]
    ] * 7
    by_edition = {entry["edition"]: entry for entry in manifest["files"]}
    assert set(by_edition) == {"print", "press", "text", "html", "word", "picture", "e-mail"}
    press = by_edition["press"]
    assert press["pages"] == 2
    assert press["audience"] == "public"
    assert press["status"] == "final"
    assert press["language"] == "en-GB"
    assert press["conformance"] == ["PDF/A-2a", "PDF/UA-1"]
    assert {"formalletter", "weasyprint", "pikepdf"} <= set(manifest["tools"])
    assert sorted(manifest["inputs"]) == ["letter.md", "table.md"], "the list has hidden names"


def test_no_digest_is_public_of_a_file_that_hides_a_name_beside_the_text(write, make, tmp_path):
    folder = write(more="# Quokka Union wants to stay unnamed\n")
    (folder / "styles").mkdir()
    (folder / "styles" / "wombat-centre.css").write_text("", encoding="utf-8")
    (folder / "styles" / "own.css").write_text("", encoding="utf-8")
    publishing.deliver_pack(make(folder), tmp_path / "out")
    for audience, listed in (
        ("public", ["styles/own.css", "table.md"]),
        ("addressee-in-confidence", ["letter.md", "styles/own.css", "table.md"]),
    ):
        manifest = tmp_path / "out" / "letter" / audience / "keep" / "manifest.json"
        assert sorted(json.loads(manifest.read_text(encoding="utf-8"))["inputs"]) == listed


def test_a_list_without_hidden_names_has_its_digest(make_letter, make, tmp_path):
    folder = make_letter(header="editions: [press]\n")
    publishing.deliver_pack(make(folder), tmp_path / "out")
    manifest = (tmp_path / "out" / "letter" / "public" / "keep" / "manifest.json").read_text(
        encoding="utf-8"
    )
    assert sorted(json.loads(manifest)["inputs"]) == ["letter.md", "signatories.csv"]


def test_a_pack_is_found_whole_and_a_change_is_named(write, make, tmp_path):
    publishing.deliver_pack(make(write()), tmp_path / "out")
    place = tmp_path / "out" / "letter"

    def said() -> list[tuple[str, str]]:
        packs = packing.packs_in(place)
        assert [each.is_sent for each in packs] == [False, False, True, True]
        problems = [
            *(
                each
                for pack in packs[:2]
                for each in packing.verify(pack.files, pack.shown, look_at)
            ),
            *(each for pack in packs[2:] for each in packing.verify_sent(pack, packs, look_at)),
        ]
        return [(str(each.place).removeprefix(f"{place}/"), each.code) for each in problems]

    assert said() == []
    (file,) = (place / "public" / "print").glob("*_print.pdf")
    file.write_bytes(file.read_bytes() + b"\n% changed")
    found = said()
    assert (f"public/print/{file.name}", "pack-changed") in found
    assert {name for name, _ in found} == {f"public/print/{file.name}"}


def test_the_covering_email_lists_what_goes_with_it(write, make, tmp_path):
    publishing.deliver_pack(make(write()), tmp_path / "out")
    (file,) = (tmp_path / "out" / "letter" / "addressee-in-confidence" / "keep").glob(
        "*_e-mail.txt"
    )
    lines = file.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "Subject: A letter"
    assert "The original follows by post." in lines
    assert "reply@example.org" in lines
    (pdf,) = lines[lines.index("Attachments:") + 1 :]
    assert pdf.startswith("2022-03-08_The_A-letter_en_in-confidence.pdf (2 pages, ")
    (file,) = (tmp_path / "out" / "letter" / "public" / "keep").glob("*_e-mail.txt")
    text = file.read_text(encoding="utf-8")
    assert text.startswith("Subject: For the press: A letter\n")
    assert "by post" not in text


def test_the_header_adds_to_what_is_sent(write, make, tmp_path):
    header = "send: {addressee: [word], public: [text]}\n"
    paths = publishing.deliver_pack(make(write(more=header)), tmp_path / "out")
    for folder, ending in ((paths[0], ".docx"), (paths[2], ".txt")):
        names = [path.suffix for path in (folder / "send").iterdir()]
        assert sorted(names) == sorted([".pdf", ending])
        assert not list((folder / "keep").glob(f"*public{ending}"))


EMBARGO = """\
embargo: {until: "2022-03-08 10:00", zone: Europe/Zurich, place: Geneva}
press: {contact: {name: Bo Voice, telephone: +41 22 000 00 00}}
"""
LINE = "Embargoed until 8 March 2022, 10:00 in Geneva (09:00 UTC)"


@pytest.mark.slow
def test_an_embargo_makes_two_sets_for_the_public(write, make, tmp_path):
    publishing.deliver_pack(make(write(more=EMBARGO)), tmp_path / "out")
    place = tmp_path / "out" / "letter"
    embargoed, released = (files_in(place / f"public-{each}") for each in ("embargoed", "released"))
    assert len(embargoed) + 1 == len(released), "only the released set has the picture"
    for name, data in embargoed.items():
        assert "embargoed" in name or name in LISTS
        if name.endswith((".txt", ".html", ".docx")):
            assert "Embargoed" in words(name, data)
        if name.endswith(".pdf"):
            pages = pypdf.PdfReader(io.BytesIO(data)).pages
            texts = [" ".join(page.extract_text().split()) for page in pages]
            assert LINE in texts[0]
            assert all("Embargoed until 8 March 2022" in text for text in texts)
    for name, data in released.items():
        if name not in LISTS and not name.endswith(".png"):
            assert "mbargoed" not in name + words(name, data)
    archives = sorted(path.name for path in place.glob("*.zip"))
    assert [name.partition("_en_")[2] for name in archives if "addressee" not in name] == [
        "for-the-press_embargo-2022-03-08.zip",
        "for-the-public_from-2022-03-08.zip",
    ]
    assert max(map(len, archives)) <= 60
    email = next(data for name, data in embargoed.items() if "e-mail" in name).decode()
    assert email.startswith(f"Subject: {LINE}: A letter\n")
    assert "+41 22 000 00 00" in email


@pytest.mark.parametrize("place", ["out/other.pdf", ".git/index", "styles/.own.css.swp"])
def test_what_is_no_part_of_the_letter_may_change_while_it_is_built(write, place):
    folder = write()

    def change(_step: str) -> None:
        (folder / place).parent.mkdir(exist_ok=True)
        (folder / place).write_text("written by another build or an editor", encoding="utf-8")

    how = publishing.How(folder, folder / "out")
    assert len(publishing.make(how, _first, change, lambda _: None)) == 1


@pytest.mark.parametrize("asks", [False, True])
def test_a_change_while_it_is_built_stops_it(write, asks):
    folder = write()

    def change(_step: str) -> None:
        if asks:
            (folder / "table.md").write_text("Another text.\n", encoding="utf-8")

    def make() -> int:
        how = publishing.How(folder, with_twins=True)
        return len(publishing.make(how, _first, change, lambda _: None))

    if asks:
        with pytest.raises(DeliveryError) as refused:
            make()
        assert [problem.code for problem in refused.value.problems] == ["letter-changed"]
    else:
        assert make() == 1


def _first(header):
    from formalletter import orders

    return orders.orders(header)[:1]
