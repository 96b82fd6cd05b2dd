"""Has the PDFs among the annexes taken in, with their passwords where they need one."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

from ..diagnostics import error
from ..errors import InputError
from ..foreign import Request, TakenIn
from ..intake.process import take_in_all
from ..reading.annex_pages import page_indexes
from ..wording import Wording
from .telling import told_once

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ..letter import Enclosed, Letter

    Ask = Callable[[str], str | None]

_PASSWORD_NEEDED = "annex-password-needed"  # noqa: S105 (a code)


def take_in(
    letter: Letter, ask: Ask, *, with_words: bool = False, only_describe: bool = False
) -> Mapping[int, TakenIn]:
    """What came out of the intake, by the indexes of the annexes.

    `ask` is asked for the password of a file that needs one (it gets the file's name and may
    give None); `with_words` also asks for all that the files say, and `only_describe` for what
    can be told of files that could not be merged.  Raises `InputError` with the problems of all
    annexes that are refused.
    """
    wanted = {number: annex for number, annex in enumerate(letter.annexes) if annex.pdf is not None}
    requests = {
        number: replace(_request(annex, letter), words=with_words, only_describe=only_describe)
        for number, annex in wanted.items()
    }
    results = _results(wanted, requests)
    for number, result in results.items():
        if _needs_password(result) and (password := ask(wanted[number].annex.file)):
            again = replace(requests[number], password=password)
            results |= _results({number: wanted[number]}, {number: again})
    taken = {number: item for number, item in results.items() if isinstance(item, TakenIn)}
    if len(taken) < len(wanted):
        refused = {n: result.problems for n, result in results.items() if n not in taken}
        raise InputError(tuple(told_once(letter, refused)))
    return taken


def _results(
    wanted: Mapping[int, Enclosed], requests: Mapping[int, Request]
) -> dict[int, TakenIn | InputError]:
    items = [(annex.pdf or b"", requests[number]) for number, annex in wanted.items()]
    return dict(zip(wanted, take_in_all(items), strict=True))


def _needs_password(result: TakenIn | InputError) -> bool:
    return isinstance(result, InputError) and any(
        problem.code == _PASSWORD_NEEDED for problem in result.problems
    )


def _request(enclosed: Enclosed, letter: Letter) -> Request:
    annex = enclosed.annex
    return Request(
        name=annex.file,
        language=annex.language or letter.header.language,
        pages=page_indexes(annex.pages) if annex.pages else None,
        password=_password(enclosed),
        alternatives=_alternatives(enclosed, letter),
        forms=annex.forms,
        keep_attachments=annex.attachments,
        pictures=annex.claims == "picture",
    )


def _password(enclosed: Enclosed) -> str | None:
    variable = enclosed.annex.password_variable
    if variable is None:
        return None
    if (password := os.environ.get(variable)) is None:
        message = f"the environment has no variable “{variable}” with the password"
        hint = f"set it for this one command: {variable}=… formalletter build"
        raise InputError([error("annex-password-variable", message, enclosed.place, hint)])
    return password


def _alternatives(enclosed: Enclosed, letter: Letter) -> dict[int, str]:
    given = {int(page) - 1: text for page, text in enclosed.annex.alternatives.items()}
    if enclosed.transcript is None:
        return given
    wording = Wording(letter.header.language)
    most = 2_000  # pages; the intake takes no more
    return {page: wording.phrase("page-of-scan", page=page + 1) for page in range(most)} | given
