"""Files changed at random: each is refused in plain words, or goes all the way.

By their bytes and by the kinds of their values.  The first go through the child as a build lets
them; the second, of which there are many, through the same function in this process.
"""

from __future__ import annotations

import io
import json
import random
import re
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Object, Stream
from soaking import parts

from formalletter.errors import FormalletterError
from formalletter.foreign import Request, TakenIn
from formalletter.inspecting.attached import attached
from formalletter.inspecting.claimed import look_at, looked_at
from formalletter.intake.limits import limit_qpdf
from formalletter.intake.process import take_in_all
from formalletter.intake.worker import take_in

HERE = Path(__file__).parent
DIGESTS = json.loads((HERE / "digests.json").read_text(encoding="utf-8"))
FILES = [HERE / "files" / f"{name}.pdf" for name in sorted(DIGESTS)]
SMALL = [
    HERE / "files" / f"{name}.pdf"
    for name in (
        *("annotations-readers", "attachments", "bookmarks", "colour-spaces", "destinations-old"),
        *("fonts-type3", "form-a", "layers", "links", "page-labels", "signed", "tags-in-form"),
    )
]
WRONG = [b"/Annot", b"[]", b"<<>>", b"(\xff\\000)", b"/a#e9#ff", b"-1", b"1.5", b"true", b"null"]
WRONG += [b"9999999999", b"[[null -1 /X] 1 (x)]"]
# What a library says, or an exception is called, is no reason for a person.
RAW = re.compile(r"\w+(Error|Exception)\b|Traceback|Invoked with|codec|object has no|0x[0-9a-f]+")
LARGEST = 300_000  # bytes of a file that is changed byte by byte


def plain(problems) -> None:
    for problem in problems:
        assert not RAW.search(problem.message), problem.message
        assert "\n" not in problem.message


def goes_on(put, taken: TakenIn, look) -> None:
    """Merges what was taken in, reads it back as the inspection does, and verifies it."""
    try:
        merged = put({"x": taken})
        plain(merged.assembled.problems)
        document = merged.document
        list(attached(document))
        list(document.outline_items())
    except FormalletterError as fault:
        plain(fault.problems)
        raise AssertionError(fault.problems) from fault  # the intake let it through
    _, _, faults = look(merged.pdf)
    assert not any(map(RAW.search, faults))


def changed(data: bytes, dice: random.Random) -> bytes:
    """The file with some bytes overwritten, cut out or put in twice."""
    found = bytearray(data)
    for _ in range(dice.choice([1, 2, 5, 20, 60])):
        at = dice.randrange(len(found) or 1)
        kind = dice.randrange(5)
        if kind == 0:
            found[at : at + 1] = bytes([dice.randrange(256)])
        elif kind == 1:
            del found[at : at + dice.randrange(1, 40)]
        elif kind == 2:
            found[at:at] = found[at : at + dice.randrange(1, 60)]
        elif kind == 3:
            found[at : at + 2] = dice.choice([b"<<", b">>", b" [", b"] ", b"/ ", b"( ", b" R"])
        else:
            numbers = [each.span() for each in re.finditer(rb"(?<=[ \[])\d+(?= )", found)]
            if numbers:
                start, end = dice.choice(numbers)
                found[start:end] = str(dice.choice([0, 1, 3, 9, -1, 2**31, 10**20])).encode()
    return bytes(found)


@pytest.mark.soak
@pytest.mark.slow
@pytest.mark.parametrize("numbers", parts(8, 300, 60), ids=str)
def test_files_whose_bytes_were_changed(put, numbers):
    items = []
    for number in numbers:
        dice = random.Random(number)  # noqa: S311
        path = FILES[number % len(FILES)] if number >= len(SMALL) else SMALL[number]
        data = path.read_bytes()[:LARGEST]
        password = DIGESTS[path.stem]["password"]
        request = Request("x.pdf", "en", password=password, words=True, keep_attachments=True)
        items.append((changed(data, dice), request))
    for number, item, result in zip(numbers, items, take_in_all(items), strict=True):
        plain(result.problems)
        if isinstance(result, TakenIn):
            if len(result.facts.pages) <= 60:
                goes_on(put, result, look_at if number % 8 == 0 else looked_at)
        else:
            assert all(problem.hint for problem in result.problems if problem.is_error)
        # What somebody sends to be verified is no more than read.
        if number % 16 == 0:
            assert not any(map(RAW.search, look_at(item[0])[2]))


def places(pdf: pikepdf.Pdf) -> list[tuple[int, tuple[str | int, ...]]]:
    """All values of a file: the index of the object, and the way to the value in it."""
    found: list[tuple[int, tuple[str | int, ...]]] = []

    def walk(index: int, value: object, way: tuple[str | int, ...]) -> None:
        if isinstance(value, Dictionary | Stream):
            steps: list[str | int] = [key for key in value.keys() if key != "/Length"]  # noqa: SIM118
        elif isinstance(value, Array):
            steps = list(range(min(len(value), 8)))
        else:
            return
        for step in steps:
            found.append((index, (*way, step)))
            inner = value[step]
            if isinstance(inner, Object) and not inner.is_indirect and len(way) < 6:
                walk(index, inner, (*way, step))

    for index, value in enumerate(pdf.objects):
        walk(index, value, ())
    return found


def mistyped(path: Path, dice: random.Random) -> bytes:
    """The file with one value of another kind, or with a reference to what it stands in."""
    with pikepdf.open(path, inherit_page_attributes=False) as pdf:
        index, way = dice.choice(places(pdf))
        top = holder = pdf.objects[index]
        for step in way[:-1]:
            holder = holder[step]
        wrong = dice.choice([*WRONG, b"self", b"stream"])
        if wrong == b"null" and isinstance(way[-1], str):
            del holder[way[-1]]
        elif wrong == b"self":
            holder[way[-1]] = top if top.is_indirect else pdf.Root
        elif wrong == b"stream":
            holder[way[-1]] = pdf.make_stream(b"q Q")
        else:
            holder[way[-1]] = Object.parse(wrong)
        out = io.BytesIO()
        pdf.save(out, static_id=True)
        return out.getvalue()


@pytest.mark.soak
@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("numbers", parts(36, 3000, 250), ids=str)
def test_files_with_values_of_another_kind(put, numbers):
    limit_qpdf()
    for number in numbers:
        dice = random.Random(number)  # noqa: S311
        path = SMALL[number % len(SMALL)]
        try:
            data = mistyped(path, dice)
        except (pikepdf.PikepdfError, ValueError, TypeError):
            continue  # qpdf itself won't write it
        request = Request("x.pdf", "en", words=True, keep_attachments=True)
        try:
            taken = take_in(data, request)
        except FormalletterError as fault:
            plain(fault.problems)
            continue
        plain(taken.problems)
        goes_on(put, taken, looked_at)
