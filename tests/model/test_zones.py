"""Zones and wall times: every spelling gives the instant that was meant, or an error that says what
would be right."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from confradar.model.instants import instant, wall_trouble
from confradar.model.wall_times import parse_wall
from confradar.model.zone_names import ABBREVIATIONS, AMBIGUOUS
from confradar.model.zones import parse_zone

WINTER, SUMMER = datetime(2026, 1, 15, 12), datetime(2026, 7, 15, 12)


def hours(zone: str, wall: datetime = WINTER) -> float:
    offset = wall.replace(tzinfo=parse_zone(zone)).utcoffset()
    assert offset is not None
    return offset.total_seconds() / 3600


@pytest.mark.parametrize(
    "zone",
    [
        "AoE",
        "aoe",
        "AOE",
        "Anywhere on Earth",
        " anywhere  on earth ",
        "AnywhereOnEarth",
        "Anywhere-on-Earth",
        "AoE (UTC-12)",
        "UTC-12 / AoE",
    ],
)
def test_anywhere_on_earth_is_twelve_hours_behind_utc(zone: str) -> None:
    assert hours(zone) == hours(zone, SUMMER) == -12


@pytest.mark.parametrize(
    ("zone", "offset"),
    [
        ("UTC", 0),
        ("utc", 0),
        ("GMT", 0),
        ("Z", 0),
        ("UTC+0", 0),
        ("UTC-0", 0),
        ("UTC+8", 8),
        ("UTC-12", -12),
        ("UTC-08", -8),
        ("GMT+02", 2),
        ("GMT+8", 8),
        ("+8", 8),
        ("-03:30", -3.5),
        ("UTC+5:30", 5.5),
        ("UTC+0530", 5.5),
        ("UTC+530", 5.5),
        ("UTC + 8", 8),
        ("UTC−8", -8),
        ("UTC–8", -8),
        ("utc+14", 14),
        ("UTC+05:45", 5.75),
    ],
)
def test_fixed_offsets(zone: str, offset: float) -> None:
    assert hours(zone) == hours(zone, SUMMER) == offset


@given(
    sign=st.sampled_from("+-"),
    minutes=st.integers(0, 14 * 60),
    name=st.sampled_from(["UTC", "GMT", "utc", "Gmt", ""]),
    spelling=st.sampled_from(["{h}:{m:02}", "{h:02}:{m:02}", "{h:02}{m:02}", "{h}{m:02}"]),
)
def test_any_spelling_of_an_offset_gives_that_offset(
    sign: str, minutes: int, name: str, spelling: str
) -> None:
    text = name + sign + spelling.format(h=minutes // 60, m=minutes % 60)
    assert round(hours(text) * 60) == (minutes if sign == "+" else -minutes)


@pytest.mark.parametrize("zone", ["UTC+15", "UTC-14:30", "UTC+99", "UTC+8:60", "UTC+2:75"])
def test_impossible_offsets_are_refused(zone: str) -> None:
    with pytest.raises(ValueError, match="time zone"):
        parse_zone(zone)


def test_etc_names_have_the_inverted_sign_of_the_tz_database() -> None:
    assert hours("Etc/GMT+8") == -8
    assert hours("GMT+8") == 8
    assert hours("Etc/GMT+12") == hours("AoE")


@pytest.mark.parametrize(
    ("zone", "winter", "summer"),
    [
        ("PT", -8, -7),
        ("pt", -8, -7),
        ("MT", -7, -6),
        ("CT", -6, -5),
        ("ET", -5, -4),
        ("CET", 1, 2),
        ("EET", 2, 3),
        ("WET", 0, 1),
        ("PST", -8, -8),
        ("PDT", -7, -7),
        ("EST", -5, -5),
        ("EDT", -4, -4),
        ("MST", -7, -7),
        ("CEST", 2, 2),
        ("HST", -10, -10),
        ("JST", 9, 9),
        ("KST", 9, 9),
        ("NST", -3.5, -3.5),
        ("AEDT", 11, 11),
        ("Europe/London", 0, 1),
        ("Europe/Paris", 1, 2),
        ("America/Los_Angeles", -8, -7),
        ("Pacific/Honolulu", -10, -10),
        ("Asia/Kolkata", 5.5, 5.5),
        ("America/Argentina/Buenos_Aires", -3, -3),
    ],
)
def test_names_of_a_region_follow_its_daylight_saving_and_names_of_a_time_do_not(
    zone: str, winter: float, summer: float
) -> None:
    assert (hours(zone, WINTER), hours(zone, SUMMER)) == (winter, summer)


@pytest.mark.parametrize(
    ("zone", "winter", "summer"),
    [
        ("Anywhere on Earth (AoE)", -12, -12),
        ("AoE time", -12, -12),
        ("(UTC-12)", -12, -12),
        ("AoE, UTC-12:00", -12, -12),
        ("Etc/GMT+12 (AoE)", -12, -12),
        ("UTC+8 (Beijing)", 8, 8),
        ("Beijing Time (UTC+8)", 8, 8),
        ("北京时间", 8, 8),
        ("China Standard Time (CST)", 8, 8),
        ("CST (UTC+8)", 8, 8),
        ("CST (UTC-6)", -6, -6),
        ("IST (UTC+5:30)", 5.5, 5.5),
        ("Pacific Time", -8, -7),
        ("US Pacific Time", -8, -7),
        ("Pacific Standard Time", -8, -8),
        ("Eastern Time (US & Canada)", -5, -4),
        ("PT (UTC-8)", -8, -7),
        ("PT (UTC-7)", -8, -7),
        ("PT (UTC-8/-7)", -8, -7),
        ("PDT (UTC-7)", -7, -7),
        ("PDT (UTC-8)", -7, -7),
        ("PST (UTC-7)", -8, -8),
        ("EST/EDT", -5, -4),
        ("America/Los_Angeles (UTC-8)", -8, -7),
        ("UTC+2 (CEST)", 2, 2),
        ("CET (UTC+2)", 1, 2),
        ("UTC+1 (Paris)", 1, 2),
        ("Central European Summer Time", 2, 2),
        ("New York time", -5, -4),
        ("UTC+9 (JST)", 9, 9),
        ("UTC+8 (local time)", 8, 8),
        ("UTC (GMT)", 0, 0),
        ("London (GMT)", 0, 1),
        ("UTC/GMT+8", 8, 8),
        ("GMT/UTC", 0, 0),
        ("UTC+5.5", 5.5, 5.5),
        ("UTC+08:00 (China Standard Time)", 8, 8),
        ("GMT+8 (Beijing/Hong Kong)", 8, 8),
        ("北京时间（UTC+8）", 8, 8),
        ("东八区", 8, 8),
        ("Hawaii-Aleutian Standard Time", -10, -10),
        ("Israel Standard Time (IST)", 2, 2),
        ("British Summer Time (BST)", 1, 1),
        ("IST (India)", 5.5, 5.5),
        ("Brasilia Time", -3, -3),
        ("SAST (UTC+2)", 2, 2),
        ("Zulu", 0, 0),
    ],
)
def test_names_and_offsets_beside_each_other_mean_one_thing(
    zone: str, winter: float, summer: float
) -> None:
    assert (hours(zone, WINTER), hours(zone, SUMMER)) == (winter, summer)


@pytest.mark.parametrize("zone", ["CST", "IST", "BST", "AST", "SST", "ist"])
def test_abbreviations_of_several_countries_are_refused_with_their_meanings(zone: str) -> None:
    with pytest.raises(ValueError, match=r"ambiguous: write UTC.* or UTC"):
        parse_zone(zone)


def test_no_abbreviation_is_both_known_and_ambiguous() -> None:
    assert not set(ABBREVIATIONS) & set(AMBIGUOUS)


@pytest.mark.parametrize(
    "zone",
    ["", " ", "XYZ", "Europe", "Europe/", "Europe/Atlantis", "America/Argentina", "../etc/passwd",
        "/etc/localtime", "posix/../UTC", "UTC8", "8", "UTC+", "localtime", "Atlantis Time",
        "UTC+8 (Atlantis)", "time", "UTC+3, UTC+4", "PT (UTC-12)", "JST (UTC+8)", "AoE (UTC+12)",
        "ET / PT", "UTC+1 (GMT)", "CST (UTC-5)", "a/b\x00", "zone.tab"],
)  # fmt: skip
def test_unknown_zones_are_refused(zone: str) -> None:
    with pytest.raises(ValueError, match="time zone"):
        parse_zone(zone)


@given(
    st.one_of(
        st.text(max_size=30),
        st.from_regex(r"(UTC|GMT|[A-Z]{1,4})?[+-]?[0-9:]{0,6}"),
        st.from_regex(r"[A-Za-z_]{0,8}(/[A-Za-z_.+-]{0,8}){1,3}"),
    )
)
def test_no_text_gives_another_error_than_value_error(text: str) -> None:
    for parse in (parse_zone, parse_wall):
        try:
            parse(text)
        except ValueError as error:
            assert str(error)


@pytest.mark.parametrize(
    "zone", sorted(name for name in available_timezones() if "/" in name)[::17]
)
def test_names_of_the_tz_database_are_known(zone: str) -> None:
    assert parse_zone(zone) == ZoneInfo(zone)


@pytest.mark.parametrize(
    ("text", "wall", "date_only"),
    [
        ("2026-05-06", "2026-05-06T23:59:59", True),
        ("2022-5-3", "2022-05-03T23:59:59", True),
        ("2026-05-06 12:00", "2026-05-06T12:00:00", False),
        ("2026-05-06 9:05", "2026-05-06T09:05:00", False),
        ("2026-05-06T23:59:59", "2026-05-06T23:59:59", False),
        (" 2026-05-06 23:59:59 ", "2026-05-06T23:59:59", False),
        ("2026-05-06 00:00", "2026-05-06T00:00:00", False),
        ("2026-05-06 24:00", "2026-05-07T00:00:00", False),
        ("2026-12-31 24:00:00", "2027-01-01T00:00:00", False),
        ("2024-02-28 24:00", "2024-02-29T00:00:00", False),
    ],
)
def test_wall_times(text: str, wall: str, date_only: bool) -> None:
    found = parse_wall(text)
    assert (found.time.isoformat(), found.date_only) == (wall, date_only)
    assert found.time.tzinfo is None


@pytest.mark.parametrize(
    "text",
    ["", "TBD", "2026", "2026-02-30", "2025-02-29", "2026-13-01", "2026-05-06 24:01",
        "2026-05-06 25:00", "2026-05-06 12:60", "2026-05-06 12", "2026-05-06 12:00:60",
        "0026-05-06", "2999-01-01", "06-05-2026", "2026/05/06", "2026-05-06 12:00 UTC",
        "2026-05-06T12:00Z", "2026-05-06 12:00:00.5", "May 6, 2026", "%y-05-06"],
)  # fmt: skip
def test_what_is_not_a_wall_time_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"write YYYY-MM-DD|not a possible time|out of range"):
        parse_wall(text)


@given(
    st.datetimes(datetime(1971, 1, 1), datetime(2199, 1, 1)).map(
        lambda wall: wall.replace(microsecond=0)
    ),
    st.sampled_from([" ", "T"]),
)
def test_a_written_wall_time_is_read_as_itself(wall: datetime, separator: str) -> None:
    assert parse_wall(wall.isoformat(separator)).time == wall
    assert parse_wall(wall.date().isoformat()).time.date() == wall.date()


@pytest.mark.parametrize(
    ("zone", "reader", "local"),
    [
        ("AoE", "Pacific/Auckland", "Sun 2026-01-25 00:59"),
        ("AoE", "Pacific/Honolulu", "Sat 2026-01-24 01:59"),
        ("AoE", "Asia/Shanghai", "Sat 2026-01-24 19:59"),
        ("AoE", "Pacific/Kiritimati", "Sun 2026-01-25 01:59"),
        ("PT", "Europe/Berlin", "Sat 2026-01-24 08:59"),
        ("UTC+8", "America/New_York", "Fri 2026-01-23 10:59"),
    ],
)
def test_a_deadline_on_friday_evening_seen_from_elsewhere(
    zone: str, reader: str, local: str
) -> None:
    at = instant(parse_wall("2026-01-23 23:59:59").time, parse_zone(zone))
    assert at.tzinfo is UTC
    assert at.astimezone(ZoneInfo(reader)).strftime("%a %Y-%m-%d %H:%M") == local


@pytest.mark.parametrize(
    ("zone", "wall", "trouble", "utc"),
    [
        ("PT", "2026-03-08 02:30", "missing", "2026-03-08T10:30"),
        ("PT", "2026-11-01 01:30", "doubled", "2026-11-01T08:30"),
        ("PT", "2026-11-01 02:00", None, "2026-11-01T10:00"),
        ("Europe/Berlin", "2026-03-29 02:30", "missing", "2026-03-29T01:30"),
        ("Europe/Berlin", "2026-10-25 02:30", "doubled", "2026-10-25T00:30"),
        ("Europe/Berlin", "2026-10-25 03:00", None, "2026-10-25T02:00"),
        ("AoE", "2026-03-08 02:30", None, "2026-03-08T14:30"),
        ("PST", "2026-03-08 02:30", None, "2026-03-08T10:30"),
    ],
)
def test_walls_that_daylight_saving_skips_or_doubles_take_the_offset_before_the_change(
    zone: str, wall: str, trouble: str | None, utc: str
) -> None:
    time, place = parse_wall(wall).time, parse_zone(zone)
    assert wall_trouble(time, place) == trouble
    assert instant(time, place).isoformat() == f"{utc}:00+00:00"
    assert instant(time.replace(fold=1), place) == instant(time, place), (
        "a fold that slipped in does not move a deadline"
    )


@given(
    st.datetimes(datetime(1990, 1, 1), datetime(2037, 1, 1)),
    st.sampled_from(["AoE", "PT", "Europe/London", "UTC+5:30", "Pacific/Auckland", "ET"]),
)
def test_an_instant_shown_in_its_own_zone_is_the_wall_time_unless_that_is_missing(
    wall: datetime, zone: str
) -> None:
    place: tzinfo = parse_zone(zone)
    back = instant(wall, place).astimezone(place).replace(tzinfo=None)
    if wall_trouble(wall, place) == "missing":
        assert back == wall + timedelta(hours=1)
    else:
        assert back == wall
