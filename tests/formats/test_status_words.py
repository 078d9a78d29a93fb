"""What texts say is called off: the event, the date that they stand beside, or something else."""

from __future__ import annotations

import pytest

from confradar.formats.wording import read_status

NAMES = ["ICML", "International Conference on Machine Learning"]


@pytest.mark.parametrize(
    ("text", "status", "of"),
    [
        ("Cancelled", "cancelled", "it"),
        ("CANCELED due to COVID-19", "cancelled", "it"),
        ("The conference has been cancelled.", "cancelled", "event"),
        ("Unfortunately, ICML 2027 has been called off", "cancelled", "event"),
        ("We regret that the 2027 edition will not take place", "cancelled", "event"),
        ("ICML does not take place in 2027", "cancelled", "event"),
        ("ICML won't take place", "cancelled", "event"),
        ("Not held in 2027", "cancelled", "it"),
        ("Merged into ECML PKDD", "cancelled", "it"),
        ("ICML has merged with COLT from 2027 on", "cancelled", "event"),
        ("Conference suspended until further notice", "cancelled", "event"),
        ("Postponed", "postponed", "it"),
        ("Postponed indefinitely", "postponed", "it"),
        ("This year's edition has been postponed to 2028", "postponed", "event"),
        ("The conference is postponed to May 5-8, 2028", "postponed", "event"),
        ("取消", "cancelled", "it"),
        ("本届会议因疫情已取消", "cancelled", "event"),
        ("2027年停办", "cancelled", "it"),
        ("并入ECML", "cancelled", "it"),
        ("推迟至2028年", "postponed", "it"),
        ("延期举办", "postponed", "it"),
        ("与ECAI合并", "cancelled", "it"),
        ("There will be no conference in 2027", "cancelled", "event"),
        ("会议推迟举办", "postponed", "event"),
        ("The workshop is cancelled", "cancelled", "else"),
        ("Round 1 is cancelled", "cancelled", "else"),
        ("Registration suspended", "cancelled", "else"),
        ("Social event cancelled", "cancelled", "else"),
        ("Submission deadline postponed to 5 May", "postponed", "else"),
        ("Notification delayed", "postponed", "else"),
        ("截稿推迟至2027年5月5日", "postponed", "else"),
    ],
)
def test_what_is_called_off(text: str, status: str, of: str) -> None:
    found = read_status(text, own=NAMES, year=2027)
    assert found
    assert (found.status, found.of) == (status, of)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "not cancelled",
        "The conference is not cancelled",
        "The event won't be cancelled",
        "No longer postponed",
        "The event may be postponed",
        "If cancelled, fees are refunded",
        "Check the cancellation policy",
        "Hotel bookings can be cancelled",
        "Moved online",
        "The in-person conference was cancelled, it is held virtually",
        "ICML 2020 was cancelled; ICML 2027 will be in Vienna",
        "The 2026 edition was cancelled",
        "Last year's edition was cancelled",
        "The cancelled 2026 edition will be made up for",
        "Formerly XYZ, merged with XYZ in 2020",
        "Conference cancelled; virtual event instead",
        "Deadline extended to 5 May",
        "截稿延期至5月5日",
        "未取消",
        "会议不会取消",
    ],
)
def test_what_is_not(text: str) -> None:
    assert read_status(text, own=NAMES, year=2027) is None


def test_a_workshop_is_an_event_where_the_venue_is_one() -> None:
    found = read_status("The workshop is cancelled", own=["W", "Workshop on Tools"])
    assert found
    assert found.of == "event"
