"""Who may see whom: the one place where rows are left out for the audience of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..edition import usual_audience

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..edition import Order
    from ..signatory import Audience, Signatory

IN_CONFIDENCE: Final = "in-confidence"
EMBARGOED: Final = "embargoed"


def shown(signatories: Sequence[Signatory], audience: Audience) -> tuple[Signatory, ...]:
    """The signatories whom a file for this audience may name, in their order.

    A visibility that is none of the known ones shows nobody.
    """
    seen = {"public"} if audience == "public" else {"public", "addressee"}
    return tuple(each for each in signatories if each.withdrawn is None and each.visibility in seen)


def file_stem(slug: str, order: Order, *, is_confidential: bool) -> str:
    """The name of an edition's file without its ending.

    It says the audience where that is not the edition's usual one, that it is embargoed, and
    that names in the file are given in confidence.
    """
    parts = [slug, order.edition.value]
    if order.audience != usual_audience(order.edition):
        parts.append(order.audience)
    if order.is_embargoed:
        parts.append(EMBARGOED)
    if is_confidential:
        parts.append(IN_CONFIDENCE)
    return "-".join(parts)
