"""`stats --quality`, and papers that are reviewed elsewhere."""

from __future__ import annotations

import json
from pathlib import Path

from support import deadline, edition, run, venue, written

NOW = "2026-11-27T00:00Z"


def test_quality_counts_what_is_announced_checked_and_known_from_one_list(tiny: dict[str, str], tmp_path: Path) -> None:
    def measures(*more: str) -> dict[tuple[str, str], tuple[int | None, int | None]]:
        rows = json.loads(run(["--now", NOW, "stats", "--quality", "--format", "json", *more], tiny).out)["items"]
        return {(row["measure"], row["key"]): (row["count"], row["of"]) for row in rows}

    before = measures()
    assert before[("days since the newest check", "official pages")] == (None, None)
    fresh = edition(
        2027, deadline("2026-12-10", source="https://a.example/"), deadline("2026-12-05", "abstract", source="gold"), checked="2026-11-25"
    )
    after = measures("--catalogue", str(written(tmp_path / "own.yaml", venue("fresh", editions=[fresh]))))
    assert after[("days since the newest check", "official pages")] == (2, None)
    one, near = before[("known from one list only", "dates within 60 days")]
    assert one is not None
    assert near is not None
    assert after[("known from one list only", "dates within 60 days")] == (one + 1, near + 2)


def test_papers_reviewed_elsewhere_say_so_and_a_commitment_is_no_submission(tiny: dict[str, str], tmp_path: Path) -> None:
    points = (deadline("2026-10-12", via="arr"), deadline("2026-12-23", "commitment", via="arr"))
    cycles = [
        edition(year, *(deadline(f"{year}-{month:02}-05", round=place) for place, month in enumerate((2, 6, 9, 11), 1)))
        for year in (2026, 2025)
    ]
    pool = venue("arr", kind="community", cadence="annual", editions=cycles)
    own = str(written(tmp_path / "own.yaml", venue("host", editions=[edition(2027, *points)]), pool))
    listed = run(["--now", NOW, "list", "--catalogue", own, "--format", "table"], tiny).out
    assert "2026-12-24 commit a reviewed one" in listed or "2026-12-23 commit a reviewed one" in listed
    assert "via arr" in run(["--now", NOW, "show", "host", "--catalogue", own], tiny).out
    coming = json.loads(run(["--now", NOW, "deadlines", "arr", "--catalogue", own, "--format", "json"], tiny).out)["items"]
    assert [item["at"][:7] for item in coming[:4]] == ["2027-02", "2027-06", "2027-09", "2027-11"]


def test_why_a_date_is_doubted_is_shown(tiny: dict[str, str], tmp_path: Path) -> None:
    own = written(
        tmp_path / "own.yaml", venue("late", editions=[edition(2027, deadline("2027-02-20", "abstract"), deadline("2027-01-20"))])
    )
    shown = run(["--now", NOW, "show", "late", "--catalogue", str(own), "--format", "table"], tiny).out
    assert shown.count("Doubtful: paper 2027-01-20 is before abstract 2027-02-20") == 1
