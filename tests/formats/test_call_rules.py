"""What a line, a list or a heading of a call says, one rule at a time."""

from __future__ import annotations

import pytest

from confradar.formats.calls.document import read_document

HEAD = "FOO 2027 Conference, Lisbon, 3-5 September 2027\n\nImportant dates\n"
LAST = "\nNotification: 20 May 2027\nCamera-ready version: 30 May 2027\n"


def told(text: str, name: str = "call.txt") -> list[str]:
    """The sure points of a call: day, time and zone, kind, track, round, and what they were."""
    found = read_document(text.encode(), name)[0].call
    assert found is not None
    return [
        " ".join(
            [
                point.wall,
                point.zone or "-",
                point.kind,
                point.track or "main",
                *([str(point.round)] if point.round else []),
                *(f"was {day}" for day in point.was),
            ]
        )
        for point in found.points
        if point.sure
    ]


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Submission registration deadline", "abstract"),
        ("Registration of submissions", "abstract"),
        ("Author registration deadline", "registration"),
        ("Deadline for reviews", "other"),
        ("Reviews deadline", "other"),
        ("Reviews to authors", "review_release"),
        ("Paper submission (requiring peer review)", "paper"),
        ("Paper submission (double-blind review)", "paper"),
        ("Camera-ready task description papers", "camera_ready"),
        ("Desk rejection notification", "other"),
        ("Notification to reviewers", "other"),
        ("Poster upload", "other"),
        ("Pre-reviewed (ARR) submission deadline", "commitment"),
    ],
)
def test_words_of_reviews_and_registrations(label: str, kind: str) -> None:
    points = told(f"{HEAD}{label}: 1 March 2027{LAST}")
    assert points[0].split()[:3] == ["2027-03-01", "-", kind]


def test_the_first_reviews_are_the_main_tracks() -> None:
    points = told(f"{HEAD}Initial reviews released: 1 March 2027{LAST}")
    assert points[0] == "2027-03-01 - review_release main"


@pytest.mark.parametrize(
    "line",
    [
        "3 September 2027: Great Ideas Workshop at BAR 2027",
        "Held in conjunction with BAR, 2-3 September 2027",
        "Data Mining for All, ONSITE in Long Beach, USA, 2-3 September 2027",
        "Art, Technology — 2-3 September 2027 — Foo University — Vancouver, Canada",
        "Dates and venue:\n2-3 September 2027\nChamber of Commerce and Industry",
    ],
)
def test_where_and_with_whom_an_event_is_held_is_no_step_of_the_call(line: str) -> None:
    points = told(f"{HEAD}Submission: 1 March 2027\n{line}{LAST}")
    assert [point.split()[0] for point in points] == ["2027-03-01", "2027-05-20", "2027-05-30"]


def test_headings_of_dates_stand_below_the_heading_of_their_list() -> None:
    rows = "".join(
        f"<section><h3>{track} track</h3><div>"
        f"<div><h3>Submission deadline</h3><p>{month} 4, 2027</p></div>"
        f"<div><h3>Notification</h3><p>{month} 24, 2027</p></div></div></section>"
        for track, month in (("Archival", "March"), ("Non-archival", "May"))
    )
    assert told(f"<h1>FOO 2027</h1><h2>Dates</h2>{rows}", "call.html") == [
        "2027-03-04 - paper main",
        "2027-03-24 - notification main",
        "2027-05-04 - paper non-archival",
        "2027-05-24 - notification non-archival",
    ]


@pytest.mark.parametrize(
    "lines",
    [
        "- ~~Submission: 1 March 2027~~\n- ~~Extended submission: 8 March 2027~~\n"
        "- Final extension: 15 March 2027",
        "- Submission (extended): 15 March 2027\n- ~~Submission (extended): 8 March 2027~~\n"
        "- ~~Submission: 1 March 2027~~",
    ],
)
def test_a_deadline_that_was_extended_twice_is_one(lines: str) -> None:
    paper = told(f"{HEAD}{lines}\n- Notification: 20 May 2027\n")[0].split(" was ")
    assert (paper[0], sorted(paper[1:])) == (
        "2027-03-15 - paper main",
        ["2027-03-01", "2027-03-08"],
    )


