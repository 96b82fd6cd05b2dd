"""The twin in HTML: that it needs nothing, runs nothing, and can be read by everyone."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from itertools import pairwise

from formalletter import twins
from formalletter.twins import Content

ADDRESSES = re.compile(r'\b(?:src|href|action|data|poster|srcset)="([^"]*)"')


def test_it_asks_for_nothing_from_anywhere(html: str):
    used = [each for each in ADDRESSES.findall(html) if not each.startswith(("#", "data:image/"))]
    assert used == [
        "mailto:contact@example.org",
        "https://example.org/a?x=1&amp;y=2",
        "https://example.org/rules",
    ]
    assert "<link" not in html
    assert "url(" not in html
    assert "@import" not in html


def test_nothing_in_it_is_run_and_what_a_stranger_wrote_is_text(html: str):
    assert "<script" not in html
    assert re.search(r"\son\w+=", html) is None
    assert "The report: &lt;script&gt;alert(1)&lt;/script&gt; &amp; more" in html
    assert "<li>&lt;b&gt;=cmd|calc&lt;/b&gt;</li>" in html
    assert "code &lt;b&gt; &amp; more" in html


def test_its_policy_allows_its_own_style_and_pictures_only(html: str):
    style = html.partition("<style>")[2].partition("</style>")[0]
    digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = html.partition('Content-Security-Policy" content="')[2].partition('"')[0]
    assert policy.startswith("default-src 'none'; img-src data:;")
    assert f"style-src 'sha256-{digest}'" in policy
    assert " style=" not in html


def test_every_place_is_there_once_and_every_link_in_it_leads_to_one(html: str):
    places = re.findall(r'\bid="([^"]*)"', html)
    assert len(places) == len(set(places))
    targets = [each[1:] for each in ADDRESSES.findall(html) if each.startswith("#")]
    assert set(targets) <= set(places)
    assert {"note-1", "note-1-call", "annex-A", "annex-A-the-place"} <= set(targets)


def test_a_note_and_its_call_lead_to_each_other(html: str):
    assert '<a class="footnote-call" id="note-1-call" href="#note-1"' in html
    assert re.search(r'<li class="note" id="note-1"><a [^>]*href="#note-1-call"', html)
    assert html.count('role="doc-noteref"') == 4


def test_its_parts_are_said(html: str):
    assert html.startswith('<!DOCTYPE html>\n<html lang="en-GB" dir="ltr">')
    assert html.count("<main>") == html.count("<h1 ") == html.count("<header>") == 1
    levels = [int(level) for level in re.findall(r"<h([1-6])", html)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert '<address class="reply-to">' in html
    assert '<th scope="col">Year</th>' in html
    assert '<meta name="viewport" content="width=device-width, initial-scale=1">' in html


def test_languages_and_directions_are_kept(html: str):
    assert '<div class="body" lang="de" dir="ltr">' in html
    assert '<li><bdi><span class="script script-arab" dir="rtl">' in html
    assert '<span class="script script-hani" lang="zh-Hant">華人基督徒公義團契</span>' in html


def test_a_keyboard_gets_to_the_list_and_past_it(html: str):
    first, past = re.findall(r'<a class="skip" href="#([^"]*)">', html)
    assert html.index(f'id="{first}"') < html.index(f'id="{past}"')
    assert html.index('<li class="note"') < html.index(f'href="#{past}"') < html.index("Kenya (2)")
    assert html.index("and 2 further signatories") < html.index(f'id="{past}"')


def test_pictures_are_in_it_with_what_they_show(html: str):
    assert re.search(r'<img src="data:image/svg\+xml;base64,[^"]+" alt="First House">', html)
    assert re.search(r'<img src="data:image/png;base64,[^"]+" alt="A map of the region">', html)


def test_notices_stand_first(content: Content):
    html = twins.make(content, ("Embargoed <b>until</b> tomorrow",)).html.decode()
    said = re.sub(r"<[^>]*>", "", html.partition("<header>")[2])
    assert said.startswith("Embargoed &lt;b&gt;until&lt;/b&gt; tomorrow\n")
