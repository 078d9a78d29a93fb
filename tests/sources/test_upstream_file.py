"""Upstream files on disk: which reader, which day, and what is refused."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from confradar.errors import DataError, UsageError
from confradar.sources.upstream_file import read_upstream

RECORD = "- {title: A, year: 2026, deadline: 2026-01-02}\n"


def put(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("form", ["hf", "aideadlines"])
def test_the_snapshots_day_is_the_one_given_else_the_files_own(tmp_path: Path, form: str) -> None:
    path = put(tmp_path, "conferences.yml", RECORD)
    os.utime(path, (1_700_000_000, 1_700_000_000))
    for recorded, day in (("2026-07-16", date(2026, 7, 16)), (None, date(2023, 11, 14))):
        (venue,) = read_upstream(path, form, recorded).reading.venues
        assert venue.editions[0].recorded == day


def test_the_companions_of_ccfddl_are_told_by_what_they_are(tmp_path: Path) -> None:
    rates = read_upstream(
        put(
            tmp_path,
            "rates.yml",
            "- {title: A, accept_rates: [{year: 2024, rate: 0.2, source: page}]}",
        ),
        "ccfddl",
        None,
    )
    assert list(rates.rates) == [("A", 2024)]
    text = (
        "recorded_on,title,year,round,field,old_date,new_date\n"
        "2026-05-01,A,2026,0,paper,2026-05-06,2026-05-13\n"
    )
    assert (
        len(read_upstream(put(tmp_path, "revisions.csv", text), "ccfddl", None).reading.moves) == 1
    )
    assert read_upstream(
        put(tmp_path, "allconf.yml", "- {title: A, sub: AI, confs: []}"), "ccfddl", None
    ).reading.venues


def test_an_unknown_format_or_day_is_a_usage_error(tmp_path: Path) -> None:
    path = put(tmp_path, "conferences.yml", RECORD)
    with pytest.raises(UsageError, match="no format 'bibtex'"):
        read_upstream(path, "bibtex", None)
    for day in ("yesterday", "2026-02-30", "20/08/2026"):
        with pytest.raises(UsageError, match="is not a day"):
            read_upstream(path, "hf", day)


@pytest.mark.parametrize(
    ("name", "told"), [("missing.yml", "cannot be read"), (".", "holds no YAML file")]
)
def test_a_file_that_cannot_be_read_is_a_data_error(tmp_path: Path, name: str, told: str) -> None:
    with pytest.raises(DataError, match=told):
        read_upstream(tmp_path / name, "hf", None)