@pytest.mark.parametrize("line", ["1 March 2027Paper submission", "Paper submissionMarch 1, 2027"])
def test_one_date_that_runs_into_its_label_is_read(line: str) -> None:
    assert told(f"{HEAD}{line}{LAST}")[0] == "2027-03-01 - paper main"


def test_a_page_that_says_it_is_a_workshop_has_its_own_papers() -> None:
    head = "NOTH 2027: CFP\n==============\n\nThe Second Workshop on Nothing\n\n"
    assert told(f"{head}Workshop paper due: 1 March 2027{LAST}")[0] == "2027-03-01 - paper main"


def test_a_title_that_was_left_from_another_year_is_passed_over() -> None:
    page = "<title>FOO 2019</title><h1>Call</h1><p>FOO, 3-5 September 2027</p>"
    dates = "<ul><li>Submission: 1 March 2027<li>Notification: 1 May 2027</ul>"
    assert told(page + dates, "call.html") == [
        "2027-03-01 - paper main",
        "2027-05-01 - notification main",
    ]


def test_days_in_brackets_behind_where_an_event_is_held_date_the_call_before_them() -> None:
    text = "# FOO 2027\n\nThe FOO conference is held in Lisbon in winter (Jan 29-31).\n\n"
    dates = "## Dates\n\n* Submission: 16 August\n* Notification: 10 October\n"
    assert [point.split()[0] for point in told(text + dates, "call.md")] == [
        "2026-08-16",
        "2026-10-10",
    ]


def test_rounds_behind_their_dates() -> None:
    line = "Submission: 5 January 2027 for the first round and 5 March 2027 for the second round."
    assert told(f"{HEAD}{line}{LAST}")[:2] == [
        "2027-01-05 - paper main 1",
        "2027-03-05 - paper main 2",
    ]


@pytest.mark.parametrize(
    ("dates", "paper"),
    [
        ("\nSubmission: 1 March 2027, 11pm59 (AoE)", "2027-03-01T23:59 AoE paper main"),
        ("\nSubmission:\n1 March 2027 (AM only)", "2027-03-01 - paper main"),
        (
            " (all times are 23:59\nAnywhere on Earth)\n\nSubmission: 1 March 2027",
            "2027-03-01T23:59 AoE paper main",
        ),
    ],
)
def test_times_and_their_notes(dates: str, paper: str) -> None:
    assert told(f"{HEAD.rstrip()}{dates}{LAST}")[0] == paper


def test_pages_for_proposals_tell_websites_and_sessions_apart() -> None:
    workshops = told(
        "# FOO 2027 - Call for Workshop Proposals\n\n* Proposals due: 1 November 2026\n"
        "* Notification: 1 December 2026\n* Workshop websites online: 15 December 2026\n",
        "call.md",
    )
    assert [point.split()[2] for point in workshops] == ["workshop_proposal", "notification"]
    sessions = told(
        "# FOO 2027 - Call for Special Sessions\n\n* Proposals due: 1 November 2026\n"
        "* Special session notification: 1 December 2026\n",
        "call.md",
    )
    assert sessions[-1].split()[2:] == ["notification", "special-session"]


@pytest.mark.parametrize(
    "head",
    [
        "# Call for Workshops\n\nFOO 2027, Lisbon, 3-5 September 2027",
        "# FOO 2027 - Call for Special Sessions",
        "# Call for Tutorials at FOO 2027",
    ],
)
def test_what_a_call_for_things_that_are_held_asks_for_is_no_paper(head: str) -> None:
    dates = "* Organizer submission deadline: 1 March 2027\n* Notification: 1 April 2027\n"
    kind = told(f"{head}\n\n{dates}", "call.md")[0].split()[2]
    assert kind in {"workshop_proposal", "tutorial_proposal", "other"}


def test_papers_of_a_conference_that_tells_of_its_call_for_workshops_are_papers() -> None:
    text = "# FOO 2027\n\nThe call for workshops will follow soon.\n\n"
    points = told(f"{text}* Submission: 1 March 2027\n* Notification: 1 May 2027\n", "call.md")
    assert points[0] == "2027-03-01 - paper main"


@pytest.mark.parametrize(
    "label",
    ["System paper & code submission", "Paper and supplementary material due", "Paper/code"],
)
def test_papers_and_what_comes_with_them_are_papers(label: str) -> None:
    assert told(f"{HEAD}{label}: 1 March 2027{LAST}")[0].split()[2] == "paper"


