"""The intake in a process of its own: what goes in, what comes back, what is stopped."""

import json
import os
import time

import pytest

from formalletter.errors import InputError
from formalletter.foreign import Request
from formalletter.intake import Intake, process, take_in_all

REQUEST = Request("annexes/x.pdf", "en")


@pytest.fixture
def instead(monkeypatch):
    """Lets another program stand for the child."""
    start = process.subprocess.Popen

    def instead(program):
        monkeypatch.setattr(
            process.subprocess,
            "Popen",
            lambda command, **options: start([command[0], "-c", program], **options),
        )

    return instead


def code(results):
    (result,) = results
    assert isinstance(result, InputError)
    (problem,) = result.problems
    assert problem.is_error
    assert problem.message.startswith("annexes/x.pdf ")
    assert problem.hint
    return problem.code


def test_results_come_in_the_order_given_with_their_faults(make, save):
    items = [(save(make(pages)), REQUEST) for pages in (3, 1, 2)]
    items.insert(1, (b"no PDF", Request("annexes/y.pdf", "en")))
    first, fault, *others = take_in_all(items)
    assert [len(each.facts.pages) for each in (first, *others)] == [3, 1, 2]
    assert isinstance(fault, InputError)
    assert fault.problems[0].message.startswith("annexes/y.pdf ")


def test_the_child_tells_what_the_function_tells(make, save, take):
    data = save(make(2))
    with Intake(data, Request("x.pdf", "en", pictures=True)) as intake:
        found = intake.result()
    expected = take(data, pictures=True)
    assert found == expected
    assert [each.lines[0].text for each in found.pictures] == ["Page 1", "Page 2"]


def test_the_child_knows_no_secrets(instead, monkeypatch, tmp_path):
    monkeypatch.setenv("ANNEX_PASSWORD", "secret")
    seen = tmp_path / "seen"
    instead(f"import os; open({str(seen)!r}, 'w').write(repr(dict(os.environ)))")
    take_in_all([(b"x", REQUEST)])
    assert "secret" not in seen.read_text()
    assert "'PATH': '/dev/null'" in seen.read_text()


@pytest.mark.parametrize(
    "program",
    [
        "import os, signal; os.kill(os.getpid(), signal.SIGKILL)",
        "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)",
        "import sys; sys.exit(3)",
    ],
)
def test_a_child_that_is_killed_is_a_fault_of_the_annex(instead, program):
    instead(program)
    assert code(take_in_all([(b"x", REQUEST)])) == "annex-too-demanding"


def test_a_child_that_hangs_is_stopped(instead, monkeypatch):
    monkeypatch.setattr(process, "SECONDS", 0.2)
    instead("import time; time.sleep(60)")
    started = time.monotonic()
    assert code(take_in_all([(b"x", REQUEST)])) == "annex-too-demanding"
    assert time.monotonic() - started < 30


def test_a_child_that_is_left_does_not_outlive_the_build(instead):
    instead("import time; time.sleep(60)")
    with Intake(b"x", REQUEST) as intake:
        child = intake._child.pid
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)


def test_no_exception_is_a_reason(instead):
    instead("raise ValueError('odd')")
    results = take_in_all([(b"x", REQUEST)])
    assert code(results) == "annex-unreadable"
    assert "parts that are not of the kind they should be" in results[0].problems[0].message
    assert "odd" not in results[0].problems[0].message


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "no JSON",
        "{}",
        json.dumps({"problems": [], "facts": {}, "pdf": 3, "pictures": []}) + "\nabc",
        json.dumps({"problems": 7, "facts": None}),
        json.dumps([1, 2]),
    ],
)
def test_an_answer_that_is_none_is_not_believed(instead, answer):
    instead(f"print({answer!r}, end='')")
    assert code(take_in_all([(b"x", REQUEST)])) == "annex-unreadable"


def test_an_answer_that_is_cut_short_is_not_believed(make, save, instead):
    with Intake(save(make()), REQUEST) as intake:
        intake.result()
        intake._answer.seek(0)
        whole = intake._answer.read()
    instead(f"import sys; sys.stdout.buffer.write({whole[:-1]!r})")
    assert code(take_in_all([(b"x", REQUEST)])) == "annex-unreadable"


def test_a_file_that_is_too_large_is_not_even_read(monkeypatch):
    monkeypatch.setattr(process, "LARGEST_FILE", 10)
    assert code(take_in_all([(b"x" * 11, REQUEST)])) == "annex-too-demanding"
