"""Makes one edition with what goes beside it: the work of one process."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING
from urllib.parse import unquote

from .. import pipeline
from ..errors import DeliveryError, FormalletterError, stop_on_errors
from ..wording import Wording
from .inputs import inputs_of
from .product import Failure, Product

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..diagnostics import Problem
    from ..edition import Order
    from ..letter import Header
    from .product import How, Task

PICTURE_WIDTH = 1200  # pixels


def make_one(
    how: How, choose: Callable[[Header], Task], progress: Callable[[str], None]
) -> Product | Failure:
    """Makes the edition that `choose` takes by the header; a fault is told, not raised."""
    asked: list[str] = []
    chosen: list[Task] = []

    def ask(name: str) -> str | None:
        if name not in how.passwords:
            asked.append(name)
        return how.passwords.get(name)

    def choose_order(header: Header) -> Order:
        chosen.append(choose(header))
        return chosen[0].order

    try:
        made = pipeline.make(
            how.folder, choose_order, strict=how.strict, progress=progress, ask=ask
        )
        return _product(chosen[0], made)
    except FormalletterError as fault:
        task = chosen[0] if chosen else None
        return Failure(task, type(fault), fault.problems, tuple(asked))


def make_task(how: How, task: Task) -> Product | Failure:
    """Makes the edition of a task, and says nothing meanwhile."""
    return make_one(how, lambda _: task, lambda _: None)


def _product(task: Task, made: pipeline.Made) -> Product:
    twins, problems = _twins(made) if task.with_twins else ({}, ())
    stop_on_errors([*made.problems, *problems], DeliveryError)
    texts = (made.composed, *made.desk.composed.values())
    images = (unquote(image) for text in texts for image, _ in text.images)
    letter = made.desk.letter
    return Product(
        task=task,
        stem=made.stem,
        pdf=made.pdf,
        pages=made.pages,
        claims=tuple(sorted(claim.value for claim in made.claims)),
        letter=replace(letter, annexes=()),
        annexes=len(letter.annexes),
        notices=_notices(made),
        problems=(*made.problems, *problems),
        inputs=inputs_of(letter, images, made.guard),
        twins=twins,
        picture=_picture(made.pdf) if task.with_picture else None,
    )


def _notices(made: pipeline.Made) -> tuple[str, ...]:
    from ..markings import notices

    letter = made.desk.letter
    return notices(letter, made.desk.order, Wording(letter.header.language))


def _twins(made: pipeline.Made) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
    """The text, HTML and Word twins by their endings, and how they differ from the content."""
    from .. import inspecting, parity, twins

    content = twins.gather(made.desk, made.composed, made.settled)
    files = twins.make(content, _notices(made))
    found = parity.differences(files, made.expected, made.desk.letter)
    named = {"txt": files.text, "html": files.html, "docx": files.docx}
    if made.hides_names:
        said = (inspecting.said_in_twin(f"{made.stem}.{end}", named[end]) for end in named)
        found = (*found, *made.guard.file_problems(chain.from_iterable(said)))
    return named, found


def _picture(pdf: bytes) -> bytes:
    from ..viewing import picture

    return picture(pdf, 1, PICTURE_WIDTH)