def test_code_supplements_papers_only_where_there_are_some() -> None:
    code = "Code submission: 8 March 2027"
    alone, beside = told(f"{HEAD}{code}{LAST}"), told(f"{HEAD}Paper: 1 March 2027\n{code}{LAST}")
    assert alone[0].split()[2] == "other"
    assert beside[1].split()[2] == "supplementary"


def test_presentations_behind_the_notification_are_no_papers() -> None:
    lines = "Paper submission: 1 March 2027\nPresentation due: 1 July 2027"
    assert "2027-07-01 - other main" in told(f"{HEAD}{lines}{LAST}")


@pytest.mark.parametrize("label", ["Test data available", "Development set released"])
def test_what_participants_get_is_told(label: str) -> None:
    lines = f"Paper submission: 1 March 2027\n{label}: 2 March 2027"
    kinds = {point.split()[0]: point.split()[2] for point in told(f"{HEAD}{lines}{LAST}")}
    assert kinds["2027-03-02"] == "other"


def test_a_phase_of_a_competition_is_not_the_event() -> None:
    lines = "Paper submission: 1 March 2027\nCompetition phase: 1 April - 30 April 2027"
    assert "2027-04-01 - other other" in told(f"{HEAD}{lines}{LAST}")


@pytest.mark.parametrize(
    "line", ["Message posted on 13/02/2027", "Robots in Public - Call for Papers: Monday, 8 March"]
)
def test_when_a_call_was_sent_and_its_title_are_no_points(line: str) -> None:
    assert told(f"{HEAD}{line}\nPaper submission: 1 March 2027{LAST}")[0] == (
        "2027-03-01 - paper main"
    )


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("ARR committment deadline", "commitment"),
        ("Author notificaiton", "notification"),
        ("Paper submission deadlline", "paper"),
    ],
)
def test_words_of_every_call_are_known_with_a_slip(label: str, kind: str) -> None:
    assert told(f"{HEAD}{label}: 1 March 2027{LAST}")[0].split()[2] == kind


@pytest.mark.parametrize(
    ("date", "said"),
    [
        ("May 28 (11:59 pm AoE), 2026", "2026-05-28T23:59 AoE paper main"),
        ("28 May (extended), 2026", "2026-05-28 - paper main"),
    ],
)
def test_a_year_behind_a_remark(date: str, said: str) -> None:
    assert told(f"{HEAD}Paper submission: {date}{LAST}")[0] == said


def test_a_remark_behind_a_date_does_not_replace_its_label() -> None:
    line = "Camera ready copy:   30 May 2027 23:59 AoE — authors must be registered and pay fees"
    points = told(f"{HEAD}Submission:          1 March 2027\n{line}\n")
    assert points[-1] == "2027-05-30T23:59 AoE camera_ready main"


def test_how_deadlines_are_meant_holds_for_all() -> None:
    note = "\n(deadline interpretation = end of the day, anywhere on earth)\n"
    assert told(f"{HEAD}Submission: 1 March 2027{LAST}{note}")[0] == "2027-03-01 AoE paper main"


def test_the_title_of_a_pasted_entry_says_whose_papers_they_are() -> None:
    text = "posted by user: x\n\nNOTH 2027 : Nothing Shared Task at FOO 2027\n\nSubmission Deadline"
    rest = " Mar 1, 2027\nNotification Due May 1, 2027\n\nImportant Dates for Shared Task:\n\n"
    again = "Paper submission deadline March 1, 2027\nNotification of acceptance May 1, 2027\n"
    assert told(text + rest + again) == [
        "2027-03-01 - paper main",
        "2027-05-01 - notification main",
    ]


def test_a_sentence_that_asks_for_proposals_is_told_as_doubtful() -> None:
    text = (
        "FOO 2027 Guidelines\n\nThe proposal for a FOO 2027 special session must be submitted "
        "before the due date of January 15, 2027.\n"
    )
    found = read_document(text.encode(), "call.txt")[0].call
    assert found is not None
    assert [(point.wall, point.kind, point.sure) for point in found.points] == [
        ("2027-01-15", "other", False)
    ]


