"""Mails, calendars, data files and OpenReview's answers, read to points."""

from __future__ import annotations

import json
from email.message import EmailMessage

import pytest

from confradar.errors import DataError
from confradar.formats.calls.document import Found, read_document
from confradar.formats.calls.openreview import venue_of


def points(data: str | bytes, name: str, year: int | None = None) -> list[str]:
    raw = data.encode() if isinstance(data, str) else data
    return [told for found in read_document(raw, name, year=year) for told in lines(found)]


def lines(found: Found) -> list[str]:
    return (
        [f"{point.kind} {point.wall} {point.zone or '-'}" for point in found.call.points]
        if found.call
        else [found.refused]
    )


def mail(
    subject: str, body: str, *, html: str = "", sent: str = "Mon, 09 Nov 2026 10:00:00 +0000"
) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Date"], message["Subject"] = (
        "chair@foo.example",
        "list@foo.example",
        sent,
        subject,
    )
    message.set_content(body)
    if html:
        message.add_alternative(html, subtype="html")
    return message.as_bytes()


def test_a_mail_says_its_venue_in_the_subject_and_its_year_by_its_day() -> None:
    data = mail(
        "[dbworld] CFP: NOTH 2027 (São Paulo)",
        "Submission: 3 February (AoE)\nNotification: 1 March\n",
        html="<p>see below</p>",
    )
    found = read_document(data, "call.eml")[0].call
    assert found is not None
    assert (found.edition.venue, found.edition.year) == ("NOTH", 2027)
    assert points(data, "call.eml") == ["paper 2027-02-03 AoE", "notification 2027-03-01 -"]


def test_a_mail_of_html_alone_is_read() -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "a@foo.example", "FOO 2027"
    message.set_content("<ul><li>Submission: <s>3</s> 10 February 2027</li></ul>", subtype="html")
    assert points(message.as_bytes(), "call.eml") == ["paper 2027-02-10 -"]


def test_each_mail_of_a_mailbox_is_read_and_the_unread_ones_are_told() -> None:
    call = mail("FOO 2027", "Submission: 3 February 2027\n")
    box = b"".join(
        b"From a@b Mon Nov  9 10:00:00 2026\n" + item + b"\n"
        for item in (call, mail("lunch", "at noon?\n"), call)
    )
    assert points(box, "calls.mbox") == [
        "paper 2027-02-03 -",
        "no dates found",
        "paper 2027-02-03 -",
    ]


@pytest.mark.parametrize(
    "data",
    [
        b"From: a\nTo: b\nSubject: c\n"
        + b"".join(
            b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(800)
        ),
        b"From: a\nTo: b\nSubject: c\nContent-Type: multipart/mixed; boundary=b\n\n"
        + b"--b\nContent-Type: text/plain\n\nx\n" * 400,
        b"From: a\nTo: b\nContent-Type: text/plain; charset=nope\nContent-Transfer-Encoding: base64\n\n!!!!",
    ],
    ids=["nested", "many", "broken"],
)
def test_a_mail_that_is_built_to_do_harm_ends_in_a_line(data: bytes) -> None:
    with pytest.raises(DataError) as refused:
        read_document(data, "bomb.eml")
    assert "\n" not in str(refused.value)


def test_a_harmful_mail_keeps_the_others_of_its_mailbox_from_nobody() -> None:
    harmful = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (number, number)
        for number in range(4000)
    )
    good = b"Subject: CFP FOO 2027\n\nPaper submission: 1 March 2027\n\n"
    box = b"".join(
        b"From a@b Mon Nov  9 10:00:00 2026\nFrom: a@b\n" + mail for mail in (good, harmful, good)
    )
    found = read_document(box, "calls.mbox")
    assert [item.call is not None for item in found] == [True, False, True]


def test_the_last_minute_of_a_day_anywhere_on_earth_is_told_as_that() -> None:
    answer = {
        "invitations": [
            {
                "id": "NeurIPS.cc/2026/Workshop/RPS/-/Submission",
                "duedate": 1788091140000,
                "expdate": 1788092940000,
            }
        ]
    }
    assert points(json.dumps(answer), "rps.json") == ["paper 2026-08-29T23:59 AoE"]
    answer["invitations"].append(
        {"id": "NeurIPS.cc/2026/Workshop/RPS/-/Official_Review", "duedate": 1789000000000}
    )
    assert len(points(json.dumps(answer), "rps.json")) == 1  # reviewers' dates are none of a call's
    answer["invitations"][0]["duedate"] = 1788091200000
    assert points(json.dumps(answer), "rps.json") == ["paper 2026-08-30T12:00 UTC"]


@pytest.mark.parametrize(
    ("group", "venue"),
    [
        ("NeurIPS.cc/2026/Workshop/RPS", "RPS"),
        ("ICLR.cc/2027/Conference", "ICLR"),
        ("aclweb.org/ACL/2026/Conference", "ACL"),
    ],
)
def test_whose_group_of_openreview_it_is(group: str, venue: str) -> None:
    assert venue_of(group) == venue


def test_a_calendar_of_deadlines() -> None:
    def event(start: str, summary: str) -> str:
        return f"BEGIN:VEVENT\nUID:{summary}\nDTSTAMP:20260101T000000Z\nDTSTART{start}\nSUMMARY:{summary}\nEND:VEVENT\n"

    events = (
        event(";VALUE=DATE:20270115", "Paper submission deadline")
        + event(";TZID=Etc/GMT+12:20270301T235900", "Author notification")
        + event(":20270402T115900Z", "Camera-ready due")
    )
    calendar = (
        f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//x\nX-WR-CALNAME:FOO 2027\n{events}END:VCALENDAR\n"
    )
    assert points(calendar, "dates.ics") == [
        "paper 2027-01-15 -",
        "notification 2027-03-01T23:59 AoE",
        "camera_ready 2027-04-02T11:59 UTC",
    ]


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        (
            "- label: Papers due\n  date: March 3, 2027\n  old_date: March 1, 2027\n  time: 23:59 AoE\n",
            ["paper 2027-03-03T23:59 AoE"],
        ),
        (
            "submission: <s>June 5<sup>th</sup></s> June 26<sup>th</sup> 2027\ncamera_ready: August 21 2027\n",
            ["paper 2027-06-26 -", "camera_ready 2027-08-21 -"],
        ),
        (
            "a:\n  track: main\n  info: Paper submission, 11:59pm AoE\n  date: June 5, 2027\n",
            ["paper 2027-06-05T23:59 AoE"],
        ),
        (
            '- text: "Tutorial proposals: February 2, 2027"\n  category: tutorial\n',
            ["tutorial_proposal 2027-02-02 -"],
        ),
    ],
    ids=["records", "kinds", "named", "texts"],
)
def test_the_data_file_of_a_conferences_own_site(data: str, wanted: list[str]) -> None:
    assert points(data, "_data/dates.yml") == wanted


def test_the_years_of_a_data_file_are_its_editions() -> None:
    data = "".join(
        f"{year}:\n- name: Paper submission\n  date: May 3, {year}\n- name: Conference\n  date: July 3-5, {year}\n"
        for year in (2027, 2026)
    )
    assert points(data, "dates.yml", 2026) == ["paper 2026-05-03 -"]
