"""Which layers are off when a file is opened, and what they hide (ISO 32000-1, 8.11)."""

from __future__ import annotations

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from formalletter.intake.layers import Layers


@pytest.fixture
def layered():
    """A file with a layer that is on and one that is off."""
    pdf = pikepdf.new()
    on, off = (pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(each))) for each in "AB")
    pdf.Root.OCProperties = Dictionary(OCGs=Array([on, off]), D=Dictionary(OFF=Array([off])))
    return pdf, on, off


def test_the_base_state_counts_and_what_it_leaves_on(layered):
    pdf, on, off = layered
    pdf.Root.OCProperties.D = Dictionary(BaseState=Name.OFF, ON=Array([off]))
    layers = Layers.of(pdf)
    assert layers.names == ("A",)
    assert (layers.hide(on), layers.hide(off)) == (True, False)


@pytest.mark.parametrize(
    ("policy", "of_both", "of_off"),
    [
        (None, False, True),
        ("/AnyOn", False, True),
        ("/AllOn", True, True),
        ("/AnyOff", False, False),
        ("/AllOff", True, False),
    ],
)
def test_a_membership_says_when_it_is_seen(layered, policy, of_both, of_off):
    pdf, on, off = layered
    layers = Layers.of(pdf)
    policies = {} if policy is None else {"P": Name(policy)}
    both = Dictionary(Type=Name.OCMD, OCGs=Array([on, off]), **policies)
    single = Dictionary(Type=Name.OCMD, OCGs=off, **policies)
    assert (layers.hide(both), layers.hide(single)) == (of_both, of_off)
    assert not layers.hide(Dictionary(Type=Name.OCMD, **policies))


def test_an_expression_goes_before_the_policy(layered):
    pdf, on, off = layered
    layers = Layers.of(pdf)

    def hidden(*expression):
        return layers.hide(Dictionary(Type=Name.OCMD, OCGs=on, VE=Array(expression)))

    assert hidden(Name.Not, on)
    assert not hidden(Name.Not, off)
    assert hidden(Name.And, on, off)
    assert not hidden(Name.Or, off, Array([Name.Not, off]))


def test_an_expression_within_itself_has_an_end(layered):
    pdf, _, off = layered
    circle = pdf.make_indirect(Array([Name.And, off]))
    for _ in range(3):
        circle.append(circle)
    assert Layers.of(pdf).hide(Dictionary(Type=Name.OCMD, VE=circle))
    circle[1] = circle
    assert not Layers.of(pdf).hide(Dictionary(Type=Name.OCMD, VE=circle))