@pytest.mark.parametrize(
    "dates", ["March 25 March 11, 2027", "March 11 March 25, 2027", "March 25, 2027 March 11, 2027"]
)
def test_of_two_dates_side_by_side_the_later_holds_and_is_doubtful(dates: str) -> None:
    found = read_document(f"{HEAD}Paper submission: {dates}{LAST}".encode(), "call.txt")[0].call
    assert found is not None
    point = found.points[0]
    assert (point.wall, [str(day) for day in point.was], point.sure) == (
        "2027-03-25",
        ["2027-03-11"],
        False,
    )


def test_workshops_among_submission_deadlines_are_proposals_and_not_the_event() -> None:
    text = "FOO 2027\n\nSubmission deadlines\n\n* Papers: 1 March 2027\n* Workshops: 8 March 2027\n"
    kinds = [point.split()[2] for point in told(f"{text}* Tutorials: 9 March 2027\n")]
    assert kinds == ["paper", "workshop_proposal", "tutorial_proposal"]


def test_a_line_that_says_what_is_due_heads_the_papers_that_the_next_one_names() -> None:
    lines = "Full papers: 1 March 2027\n\nCamera ready deadline\n\nAll papers: 1 June 2027\n"
    assert told(HEAD + lines)[-1] == "2027-06-01 - camera_ready main"


def test_rows_that_end_in_pipes_are_whole() -> None:
    rows = (
        "FOO 2027: 1st Conference on Nothing, Lisbon, 3-5 September 2027 |\n"
        "Conference website | https://foo.example/ |\n"
        "Submission link | https://easychair.org/conferences/?conf=foo2027 |\n"
        "Abstract registration deadline | April 20, 2027 |\nSubmission deadline | April 25, 2027 |\n"
    )
    assert told(rows) == ["2027-04-20 - abstract main", "2027-04-25 - paper main"]


def test_a_sentence_above_dates_with_labels_below_them_is_none_of_the_labels() -> None:
    text = (
        "Please make sure that the slides for your submission have large fonts and no drawings.\n\n"
    )
    dates = (
        "12 January 2027 - extended to 29 January 2027\n\nSubmission of sessions and open tracks\n\n"
        "9 February 2027 - extended to 6 March 2027\n\nSubmission of full papers\n\n"
        "8 April 2027\n\nNotification of acceptance\n"
    )
    found = read_document((text + dates).encode(), "call.txt", year=2027)[0].call
    assert found is not None
    assert [(point.wall, point.kind) for point in found.points][1:] == [
        ("2027-03-06", "paper"),
        ("2027-04-08", "notification"),
    ]
    assert found.points[0].wall == "2027-01-29"


@pytest.mark.parametrize(
    ("dates", "host", "sure"),
    [
        ("Submission: 1 March 2027\nNotification: 1 June 2027\n", "", True),
        ("Submission: 1 March 2027\nNotification: 1 August 2027\n", "", False),
        ("Submission: 1 March 2027\nNotification: 1 August 2027\n", "See BAR 2027.\n", True),
        ("Submission: 1 September 2027\nNotification: 1 November 2027\n", "See BAR 2027.\n", False),
    ],
)
def test_the_year_of_a_call_is_sure_where_its_dates_end_before_the_next_years_begin(
    dates: str, host: str, sure: bool
) -> None:
    found = read_document(f"Call for papers\n\n{host}\nImportant dates\n{dates}".encode(), "c.txt")
    assert found[0].call is not None
    assert [point.sure for point in found[0].call.points] == [sure, sure]


def test_what_is_open_to_all_is_no_opening() -> None:
    line = "Submission of open invited tracks: 1 March 2027"
    found = read_document(f"{HEAD}{line}{LAST}".encode(), "call.txt")[0].call
    assert found is not None
    assert found.points[0].kind != "opening"


def test_a_menu_that_names_a_call_for_workshops_makes_no_papers_proposals() -> None:
    menu = "".join(f"<p>{name}</p>" for name in ("Home", "News", "Venue", "Travel", "People"))
    page = f"<title>FOO 2027</title>{menu}<p>Call for Workshops</p><h2>Dates</h2>"
    dates = "<ul><li>Submission: 1 March 2027<li>Notification: 1 May 2027</ul>"
    assert told(page + dates, "call.html")[0] == "2027-03-01 - paper main"


def test_a_call_for_papers_and_workshop_proposals_is_no_workshops_call() -> None:
    head = "Call for Papers and Workshop Proposals\n\nFOO 2027, Lisbon, 3-5 September 2027\n\n"
    points = told(f"{head}Paper submission: 1 March 2027\nWorkshop papers: 2 May 2027{LAST}")
    assert points[:2] == ["2027-03-01 - paper main", "2027-05-02 - paper workshop"]


