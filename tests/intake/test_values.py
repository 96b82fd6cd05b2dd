"""Numbers that qpdf could not read again are none."""

from decimal import Decimal

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from formalletter.intake.values import number, whole


@pytest.mark.parametrize(
    "value",
    [
        10**30,
        -(10**30),
        10**400,
        2**63,
        2**31,
        Decimal(10) ** 30,
        Decimal("NaN"),
        float("inf"),
        True,
    ],
)
def test_a_number_beyond_all_reason_is_none(value):
    assert number(value) is None
    assert whole(value) is None


@pytest.mark.parametrize("value", [0, -5, 2**31 - 1, Decimal("12.5"), 0.25])
def test_any_other_number_is_itself(value):
    assert number(value) == value


def test_an_attribute_with_such_a_number_does_not_cost_the_element(make, take, opened):

    pdf = make(1, "/P <</MCID 0>> BDC BT /F 12 Tf 20 200 Td (One) Tj ET EMC")
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=Array()))
    element = pdf.make_indirect(
        Dictionary(
            Type=Name.StructElem,
            S=Name.P,
            P=root,
            Pg=pdf.pages[0].obj,
            K=0,
            A=Dictionary(O=Name.Layout, SpaceBefore=2**40, SpaceAfter=3),
        )
    )
    root["/K"] = Array([element])
    pdf.Root["/StructTreeRoot"] = root
    (kept,) = opened(take(pdf)).Root.StructTreeRoot.K
    assert kept.S == Name.P
    assert kept.A.keys() == {"/O", "/SpaceAfter"}


def test_names_that_are_no_utf_8_cost_nothing(make, take, opened):
    pdf = make(1, "BT /F 12 Tf 20 200 Td (One) Tj ET")
    chinese = pikepdf.Object.parse(b"/#cb#ce#cc#e5")  # the name of a font, in GBK
    font = pdf.pages[0].obj.Resources.Font.F
    font["/BaseFont"] = chinese
    pdf.Root["/PageMode"] = chinese
    pdf.pages[0].obj.Resources["/Properties"] = Dictionary(P=Dictionary(Type=chinese))
    out = opened(take(pdf))
    assert bytes(out.pages[0].obj.Resources.Font.F.BaseFont) == b"/\xcb\xce\xcc\xe5"
