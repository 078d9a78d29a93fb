"""Free text that says when an event takes place, in every spelling that the sources have."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from confradar.formats.lists.eventdate import event_days


@pytest.mark.parametrize(
    ("text", "year", "first", "last"),
    [
        ("March 12-16, 2021", 2021, "2021-03-12", "2021-03-16"),
        ("Feb 22 - March 1", 2022, "2022-02-22", "2022-03-01"),
        ("Feb 22 - March 1, 2022", 2022, "2022-02-22", "2022-03-01"),
        ("May 29- June 2, 2026", 2026, "2026-05-29", "2026-06-02"),
        ("September, 9-12, 2025", 2025, "2025-09-09", "2025-09-12"),
        ("August 24–26", 2026, "2026-08-24", "2026-08-26"),
        ("August 24—26, 2026", 2026, "2026-08-24", "2026-08-26"),
        ("September 29 to October 2", 2024, "2024-09-29", "2024-10-02"),
        ("Oct. 6-10", 2025, "2025-10-06", "2025-10-10"),
        ("Sept 9", 2025, "2025-09-09", "2025-09-09"),
        ("Sept. 9-11, 2025", 2025, "2025-09-09", "2025-09-11"),
        ("29 June - 3 July, 2026", 2026, "2026-06-29", "2026-07-03"),
        ("3-7 July 2026", 2026, "2026-07-03", "2026-07-07"),
        ("June 28th - July 1st", 2023, "2023-06-28", "2023-07-01"),
        ("July 28th - 31st, 2023", 2023, "2023-07-28", "2023-07-31"),
        ("December 07-10 , 2022", 2022, "2022-12-07", "2022-12-10"),
        ("August 30 - Septemper 1, 2024", 2024, "2024-08-30", "2024-09-01"),
        ("Monday 3 May - Friday 7 May 2027", 2027, "2027-05-03", "2027-05-07"),
        ("July 5 through 9, 2027 (hybrid)", 2027, "2027-07-05", "2027-07-09"),
        ("2026-05-01 to 2026-05-04", 2026, "2026-05-01", "2026-05-04"),
        ("2026-05-01", 2026, "2026-05-01", "2026-05-01"),
        ("December 30, 2025 - January 3, 2026", 2026, "2025-12-30", "2026-01-03"),
        ("December 30 - January 3, 2026", 2026, "2025-12-30", "2026-01-03"),
        ("December 30 - January 3", 2026, "2025-12-30", "2026-01-03"),
        ("February 29 - March 2", 2024, "2024-02-29", "2024-03-02"),
        ("March 12-16, 2021", 2020, "2021-03-12", "2021-03-16"),
        ("January 31 - 4 February, 2026", 2026, "2026-01-31", "2026-02-04"),
        ("31 January - February 4, 2026", 2026, "2026-01-31", "2026-02-04"),
        ("01.06.2027 - 04.06.2027", 2027, "2027-06-01", "2027-06-04"),
        ("1.-4.6.2027", 2027, "2027-06-01", "2027-06-04"),
        ("28.12. - 3.1.2027", 2027, "2026-12-28", "2027-01-03"),
        ("28/06/2027 - 02/07/2027", 2027, "2027-06-28", "2027-07-02"),
        ("6/14/2027 - 6/16/2027", 2027, "2027-06-14", "2027-06-16"),
        ("May 3-6, 2027 with ICSE 2027", 2027, "2027-05-03", "2027-05-06"),
        ("May 3-6, 2027 (co-located with ICSE'27)", 2027, "2027-05-03", "2027-05-06"),
        ("(at ICML 2027) July 4-6", 2027, "2027-07-04", "2027-07-06"),
        ("June 1-4, 2027 (tentative)", 2027, "2027-06-01", "2027-06-04"),
        ("Tentatively: June 1-4, 2027 (to be confirmed)", 2027, "2027-06-01", "2027-06-04"),
        ("between 3 and 6 May 2027", 2027, "2027-05-03", "2027-05-06"),
        ("May 3, 4, 5 and 6, 2027", 2027, "2027-05-03", "2027-05-06"),
        ("May 3 & 4, 2027", 2027, "2027-05-03", "2027-05-04"),
        ("2027-05-03/06", 2027, "2027-05-03", "2027-05-06"),
        ("2027-05-03/2027-05-06", 2027, "2027-05-03", "2027-05-06"),
        ("2027.05.03-2027.05.06", 2027, "2027-05-03", "2027-05-06"),
        ("03.05.-06.05.2027", 2027, "2027-05-03", "2027-05-06"),
        ("May 3-6, 2027, Vienna, Austria", 2027, "2027-05-03", "2027-05-06"),
        ("May 3-6, 2027 (Vienna)", 2027, "2027-05-03", "2027-05-06"),
        ("May 3-6, 2027 (workshops: May 7)", 2027, "2027-05-03", "2027-05-06"),
        ("May 3-6, 2027 + workshops May 7-8", 2027, "2027-05-03", "2027-05-06"),
        ("May 3 2027 9:00 - May 6 2027 18:00", 2027, "2027-05-03", "2027-05-06"),
        ("Main conference: May 3-6, 2027", 2027, "2027-05-03", "2027-05-06"),
        ("postponed to May 3-6, 2027", 2027, "2027-05-03", "2027-05-06"),
        ("Sep 6-9, 2027 (postponed from May 3-6, 2027)", 2027, "2027-09-06", "2027-09-09"),
        ("5月3日至6日（推迟至2027年9月3-6日）", 2027, "2027-09-03", "2027-09-06"),
        ("2027年5月3-6日（线下）", 2027, "2027-05-03", "2027-05-06"),
        ("2027年12月30日-2028年1月2日", 2027, "2027-12-30", "2028-01-02"),
        ("2027年6月1日-4日", 2027, "2027-06-01", "2027-06-04"),
        ("2027年6月1-4日", 2027, "2027-06-01", "2027-06-04"),
        ("2027年6月30日至7月2日", 2027, "2027-06-30", "2027-07-02"),
        ("6月1日～4日", 2027, "2027-06-01", "2027-06-04"),
    ],
)
def test_spellings(text: str, year: int, first: str, last: str) -> None:
    assert event_days(text, year) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "text",
    ["28th - 1st", "07-10 , 2022", "Sept", "March-April, 2025", "TBA, May 2027", "TBD", "2027",
        "Extended", "", "August 2027 (exact dates TBD)", "March", "12-16", "Summer 2026",
        "February 30, 2026", "March 16-12, 2021", "May 5, June 6, July 7", "July 5 - 7 - 9",
        "2026-05-04 to 2026-05-01", "2026-02-30", "2026-13-01 to 2026-13-04",
        "February 29 - March 2, 2026", "6/10 - 6/14/2026", "March 0-4, 2026", "See the page",
        "with ICML 2027", "06/07/2027", "2027年6月", "January 1 - December 31, 2027",
        "2027-01-01 to 2027-12-31", "31.02.2027", "May 5-7 and June 1-3",
        "May 2 (workshops), May 4-6, 2027", "May 3, 5 and 7, 2027", "mid-May 2027",
        "first week of May 2027", "May 3-5 (moved to September)"],
)  # fmt: skip
def test_a_text_without_both_month_and_day_is_not_guessed(text: str) -> None:
    assert event_days(text, 2026) is None


_DASHES = st.sampled_from(["-", " - ", "–", " – ", "- ", " to ", " through "])
_MONTH = st.sampled_from(["{0}", "{1}", "{1}."])


@st.composite
def _spelled(draw: st.DrawFn) -> tuple[str, date, date]:
    first = draw(st.dates(date(2015, 1, 1), date(2035, 12, 31)))
    last = first + timedelta(days=draw(st.integers(0, 20)))
    assume(first.year == last.year)

    def month(day: date) -> str:
        names = (
            calendar.month_name[day.month],
            "Sept" if day.month == 9 and draw(st.booleans()) else calendar.month_abbr[day.month],
        )
        return draw(_MONTH).format(*names)

    def ordinal(day: date) -> str:
        end = "th" if 10 < day.day < 20 else {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10, "th")
        return draw(st.sampled_from([f"{day.day}", f"{day.day:02}", f"{day.day}{end}"]))

    dash, comma = draw(_DASHES), draw(st.sampled_from([", ", " ", " , "]))
    month_first = draw(st.booleans())
    if first == last:
        days = (
            f"{month(first)} {ordinal(first)}"
            if month_first
            else f"{ordinal(first)} {month(first)}"
        )
    elif first.month == last.month and draw(st.booleans()):
        span = f"{ordinal(first)}{dash}{ordinal(last)}"
        days = f"{month(first)} {span}" if month_first else f"{span} {month(first)}"
    elif month_first:
        days = f"{month(first)} {ordinal(first)}{dash}{month(last)} {ordinal(last)}"
    else:
        days = f"{ordinal(first)} {month(first)}{dash}{ordinal(last)} {month(last)}"
    return days + draw(st.sampled_from(["", f"{comma}{first.year}"])), first, last


@given(_spelled())
def test_whatever_is_written_in_these_ways_is_read_back(spelled: tuple[str, date, date]) -> None:
    text, first, last = spelled
    assert event_days(text, first.year) == (first, last)


@given(st.text("0123456789JanuryMch -–,.tos", max_size=25), st.integers(-(10**18), 10**18))
@example("May 3", 10**17)
@example("2026-01-01 2026-01-02 2026-01-03", 2026)
@example("10000-01-01", 2026)
def test_no_text_breaks_it_and_what_it_gives_is_in_order(text: str, year: int) -> None:
    found = event_days(text, year)
    assert found is None or found[0] <= found[1]