@pytest.mark.parametrize(
    ("weekdays", "walls", "sure"),
    [
        (("Friday, ", "Tuesday, "), ["2027-10-15", "2027-11-30"], True),
        (("Thursday, ", "Monday, "), ["2026-10-15", "2026-11-30"], False),
        (("Friday, ", "Monday, "), ["2027-10-15", "2027-11-30"], False),
        (("", ""), ["2027-10-15", "2027-11-30"], False),
    ],
)
def test_weekdays_tell_of_which_year_days_without_one_are(
    weekdays: tuple[str, str], walls: list[str], sure: bool
) -> None:
    paper, told = weekdays
    dates = f"Submission: {paper}October 15\nNotification: {told}November 30\n"
    found = read_document(f"FOO 2027\n\nImportant dates\n{dates}".encode(), "c.txt")[0].call
    assert found is not None
    assert [point.wall for point in found.points] == walls
    assert all(point.sure for point in found.points) is sure


def test_a_day_on_another_weekday_than_the_page_says_is_doubtful() -> None:
    found = read_document(f"{HEAD}Paper submission: Monday, March 12, 2027{LAST}".encode(), "c.txt")
    assert found[0].call is not None
    assert found[0].call.points[0].doubts == ("that day is on another weekday than the page says",)


def test_a_new_deadline_that_stands_behind_the_events_days_is_none_of_the_event() -> None:
    text = "FOO 2027, Lisbon, 3-5 September 2027\n\nExtended deadline: 20 March 2027\n\n"
    dates = "Important dates\nPaper submission: 6 March 2027\nNotification: 8 May 2027\n"
    found = read_document(f"{text}{dates}".encode(), "call.txt")[0].call
    assert found is not None and found.edition.start is not None
    assert (f"{found.edition.start:%m-%d}", [point.wall for point in found.points]) == (
        "09-03",
        ["2027-03-20", "2027-05-08"],
    )


def test_a_year_with_an_apostrophe_holds_for_the_days_behind_it() -> None:
    text = "# FOO 2027\n\nAbstract submission till 1st Nov’2026.\n\n## More\n\n"
    found = read_document(f"{text}Paper submission till 20th November.\n".encode(), "a.md")[0].call
    assert found is not None
    assert [(point.wall, point.sure) for point in found.points] == [
        ("2026-11-01", True),
        ("2026-11-20", False),
    ]


def test_a_deadline_on_the_first_line_is_no_title() -> None:
    lines = (
        "Abstract submission begins: October 1, 2026\nAbstract submission ends: January 5, 2027\n"
    )
    found = read_document(f"{lines}Notification: February 10, 2027\n".encode(), "call.txt")[0].call
    assert found is not None
    assert (found.edition.year, found.edition.titled) == (2027, False)


@pytest.mark.parametrize(
    ("day", "wall"),
    [
        ("2027-02-12T23:59-12:00", "2027-02-12T23:59 AoE"),
        ("Febuary 12, 2027", "2027-02-12 -"),
        ("12th Feb’2027", "2027-02-12 -"),
    ],
)
def test_stamps_and_slips_of_the_pen_are_dates(day: str, wall: str) -> None:
    assert told(f"{HEAD}Paper submission: {day}{LAST}")[0] == f"{wall} paper main"


@pytest.mark.parametrize(
    "text",
    [
        "### Logistics and review process\n- Submission deadline: 12 March 2027\n",
        "### New policies for submission and review\n- 12 March 2027: Submission deadline\n",
        "Submission deadline (short papers): 12 March 2027\n\nDeadline for post-proceedings: 1 July 2027\n",
        "Please send your submission to our workshop by 12 March 2027.\n",
        "### Talk proposal format\nThe deadline for receiving submissions is 12 March 2027.\n",
    ],
)
def test_headings_of_rules_and_the_page_s_own_event_set_nothing_apart(text: str) -> None:
    notified = "\nNotification: 20 May 2027\n"
    found = read_document(f"# FOO 2027\n\n{text}{notified}".encode(), "call.md")[0].call
    assert found is not None
    paper = next(point for point in found.points if point.wall == "2027-03-12")
    assert (paper.kind, paper.track) == ("paper", "")
