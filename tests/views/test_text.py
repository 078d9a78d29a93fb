"""Texts made safe, and times as words."""

from __future__ import annotations

import pytest

from confradar.views.text import announced, by_key, countdown, safe, utc, what
from confradar.views.words import words


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("plain", "plain"),
        ("a\x1b[31mred\x1b[0m", "a[31mred[0m"),
        ("a\x1b]8;;http://evil\x07link", "a]8;;http://evillink"),
        ("a\x9b31mred", "a31mred"),
        ("one\ttwo\r\nthree\vfour\u2028five\x85six", "one two  three four five six"),
        ("safe\u202egnp.exe", "safegnp.exe"),
        ("\u2066isolate\u2069\u200e\u200f\u061c", "isolate"),
        ("a\u200bb\ufeffc\u00add", "abcd"),
        ("bell\x07 null\x00 del\x7f", "bell null del"),
        ("\udcff surrogate \ue000 private", " surrogate  private"),
        ("語言 Ünï 👩\u200d🔬 می\u200cخواهم", "語言 Ünï 👩\u200d🔬 می\u200cخواهم"),
        ("[red]x[/red]", "[red]x[/red]"),
    ],
)
def test_safe(given: str, shown: str) -> None:
    assert safe(given) == shown


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (0, "in 0 min"),
        (59, "in 0 min"),
        (60, "in 1 min"),
        (7199, "in 119 min"),
        (7200, "in 2 h"),
        (48 * 3600 - 1, "in 47 h"),
        (48 * 3600, "in 2 d"),
        (86400 * 3 - 1, "in 2 d"),
        (86400 * 94, "in 94 d"),
        (86400 * 400, "in 400 d"),
        (-1, "0 min ago"),
        (-3600, "60 min ago"),
        (-7200, "2 h ago"),
        (-86400 * 2, "2 d ago"),
    ],
)
def test_countdown_never_promises_more_time_than_there_is(seconds: int, shown: str) -> None:
    assert countdown(1_800_000_000 + seconds, 1_800_000_000) == shown


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        (("2026-05-06T23:59:59", "AoE", False), "2026-05-06 23:59 AoE"),
        (("2026-05-06T23:59:59", "AoE", True), "2026-05-06 AoE"),
        (("2026-05-06T17:00:00", "PT", False), "2026-05-06 17:00 PT"),
        (("2026-05-06T17:00:30", "PT", False), "2026-05-06 17:00:30 PT"),
        (("2026-05-06T17:00", "PT", False), "2026-05-06 17:00 PT"),
    ],
)
def test_the_announced_wording(arguments: tuple[str, str, bool], shown: str) -> None:
    assert announced(*arguments) == shown


def test_what_a_point_is_for() -> None:
    assert what("camera_ready", None, None) == "camera ready"
    assert what("paper", 2, "short-papers") == "paper, round 2, short papers"


def test_instants_are_rfc_3339() -> None:
    assert utc(1778155199) == "2026-05-07T11:59:59Z"


@pytest.mark.parametrize(
    ("key", "english", "chinese"),
    [
        ("paper", "paper", "论文"),
        ("paper.2", "paper, round 2", "论文（第 2 轮）"),
        ("camera_ready.1.short-papers", "camera ready, short papers", "终稿（short papers）"),
        ("days", "days", "days"),
        ("ccf", "ccf", "ccf"),
    ],
)
def test_keys_of_records_are_told_in_words(key: str, english: str, chinese: str) -> None:
    assert [by_key(key, words(language)) for language in ("en", "zh")] == [english, chinese]
