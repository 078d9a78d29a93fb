"""What is listed by time is answered on one screen of the terminal, and a line says how to see the
rest."""

from __future__ import annotations

import re

import pytest
from rich.cells import cell_len

from terminal import on_terminal

TRIED = ["deadlines", "deadlines nlp --within 4m", "events --within 12m", "deadlines --past"]


def screen(tried: str, environ: dict[str, str], columns: int = 80, lines: int = 24) -> list[str]:
    return on_terminal(tried.split(), columns=columns, lines=lines, environ=environ).splitlines()


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(("columns", "lines"), [(80, 24), (120, 30), (60, 40)])
@pytest.mark.parametrize("tried", TRIED)
def test_it_fits(
    tried: str, columns: int, lines: int, language: str, follower: dict[str, str]
) -> None:
    shown = screen(f"{tried} --lang {language}", follower, columns, lines)
    assert lines / 2 < len(shown) < lines
    assert max(map(cell_len, shown)) <= columns


@pytest.mark.parametrize("tried", TRIED)
def test_the_line_that_counts_the_others_shows_them(tried: str, follower: dict[str, str]) -> None:
    told = next(line for line in screen(tried, follower) if "--limit" in line)
    found = re.match(r"(\d+) more to \d+ \w+(?: \d{4})?: --limit (\d+)", told)
    assert found, told
    left, every = map(int, found.groups())
    assert left < every
    whole = screen(f"{tried} --limit {every}", follower, columns=200)
    assert not [line for line in whole if "--limit" in line]
    rows = [line for line in whole[1:] if re.search(r"\d{4}|any day", line)]
    assert len(rows) >= every


def test_estimates_are_named_where_there_is_no_room_for_their_rows(
    follower: dict[str, str],
) -> None:
    low = "\n".join(screen("deadlines nlp --within 4m", follower))
    high = "\n".join(screen("deadlines nlp --within 4m", follower, lines=100))
    assert "est." in high
    assert "Estimated:" not in high
    assert "est." not in low
    days = re.findall(r"by ~2026-12-(\d\d) .*?\d d  (\w+)", high)
    assert days
    for day, venue in days:
        assert re.search(rf"~{int(day)} Dec [^;]*{venue}", low.replace("\n", " ")), venue


def test_estimates_alone_have_rows(follower: dict[str, str]) -> None:
    shown = screen("deadlines --only estimated", follower)
    assert not [line for line in shown if line.startswith("Estimated:")]
    assert len([line for line in shown if "est. " in line]) > 10


def test_a_low_terminal_has_the_next_three(follower: dict[str, str]) -> None:
    shown = screen("deadlines --only announced", follower, lines=5)
    assert len([line for line in shown if re.match(r"20\d\d-", line)]) == 3


@pytest.mark.parametrize("tried", ["deadlines nlp", "events"])
def test_all_is_not_shortened(tried: str, follower: dict[str, str]) -> None:
    assert len(screen(f"{tried} --all", follower)) > 24
