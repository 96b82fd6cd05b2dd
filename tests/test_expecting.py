"""What is private is what tells of the machine, and nothing that the letter itself says."""

from __future__ import annotations

import getpass
import socket

import pytest

from formalletter import expecting, preparing
from formalletter.composing import Composed
from formalletter.reading import read_letter


@pytest.fixture
def private(make_letter, monkeypatch):
    """The private words of a letter with this body, on a machine of these names."""

    def private(body: str, user: str, host: str) -> set[str]:
        monkeypatch.setattr(getpass, "getuser", lambda: user)
        monkeypatch.setattr(socket, "gethostname", lambda: host)
        letter, _ = read_letter(make_letter(body))
        composed = Composed("", "A letter", "One and Two", "Letter", (), (), ())
        properties = preparing.properties(letter, composed)
        return set(expecting._private(letter, properties))

    return private


def test_the_names_of_user_and_machine_are_private(private):
    assert {"annamaria", "laptop-anna"} <= private("Text.\n", "annamaria", "laptop-anna.local")


def test_a_name_that_the_letter_has_is_not(private):
    assert not {"Water", "letter"} & private("The water is gone.\n", "Water", "letter")
    assert "wate" in private("The water is gone.\n", "wate", "host")


def test_a_name_that_means_nobody_is_not(private):
    assert not {"me", "pc"} & private("Text.\n", "me", "pc")


def test_a_machine_whose_user_has_no_name_is_no_fault(make_letter, monkeypatch):
    def nobody() -> str:
        message = "no user"
        raise KeyError(message)

    monkeypatch.setattr(getpass, "getuser", nobody)
    letter, _ = read_letter(make_letter())
    composed = Composed("", "A letter", "One and Two", "Letter", (), (), ())
    assert list(expecting._private(letter, preparing.properties(letter, composed)))
