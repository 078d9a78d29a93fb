"""Estimates: where the rule puts the next editions, with which interval, and from what it never
learns."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from confradar.forecast import coming
from confradar.forecast.calibration import Calibration, calibrate
from confradar.forecast.past_editions import History, Past, Point, expects
from confradar.forecast.rule import Class, Estimate

RATIOS = Calibration({"paper": (-1.0, 1.0)})


def edition(
    year: int, *papers: str, start: str | None = None, cancelled: bool = False, **others: str
) -> Past:
    """An edition with paper deadlines, one a round, and other dates of its first round."""
    points = [
        Point("paper", number, date.fromisoformat(day))
        for number, day in enumerate(papers, start=1)
    ]
    points += [Point(kind, 1, date.fromisoformat(day)) for kind, day in others.items()]
    first = date.fromisoformat(start) if start else None
    return Past(
        year,
        first,
        first + timedelta(days=4) if first else None,
        tuple(sorted(points, key=lambda point: point.day)),
        cancelled,
    )


def venue(*editions: Past, cadence: str = "annual") -> History:
    return History("v", cadence, editions)


def of(history: History, *, horizon: int = 2027) -> dict[tuple[int, str, int], Estimate]:
    return {
        (item.year, item.kind, item.round): item
        for item in coming.estimates(history, RATIOS, horizon=horizon)
    }


def test_the_same_weekday_a_year_later_with_the_habit_as_reason() -> None:
    found = of(
        venue(edition(2024, "2023-05-10"), edition(2025, "2024-05-08"), edition(2026, "2025-05-07"))
    )
    estimate = found[(2027, "paper", 1)]
    assert estimate.centre == date(2026, 5, 6)
    assert estimate.centre.weekday() == date(2025, 5, 7).weekday()
    assert estimate.class_ is Class.stable
    assert estimate.low < estimate.centre < estimate.high
    assert (estimate.reason.by, estimate.reason.number, estimate.reason.swing) == ("habit", 3, 0)
    assert {year for year, _, _ in found} == {2027, 2028}


def test_other_dates_keep_their_distance_to_the_paper_deadline() -> None:
    found = of(
        venue(
            edition(
                2026,
                "2025-05-07",
                abstract="2025-04-30",
                notification="2025-08-01",
                camera_ready="2025-09-01",
            )
        )
    )
    paper = found[(2027, "paper", 1)].centre
    assert (paper - found[(2027, "abstract", 1)].centre).days == 7
    assert (found[(2027, "notification", 1)].centre - paper).days == 86
    assert (found[(2027, "camera_ready", 1)].centre - paper).days == 117


def test_an_announced_date_always_wins_and_missing_ones_come_from_it() -> None:
    before = edition(2026, "2025-05-07", notification="2025-08-05")
    found = of(venue(before, edition(2027, "2026-06-30")))
    assert (2027, "paper", 1) not in found
    assert found[(2027, "notification", 1)].centre == date(2026, 6, 30) + timedelta(days=90)
    assert found[(2028, "paper", 1)].centre == date(2026, 6, 30) + timedelta(days=364)


def test_venues_with_many_rounds_repeat_their_calendar_dates() -> None:
    quarterly = venue(edition(2026, "2025-01-17", "2025-04-17", "2025-07-17", "2025-10-17"))
    found = of(quarterly)
    assert [found[(2027, "paper", number)].centre for number in (1, 2, 3, 4)] == [
        date(2026, month, 17) for month in (1, 4, 7, 10)
    ]


def test_cadence_comes_from_the_catalogue_not_from_gaps() -> None:
    editions = (
        edition(2022, "2022-03-07"),
        edition(2024, "2024-03-07"),
        edition(2026, "2026-03-05"),
    )
    assert {year for year, _, _ in of(venue(*editions, cadence="biennial"))} == {2028, 2030}
    assert {year for year, _, _ in of(venue(*editions), horizon=2028)} == {2027, 2028}
    assert of(venue(*editions, cadence="biennial"))[(2028, "paper", 1)].class_ is not Class.gap


def test_one_edition_none_and_a_cancelled_year() -> None:
    one = of(venue(edition(2026, "2025-05-07")))[(2027, "paper", 1)]
    assert one.class_ is Class.single
    assert of(venue()) == {}
    assert of(venue(edition(2027, start="2027-06-01"))) == {}
    cancelled = of(
        venue(
            edition(2025, "2024-05-08"), edition(2026, "2025-05-07"), edition(2027, cancelled=True)
        )
    )
    assert {year for year, _, _ in cancelled} == {2028, 2029}
    wrong = of(venue(edition(2025, "2024-05-08"), edition(2026, "2025-11-07", cancelled=True)))
    assert wrong[(2027, "paper", 1)].centre == date(2024, 5, 8) + timedelta(days=728), (
        "dates of a cancelled edition teach nothing"
    )


def test_a_moved_event_moves_the_deadline_by_a_part() -> None:
    last = edition(2026, "2025-10-01", start="2026-04-20")
    moved = of(venue(last, edition(2027, start="2027-06-14")))[(2027, "paper", 1)]
    days = (date(2027, 6, 14) - date(2026, 4, 20)).days - 364
    assert moved.centre == date(2025, 10, 1) + timedelta(days=364 + round(0.55 * days))
    assert moved.reason.moved == 56, "days that the event is later"
    near = of(venue(last, edition(2027, start="2027-04-26")))[(2027, "paper", 1)]
    assert near.centre == date(2025, 10, 1) + timedelta(days=364), "a week more or less is no move"


def test_a_round_of_the_edition_before_that_is_still_to_come_is_estimated() -> None:
    found = of(venue(edition(2026, "2025-07-31", "2026-02-08"), edition(2027, "2026-07-26")))
    assert found[(2027, "paper", 2)].centre == date(2026, 2, 8) + timedelta(days=364)
    assert (2028, "paper", 2) in found


def test_wider_for_the_volatile_and_after_a_gap() -> None:
    stable = of(venue(edition(2025, "2024-05-08"), edition(2026, "2025-05-07")))[(2027, "paper", 1)]
    volatile = of(venue(edition(2025, "2024-03-08"), edition(2026, "2025-05-07")))[
        (2027, "paper", 1)
    ]
    second = of(venue(edition(2025, "2024-05-08"), edition(2026, "2025-05-07")))[(2028, "paper", 1)]
    assert volatile.class_ is Class.volatile
    assert (volatile.high - volatile.low) > (stable.high - stable.low)
    assert (second.high - second.low) > (stable.high - stable.low)


# ---- On real data


def test_a_kind_that_the_newest_two_full_editions_lack_is_not_estimated() -> None:
    old = edition(2023, "2022-05-11", abstract="2022-05-04", notification="2022-08-01")
    without = [
        edition(year, f"{year - 1}-05-08", notification=f"{year - 1}-08-01")
        for year in (2024, 2025)
    ]
    found = of(venue(old, *without))
    assert (2026, "notification", 1) in found
    assert (2026, "abstract", 1) not in found
    assert (2026, "abstract", 1) in of(
        venue(
            old,
            without[0],
            edition(2025, "2024-05-08", abstract="2024-05-01", notification="2024-08-01"),
        )
    )


def test_an_edition_that_tells_its_papers_only_so_far_says_nothing_of_what_comes_later() -> None:
    held = [
        edition(year, f"{year - 1}-05-08", notification=f"{year - 1}-08-01")
        for year in (2025, 2026)
    ]
    assert (2027, "notification", 1) in of(venue(*held, edition(2027, "2026-05-06")))


def test_a_round_that_the_call_does_not_have_is_not_estimated() -> None:
    before = edition(2026, "2025-05-07", "2025-09-10", start="2026-06-01")
    coming = edition(2027, "2026-05-06", start="2027-06-01")
    assert (2027, "paper", 2) in of(venue(before, coming))
    assert (2027, "paper", 2) not in of(venue(before, replace(coming, rounds=1)))


def test_of_an_irregular_series_only_the_next_edition_is_estimated() -> None:
    found = of(
        venue(edition(2024, "2023-05-10"), edition(2026, "2025-05-07"), cadence="irregular"),
        horizon=2032,
    )
    assert {year for year, _, _ in found} == {2028}


def test_of_an_irregular_series_whose_gaps_differ_no_edition_is_made_up() -> None:
    held = [
        edition(2021, "2020-10-07"),
        edition(2023, "2022-10-20"),
        edition(2024, "2023-10-13"),
        edition(2026, "2025-10-06"),
    ]
    assert of(venue(*held, cadence="irregular"), horizon=2032) == {}
    assert {
        year for year, _, _ in of(venue(*held, edition(2028), cadence="irregular"), horizon=2032)
    } == {2028}


def test_a_single_edition_foretells_no_far_year() -> None:
    assert {year for year, _, _ in of(venue(edition(2023, "2022-05-10")), horizon=2028)} == {
        2024,
        2025,
    }
    assert {
        year
        for year, _, _ in of(
            venue(edition(2022, "2021-05-10"), edition(2023, "2022-05-10")), horizon=2026
        )
    } == {2024, 2025, 2026}


def test_a_joint_year_is_no_base() -> None:
    joint = replace(edition(2026, "2026-03-01", start="2026-08-01"), joint=True)
    found = of(venue(edition(2024, "2024-01-17"), edition(2025, "2025-01-15"), joint))
    assert found[(2027, "paper", 1)].centre == date(2027, 1, 13)
    assert not [key for key in found if key[0] == 2026]


def test_no_estimate_comes_after_the_event_begins() -> None:
    before = edition(2026, "2025-05-07", start="2025-09-15", notification="2025-09-01")
    found = of(venue(before, edition(2027, "2026-06-20", start="2026-09-14")))
    told = found[(2027, "notification", 1)]
    assert told.low <= told.centre <= told.high <= date(2026, 9, 14)


def test_proposals_and_registration_are_estimated_once_an_edition() -> None:
    past = edition(
        2026,
        "2025-05-07",
        "2025-09-03",
        workshop_proposal="2025-04-02",
        early_registration="2025-12-01",
    )
    found = of(venue(past))
    assert [key for key in found if key[1] == "workshop_proposal" and key[0] == 2027] == [
        (2027, "workshop_proposal", 1)
    ]
    assert found[(2027, "workshop_proposal", 1)].centre == date(2026, 4, 1)
    assert (2027, "early_registration", 1) in found


def test_dormant_one_off_and_rolling_series_have_no_estimates() -> None:
    assert expects("conference", "annual", None)
    assert not any(
        expects("conference", *told)
        for told in (
            ("annual", "dormant"),
            ("annual", "one-off"),
            ("rolling", None),
            ("monthly", None),
        )
    )


def test_no_abstract_is_estimated_after_its_paper() -> None:
    ratios = Calibration({"paper": (-2.0, 1.0), "abstract": (-0.5, 3.0)})
    history = venue(
        edition(2025, "2024-05-08", abstract="2024-05-07"),
        edition(2026, "2025-05-07", abstract="2025-05-06"),
    )
    found = {
        (item.year, item.kind): item for item in coming.estimates(history, ratios, horizon=2027)
    }
    abstract, paper = found[(2027, "abstract")], found[(2027, "paper")]
    assert (abstract.low, abstract.high) == (paper.low, paper.high)
    assert abstract.centre < paper.centre


def test_after_a_year_left_out_it_is_wider_but_not_for_an_edition_still_to_come() -> None:
    wider = Calibration({"paper": (-1.0, 1.0)}, after_gap=2.0)
    history = venue(edition(2023, "2022-05-11"), edition(2024, "2023-05-10"))

    def width(calibration: Calibration, horizon: int) -> int:
        found = {
            (item.year, item.kind): item
            for item in coming.estimates(history, calibration, horizon=horizon)
        }
        return (found[(2026, "paper")].high - found[(2026, "paper")].low).days

    assert width(wider, 2027) == 2 * width(RATIOS, 2027), (
        "2025 was left out while other series are past it"
    )
    assert width(wider, 2026) == width(RATIOS, 2026), "2025 is still to come"


def test_how_much_wider_is_learnt_from_what_came_after_gaps() -> None:
    steady = [
        venue(*(edition(year, f"{year - 1}-05-{10 + year % 3:02}") for year in range(2018, 2027)))
        for _ in range(8)
    ]
    skipping = [venue(*(edition(year, f"{year - 1}-{month}-01") for year,
        month in years)) for years in
                [((2019, "05"), (2021, "05"), (2023, "09"), (2025, "03"))] * 6]  # fmt: skip
    assert calibrate(steady).after_gap == 1.0
    assert calibrate([*steady, *skipping]).after_gap > 1.5
