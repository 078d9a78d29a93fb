"""The next deadline in one line, as status bars want it."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from support import Done, called, deadline, edition, environment, venue, written

NOW = "2026-11-27T00:00:00Z"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("next")
    near = edition(
        2027,
        deadline("2026-12-04 23:59", track="demo"),
        deadline("2026-12-20 23:59", "notification"),
        deadline("2026-12-11 23:59", zone="UTC"),
        deadline("2027-03-01 23:59", round=2),
    )
    unsure = edition(2027, deadline("2027-01-29 23:59", zone="UTC", certainty="tentative"))
    passed = edition(2026, deadline("2026-03-06 23:59"), start="2026-08-01", end="2026-08-03")
    path = written(
        folder / "own.yaml",
        venue("near", acronym="N#&%", editions=[near]),
        venue("unsure", acronym="Unsure", editions=[unsure]),
        venue("old", acronym="Old", cadence="annual", editions=[passed]),
        venue("journal-x", kind="journal", acronym="JX"),
    )
    home = environment(folder / "home", CONFRADAR_NOW=NOW)
    Path(home["CONFRADAR_CONFIG_DIR"]).mkdir(parents=True)
    path.rename(Path(home["CONFRADAR_CONFIG_DIR"]) / "venues.yaml")
    return home


def ask(home: dict[str, str], *words: str) -> Done:
    return called(["next", *words], home)


def test_it_is_the_soonest_date_of_authors_in_one_line(home: dict[str, str]) -> None:
    assert ask(home, "near", "unsure").out == "N#&% paper 2 w\n"
    assert ask(home, "unsure").out == "Unsure paper 9 w?\n"


def test_an_estimate_is_marked_and_counted_until_its_interval_begins(home: dict[str, str]) -> None:
    row = json.loads(ask(home, "old", "--format", "json").out)["items"][0]
    assert (row["certainty"], row["year"]) == ("estimated", 2027)
    until = datetime.fromisoformat(row["low"]) - datetime.fromisoformat(NOW)
    assert ask(home, "old").out == f"Old paper ~{until // timedelta(weeks=1)} w\n"


def test_where_there_is_none_nothing_is_printed(home: dict[str, str]) -> None:
    for words in (["journal-x"], ["near", "--within", "3d"]):
        done = ask(home, *words, "--exit-code")
        assert (done.code, done.out, done.err) == (0, "", "")
    assert ask(home, "near", "--exit-code").code == 1
    assert json.loads(ask(home, "journal-x", "--format", "json").out)["items"] == []


def test_what_begins_a_command_of_a_bar_is_escaped(home: dict[str, str]) -> None:
    assert ask(home, "near", "--format", "tmux").out.startswith("N##&% ")
    assert ask(home, "near", "--format", "POLYBAR").out.startswith("N#&%% ")
    shown = json.loads(ask(home, "near", "--format", "waybar").out)
    assert shown["text"] == "N#&amp;% paper 2 w"
    assert shown["class"] == ["far", "confirmed"]
    assert "2026-12-11 23:59 UTC" in shown["tooltip"]


def test_it_is_of_the_venues_that_are_followed_where_there_are_such(
    home: dict[str, str], tmp_path: Path
) -> None:
    mine = {**home, "CONFRADAR_STATE_DIR": str(tmp_path)}
    assert ask(mine, "--following").out == ""
    assert ask(mine).out, "of all, where none is followed"
    called(["follow", "unsure"], mine)
    assert ask(mine).out == ask(mine, "--following").out == "Unsure paper 9 w?\n"
    assert ask(mine, "near").out.startswith("N#&% ")


def test_an_unknown_word_is_told(home: dict[str, str]) -> None:
    done = ask(home, "nothing-such")
    assert (done.code, done.out) == (2, "")
    assert "no venue 'nothing-such'" in done.err
