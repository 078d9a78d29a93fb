"""`stats --quality`, and papers that are reviewed elsewhere."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from support import deadline, edition, run, venue, written

NOW = "2026-11-27T00:00Z"


def test_quality_counts_what_is_announced_checked_and_known_from_one_list(
    tiny: dict[str, str], tmp_path: Path
) -> None:
    def measures(*more: str) -> dict[tuple[str, str], tuple[int | None, int | None]]:
        rows = json.loads(
            run(["--now", NOW, "stats", "--quality", "--format", "json", *more], tiny).out
        )["items"]
        return {(row["measure"], row["key"]): (row["count"], row["of"]) for row in rows}

    before = measures()
    assert before[("days since the newest check", "official pages")] == (None, None)
    fresh = edition(
        2027,
        deadline("2026-12-10", source="https://a.example/"),
        deadline("2026-12-05", "abstract", source="gold"),
        checked="2026-11-25",
    )
    after = measures(
        "--catalogue", str(written(tmp_path / "own.yaml", venue("fresh", editions=[fresh])))
    )
    assert after[("days since the newest check", "official pages")] == (2, None)
    one, near = before[("known from one list only", "dates within 60 days")]
    assert one is not None
    assert near is not None
    assert after[("known from one list only", "dates within 60 days")] == (one + 1, near + 2)


def test_papers_reviewed_elsewhere_say_so_and_a_commitment_is_no_submission(
    tiny: dict[str, str], tmp_path: Path
) -> None:
    points = (deadline("2026-10-12", via="arr"), deadline("2026-12-23", "commitment", via="arr"))
    cycles = [
        edition(
            year,
            *(
                deadline(f"{year}-{month:02}-05", round=place)
                for place, month in enumerate((2, 6, 9, 11), 1)
            ),
        )
        for year in (2026, 2025)
    ]
    pool = venue("arr", kind="community", cadence="annual", editions=cycles)
    own = str(
        written(tmp_path / "own.yaml", venue("host", editions=[edition(2027, *points)]), pool)
    )
    listed = run(["--now", NOW, "list", "--catalogue", own, "--format", "table"], tiny).out
    assert "commit a reviewed one by 23 Dec" in listed
    assert "via arr" in run(["--now", NOW, "show", "host", "--catalogue", own], tiny).out
    coming = json.loads(
        run(["--now", NOW, "deadlines", "arr", "--catalogue", own, "--format", "json"], tiny).out
    )["items"]
    assert [item["at"][:7] for item in coming[:4]] == ["2027-02", "2027-06", "2027-09", "2027-11"]


def test_why_a_date_is_doubted_is_shown(tiny: dict[str, str], tmp_path: Path) -> None:
    own = written(
        tmp_path / "own.yaml",
        venue(
            "late",
            editions=[edition(2027, deadline("2027-02-20", "abstract"), deadline("2027-01-20"))],
        ),
    )
    shown = run(
        ["--now", NOW, "show", "late", "--catalogue", str(own), "--format", "table"], tiny
    ).out
    assert shown.count("Doubtful: paper 2027-01-20 is before abstract 2027-02-20") == 1


def test_a_reviewing_venue_is_a_table_of_cycles(tiny: dict[str, str], tmp_path: Path) -> None:
    pool = venue(
        "arr",
        kind="community",
        editions=[edition(2026, deadline("2026-08-03", round=1), deadline("2027-01-04", round=2))],
    )
    host = venue(
        "host",
        editions=[
            edition(
                2027,
                deadline("2026-08-03", via="arr"),
                deadline("2026-12-23", "commitment", via="arr"),
            )
        ],
    )
    own = str(written(tmp_path / "own.yaml", pool, host))
    shown = (
        run(["--now", NOW, "show", "arr", "--catalogue", own], tiny)
        .out.partition("Cycles\n")[2]
        .splitlines()[:3]
    )
    assert "closed" in shown[1]
    assert "host-A 2027" in shown[1]
    assert "2026-12-23" in shown[1]
    assert "open, 39 d" in shown[2]


def test_a_monthly_deadline_is_written_once_and_an_announced_one_wins(
    tiny: dict[str, str], tmp_path: Path
) -> None:
    rule = {
        "kind": "paper",
        "day": 1,
        "time": "23:59",
        "zone": "UTC",
        "source": "https://m.example/",
        "recorded": "2026-11-27",
    }
    monthly = venue(
        "monthly",
        kind="journal",
        cadence="monthly",
        recurs=[rule],
        editions=[edition(2027, deadline("2027-01-05", round=1))],
    )
    own = str(written(tmp_path / "own.yaml", monthly))
    items = json.loads(
        run(
            ["--now", NOW, "deadlines", "monthly", "--catalogue", own, "--format", "json"], tiny
        ).out
    )["items"]
    assert [item["wall"][:10] for item in items[:3]] == ["2026-12-01", "2027-01-05", "2027-02-01"]
    assert [item["certainty"] for item in items] == ["confirmed"] * 12 + ["tentative"] * 12


def test_an_overlay_amends_a_venue_by_its_former_id(tiny: dict[str, str], tmp_path: Path) -> None:
    new = str(written(tmp_path / "new.yaml", venue("new-name", formerly=["old-name"])))
    amended = tmp_path / "old.yaml"
    amended.write_text("schema: 1\nvenues:\n  - {id: old-name, note: Mine now}\n")
    done = run(["show", "new-name", "--catalogue", new, "--catalogue", str(amended)], tiny)
    assert "Mine now" in done.out, done.err


def test_a_monthly_date_keeps_its_event_and_a_shifted_one_of_another_edition_is_not_doubled(
    tiny: dict[str, str], tmp_path: Path
) -> None:
    rule = {
        "kind": "paper",
        "day": 1,
        "zone": "UTC",
        "source": "https://m.example/",
        "recorded": "2026-11-27",
    }
    given = [edition(2027, deadline("2026-12-03", round=9))]

    def events(**rules: object) -> dict[str, str]:
        own = str(
            written(
                tmp_path / "own.yaml",
                venue("monthly", kind="journal", recurs=[{**rule, **rules}], editions=given),
            )
        )
        out = run(
            ["--now", NOW, "export", "monthly", "--catalogue", own, "--format", "json"], tiny
        ).out
        return {item["at"][:7]: item["uid"] for item in json.loads(out)["items"]}

    before = events()
    assert list(before)[:3] == ["2026-12", "2027-01", "2027-02"]
    read_again = events(recorded="2027-01-15")
    assert {month: before[month] for month in list(read_again)[1:6]} == {
        month: read_again[month] for month in list(read_again)[1:6]
    }


def test_a_list_has_venues_that_take_new_papers_first(tiny: dict[str, str], tmp_path: Path) -> None:
    closed = venue(
        "closed",
        editions=[
            edition(
                2027,
                deadline("2026-10-12", via="arr"),
                deadline("2026-12-23", "commitment", via="arr"),
            )
        ],
    )
    opened = venue("opened", editions=[edition(2027, deadline("2027-02-01"))])
    again = venue(
        "again",
        editions=[
            edition(
                2027, deadline("2026-12-20", "commitment", round=1), deadline("2027-01-10", round=2)
            )
        ],
        cadence="irregular",
    )
    own = str(written(tmp_path / "own.yaml", venue("arr", kind="community"), closed, opened, again))
    items = json.loads(
        run(["--now", NOW, "list", "--confirmed", "--catalogue", own, "--format", "json"], tiny).out
    )["items"]
    assert [item["id"] for item in items if item["id"] in {"again", "opened", "closed", "arr"}] == [
        "again",
        "opened",
        "closed",
        "arr",
    ]
    assert next(
        (row["kind"], row["via"])
        for item in items
        if item["id"] == "closed" and (row := item["next_deadline"])
    ) == (
        "commitment",
        "arr",
    )


def test_machine_formats_are_in_the_order_of_the_expected_date_with_its_window(
    tiny: dict[str, str], tmp_path: Path
) -> None:
    guess = venue(
        "guess",
        editions=[
            edition(year, deadline(f"{year - 1}-01-1{year % 9}")) for year in (2024, 2025, 2026)
        ],
    )
    sure = venue("sure", editions=[edition(2027, deadline("2027-01-10"))])
    own = str(written(tmp_path / "own.yaml", guess, sure))
    asked = [
        "--now",
        NOW,
        "deadlines",
        "--within",
        "120d",
        "--deadline-kind",
        "paper",
        "--catalogue",
        own,
    ]
    items = json.loads(run([*asked, "--format", "json"], tiny).out)["items"]
    assert [item["at"] for item in items] == sorted(item["at"] for item in items)
    window = next((item["low"], item["high"]) for item in items if item["certainty"] == "estimated")
    shown = run([*asked, "--format", "table"], tiny).out.splitlines()
    assert f"by ~{window[0][:10]}" in shown[1], "a table is in the order of the early side"
    exported = run(
        ["--now", NOW, "export", "guess", "--estimated", "--catalogue", own, "--format", "json"],
        tiny,
    ).out
    assert window in [(item["low"], item["high"]) for item in json.loads(exported)["items"]]


@pytest.mark.parametrize(
    "command",
    [["agenda"], ["remind"], ["remind", "--following"], ["export", "--following"], ["doctor"]],
)
def test_a_followed_id_that_is_gone_is_told(
    command: list[str], tiny: dict[str, str], tmp_path: Path
) -> None:
    own = str(
        written(tmp_path / "own.yaml", venue("a", editions=[edition(2027, deadline("2027-01-10"))]))
    )
    environ = tiny | {"CONFRADAR_STATE_DIR": str(tmp_path / "state")}
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "following.txt").write_text("a\nvanished\n")
    done = run(["--now", NOW, *command, "--catalogue", own], environ)
    assert "vanished" in done.out + done.err


def test_an_order_across_editions_of_a_list_says_so(tiny: dict[str, str], tmp_path: Path) -> None:
    def said(*ranks: dict[str, str]) -> str:
        own = str(
            written(
                tmp_path / "own.yaml",
                *(
                    venue(f"v{place}", ranks=given, topics=["recsys"])
                    for place, given in enumerate(ranks)
                ),
            )
        )
        return run(
            [
                "list",
                "--topic",
                "recsys",
                "--sort",
                "rank",
                "--catalogue",
                own,
                "--format",
                "table",
            ],
            tiny,
        ).err

    assert "CORE2023 and ICORE2026" in said(
        {"core": "A", "core_list": "ICORE2026"}, {"core": "B", "core_list": "CORE2023"}
    )
    assert "ICORE2026 and an edition that no record names" in said(
        {"core": "A", "core_list": "ICORE2026"}, {"core": "B"}
    )
    assert "do not compare" not in said(
        {"core": "A", "core_list": "ICORE2026"}, {"core": "B", "core_list": "ICORE2026"}
    )
