"""`formalletter signatories …`: what is printed, what is written, how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from formalletter.cli import app, asking


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "list.csv").write_text(
        "name,email\nHong Kong Watch,a@b.example\nHongkong Watch,c@d.example\n"
        "FREE TIBET MOVEMENT,e@f.example\ntest,g@h.example\n",
        encoding="utf-8",
    )
    return tmp_path


def run(*arguments: str, typed: str = "") -> Result:
    return CliRunner().invoke(app, ["signatories", *arguments], input=typed)


def test_check(here: Path):
    result = run("check", "list.csv")
    assert result.exit_code == 0
    assert result.stdout == (
        "list.csv:3: near-duplicate: “Hongkong Watch”: the name is nearly that of another row\n"
        "  evidence: “Hong Kong Watch” (line 2), likeness 0.97\n"
        "  proposal: leave this row out; “Hong Kong Watch” stays\n"
        "list.csv:4: shouting: “FREE TIBET MOVEMENT”: the name is all in capitals\n"
        "  proposal: print “Free Tibet Movement”\n"
        "list.csv:5: test-entry: “test”: this looks like a try of the form\n"
        "  proposal: leave this row out\n"
    )
    assert "4 rows, 3 findings" in result.stderr
    assert "example" not in result.output
    assert sorted(path.name for path in here.iterdir()) == ["list.csv"]


def test_check_tells_a_script_what_is_open(make_letter):
    folder = make_letter(names=["One Union"])
    assert run("check", "letter", "--strict").exit_code == 0
    (folder / "signatories.csv").write_text("name\nOne  Union\n")
    assert run("check", "letter").exit_code == 0
    assert run("check", "letter", "--strict").exit_code == 1
    (folder / "signatories.csv").write_text("name\nOne Union <a@example.org>\n")
    text = (folder / "letter.md").read_text()
    assert run("check", "letter").exit_code == ("status: final" in text)


def test_check_in_json():
    result = run("check", "list.csv", "--format", "json", "-q")
    findings = json.loads(result.stdout)
    assert [finding["proposal"] for finding in findings] == ["drop", "change", "drop"]
    assert (findings[0]["same-as"], findings[0]["score"]) == ("Hong Kong Watch", 0.97)
    assert result.stderr == ""


def test_check_of_a_list_that_cannot_be_read(here: Path):
    (here / "list.csv").write_text('name\nOne  Two\n"Three\n')
    result = run("check", "list.csv")
    assert result.exit_code == 1
    assert "the quotation mark is not closed" in result.stderr


def test_check_of_a_letter(make_letter):
    make_letter(names=["One  Two"])
    result = run("check", "letter")
    assert (result.exit_code, result.stdout[:33]) == (0, "letter/signatories.csv:2: spaces:")


def test_tidy_takes_whole_rules(here: Path):
    accept = ["--accept", "shouting", "--accept", "near-duplicate"]
    result = run("tidy", "list.csv", *accept, "--dry-run")
    assert (result.exit_code, result.stdout) == (0, "")
    assert not (here / "list.decisions.yaml").exists()
    before = (here / "list.csv").read_bytes()

    result = run("tidy", "list.csv", *accept)
    assert (result.exit_code, result.stdout) == (0, "list.decisions.yaml\n")
    assert "-FREE TIBET MOVEMENT\n+Free Tibet Movement\n" in result.stderr
    assert (here / "list.csv").read_bytes() == before
    assert run("check", "list.csv", "-q").stdout.startswith("list.csv:5: test-entry")

    written = (here / "list.decisions.yaml").read_bytes()
    result = run("tidy", "list.csv", *accept)
    assert (result.exit_code, result.stdout) == (0, "")
    assert (here / "list.decisions.yaml").read_bytes() == written


def test_tidy_without_a_terminal(here: Path):
    result = run("tidy", "list.csv")
    assert result.exit_code == 2
    assert "take a whole rule with --accept RULE" in result.stderr
    assert run("tidy", "list.csv", "--accept", "shoutin").exit_code == 2
    assert not (here / "list.decisions.yaml").exists()


def test_tidy_asks(here: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(asking, "refuse_without_terminal", lambda: None)
    result = run("tidy", "list.csv", typed="e\nFree Tibet Now\ny\nn\n")
    assert result.exit_code == 0
    text = (here / "list.decisions.yaml").read_text(encoding="utf-8")
    assert 'to: "Free Tibet Now"' in text
    assert 'row: "test"\n    verdict: drop' in text
    assert 'row: "Hongkong Watch"\n    verdict: keep' in text


def test_tidy_keeps_what_was_answered_before_the_end(here: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(asking, "refuse_without_terminal", lambda: None)
    assert run("tidy", "list.csv", typed="y\nq\n").exit_code == 0
    text = (here / "list.decisions.yaml").read_text(encoding="utf-8")
    assert text.count("- row:") == 1


def test_update(here: Path):
    run("tidy", "list.csv", "--accept", "shouting", "--accept", "test-entry")
    new = "name\nHong Kong Watch\nFREE TIBET MOVEMENT\ntest\nNEW  ONE\n"
    (here / "new.csv").write_text(new)
    old = (here / "list.csv").read_bytes()

    result = run("update", "new.csv", "list.csv")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "- Hongkong Watch" in result.stderr
    assert "add --accept vanished" in result.stderr
    assert (here / "list.csv").read_bytes() == old

    result = run("update", "new.csv", "list.csv", "--accept", "vanished", "--on", "2022-03-08")
    assert result.exit_code == 0
    assert result.stdout.startswith("new.csv:5: spaces: “NEW  ONE”")
    assert result.stdout.endswith("list.decisions.yaml\nlist.csv\n")
    assert "FREE TIBET" not in result.stdout
    assert (here / "list.csv").read_text() == new
    proof = run("proof", "list.csv", "-q").stdout
    assert proof == "Hong Kong Watch\nFree Tibet Movement\nNEW  ONE\n".replace("  ", " ")


def test_update_by_a_file_of_another_kind(here: Path):
    (here / "new.txt").write_text("One\n")
    result = run("update", "new.txt", "list.csv")
    assert result.exit_code == 1
    assert "save it as .csv" in result.stderr


def test_diff(here: Path):
    (here / "new.csv").write_text("name\nHongkong Watch\nFree Tibet Movement\nNew\n")
    result = run("diff", "list.csv", "new.csv")
    assert result.exit_code == 0
    assert result.stdout == (
        "+ New\n- Hong Kong Watch\n- test\n~ FREE TIBET MOVEMENT → Free Tibet Movement (1.00)\n"
    )
    assert "1 added, 2 withdrawn, 1 renamed" in result.stderr
    found = json.loads(run("diff", "list.csv", "new.csv", "--format", "json").stdout)
    assert found["renamed"] == [
        {"from": "FREE TIBET MOVEMENT", "to": "Free Tibet Movement", "score": 1.0}
    ]


def test_diff_is_told_the_columns_by_a_letters_header(here: Path, make_letter):
    header = "signatories: {columns-named: {Who signs?: name, Employer: ignore}}\n"
    folder = make_letter("We write.\n", header=header)
    old = "Who signs?,E-mail,Employer\nOne,one@b.example,B\n"
    for path in (folder / "signatories.csv", here / "new.csv", folder / "older.csv"):
        path.write_text(old + "Two,two@b.example,B\n" * (path.parent == here), encoding="utf-8")
    (here / "other.csv").write_text(old, encoding="utf-8")
    refused = run("diff", "other.csv", "new.csv")
    assert refused.exit_code == 1
    for arguments in (
        ["other.csv", "new.csv", "--letter", str(folder)],
        [str(folder), "new.csv"],
        [str(folder / "older.csv"), "new.csv"],
        [str(folder / "older.csv"), "new.csv", "--letter", str(folder)],
    ):
        result = run("diff", *arguments)
        assert (result.exit_code, result.stdout) == (0, "+ Two\n"), result.output
        assert "b.example" not in result.output
    wrong = run("diff", "other.csv", "new.csv", "--letter", "nowhere")
    assert wrong.exit_code in {1, 2}


def test_proof_shows_what_the_public_may_see(here: Path):
    (here / "list.csv").write_text(
        'name,visibility\n"Women\'s ""Tibet"" [Watch]",public\nSecret,withheld\nFriend,addressee\n'
    )
    result = run("proof", "list.csv")
    assert result.stdout == "Women’s “Tibet” [Watch]\n\nand 2 further signatories\n"
    result = run("proof", "list.csv", "--audience", "addressee", "-o", "proof.md")
    assert result.stdout == "proof.md\n"
    assert (here / "proof.md").read_text(encoding="utf-8") == (
        "**The list contains names given in confidence and is not for publication**\n\n"
        "- Women’s “Tibet” \\[Watch\\]\n- Friend\n\nand 1 further signatory\n"
    )


def test_withdraw():
    assert run("withdraw", "Hongkong Watch", "list.csv").exit_code == 2
    result = run("withdraw", "Hongkong Watch", "list.csv", "--on", "2022-03-08")
    assert (result.exit_code, result.stdout) == (0, "list.decisions.yaml\n")
    assert "-Hongkong Watch" in result.stderr
    assert "the name is nearly that of a signatory who has withdrawn" in result.stderr
    assert "Hongkong" not in run("proof", "list.csv").stdout
    result = run("withdraw", "Honkong Watch", "list.csv", "--on", "2022-03-08")
    assert (result.exit_code, "did you mean" in result.stderr) == (1, True)


def test_withdraw_and_erase(here: Path):
    run("withdraw", "Hongkong Watch", "list.csv", "--on", "2022-03-08")
    (here / "out").mkdir()
    (here / "out" / "letter.txt").write_text("signed by Hongkong Watch")
    result = run("withdraw", "Hongkong Watch", "list.csv", "--erase")
    assert (result.exit_code, result.stdout) == (0, f"{here / 'out' / 'letter.txt'}\n")
    assert "Hongkong" not in (here / "list.csv").read_text()
    assert not (here / "list.decisions.yaml").exists()


def test_one_of_two_people_of_one_name_can_withdraw(here: Path):
    (here / "list.csv").write_text("name,city\nAda Lake,Bern\nAda Lake,Lima\n", encoding="utf-8")
    result = run("withdraw", "Ada Lake", "list.csv", "--on", "2022-03-08")
    assert result.exit_code == 1
    line = '- {row: "Ada Lake", occurrence: 2, verdict: withdrawn, on: …}'
    assert line in result.stderr
    (here / "list.decisions.yaml").write_text(f"decisions:\n{line.replace('…', '2022-03-08')}\n")
    assert run("proof", "list.csv").stdout.split("\n").count("Ada Lake") == 1


def test_a_proof_names_nobody_in_what_others_say(here: Path):
    (here / "list.csv").write_text(
        "name,kind,organisation,visibility\nBo River,individual,Friends of Ada Lake,public\n"
        "Ada Lake,individual,,withheld\n"
    )
    result = run("proof", "list.csv", "--audience", "public")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "list.csv:3" in result.stderr


def test_a_row_that_would_print_an_address_is_not_kept_by_a_yes(
    here: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(asking, "refuse_without_terminal", lambda: None)
    (here / "list.csv").write_text("name\nAda Lake\n+41 79 123 45 67\n", encoding="utf-8")
    result = run("tidy", "list.csv", typed="y\nd\n")
    assert "d leave this row out" in result.stderr
    assert "verdict: drop" in (here / "list.decisions.yaml").read_text()
