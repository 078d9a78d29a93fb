"""What the words of a label say a date is for, in English and Chinese."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from confradar.formats.wording import read_label

# What calls and lists write, each row with what a careful person says that it is for.
with (Path(__file__).parents[1] / "corpus" / "own-labels.csv").open(
    encoding="utf-8", newline=""
) as _file:
    OWN = list(csv.DictReader(_file))
# What is about the event itself; where a list files it as a deadline, it is the one of the
# conference's papers.
_EVENTS = {"Main conference", "Conference dates", "会议召开", "会议时间", "会议日期"}


@pytest.mark.parametrize("row", OWN, ids=[row["label"] for row in OWN])
@pytest.mark.parametrize("filed", [None, "paper"])
def test_labels_of_calls_and_lists(row: dict[str, str], filed: str | None) -> None:
    found = read_label(row["label"], kind=filed)
    kind = "paper" if filed and row["label"] in _EVENTS else row["kind"]
    read = (found.kind, found.track or "", str(found.round or ""), found.extended or "")
    assert read == (kind, row["track"], row["round"], row["extended"])


@pytest.mark.parametrize(
    ("label", "kind", "track"),
    [
        ("", "paper", None),
        ("Research Track Abstract submission (mandatory)", "abstract", None),
        ("Spring Paper Registration Deadline", "abstract", None),
        ("Deadline to Register Abstracts", "abstract", None),
        ("Author registration", "registration", None),
        ("Early-bird registration", "early_registration", None),
        ("Paper notification", "notification", None),
        ("Supplementary material", "supplementary", None),
        ("Camera-ready papers due", "camera_ready", None),
        ("Final version due", "camera_ready", None),
        ("Rebuttal starts", "rebuttal_start", None),
        ("Author response ends", "rebuttal_end", None),
        ("Workshop proposals", "workshop_proposal", None),
        ("Tool papers", "paper", "tool"),
        ("Doctoral Symposium", "paper", "doctoral"),
        ("Demo / Industry Submission", "demo", None),
        ("third round (only for revised paper)", "paper", None),
        ("Hotel registration deadline", "other", None),
        ("Reviewer registration", "other", None),
        ("Poster Paper", "paper", "poster"),
        ("Journal-first papers", "paper", "journal-first"),
        ("New Ideas and Emerging Results", "paper", "new-ideas"),
        ("Full and short papers", "paper", None),
        ("Submission deadline (papers and posters)", "paper", None),
        ("Abstract and full paper submission", "paper", None),
        ("摘要提交截止", "abstract", None),
        ("全文截稿", "paper", None),
        ("论文注册截止", "abstract", None),
        ("录用通知", "notification", None),
        ("终稿提交", "camera_ready", None),
        ("早鸟注册", "early_registration", None),
    ],
)
def test_kind_and_track(label: str, kind: str, track: str | None) -> None:
    found = read_label(label)
    assert (found.kind, found.track, found.unknown) == (kind, track, ())


@pytest.mark.parametrize(
    "label",
    [
        "submission open",
        "Submission system opens",
        "Submissions open on OpenReview",
        "Paper submission begins",
        "Open for submission",
        "Registration opens",
        "Start of abstract submission",
        "投稿开放",
        "投稿系统开启",
    ],
)
def test_an_opening_is_never_a_deadline(label: str) -> None:
    assert read_label(label, kind="paper").kind == "opening"


@pytest.mark.parametrize(
    "label",
    [
        "Mandatory abstract deadline on Sep 29, 2021.",
        "ARR Submission; commitment deadline: 2026-10-11",
        "Paper Submissions Open on OpenReview Jan 08 2026 12:00AM UTC-0",
        "First Round, papers submitted by the June 20 deadline will be reviewed and notified "
        "by Aug 15",
        "Supplementary material due Sep 2, 2026. All deadlines are 11:00 am PDT.",
    ],
)
def test_a_clause_with_another_date_speaks_of_that_date(label: str) -> None:
    assert (read_label(label, kind="paper").kind, read_label(label, kind="abstract").kind) == (
        "paper",
        "abstract",
    )


@pytest.mark.parametrize(
    "label",
    [
        "Submissions open on January 10, 2027",
        "Submission opens: 2027-01-10",
        "投稿开放 2027年1月10日",
    ],
)
def test_a_clause_with_the_date_of_the_row_speaks_of_the_row(label: str) -> None:
    assert read_label(label, kind="paper", day=date(2027, 1, 10)).kind == "opening"
    assert read_label(label, kind="paper", day=date(2027, 2, 20)).kind == "paper"


def test_open_until_is_a_deadline() -> None:
    assert read_label("Submissions open until May 3").kind == "paper"


def test_words_that_nothing_understands_are_reported_and_are_no_paper() -> None:
    found = read_label("Frobnication deadline", kind="paper")
    assert (found.kind, found.unknown) == ("other", ("frobnication",))


def test_column_and_section_say_what_the_label_leaves_open() -> None:
    found = read_label("Workshop papers", column="Notification")
    assert (found.kind, found.track) == ("notification", "workshop")
    assert read_label("Submission", section="Tool track").track == "tool"


@pytest.mark.parametrize(
    ("label", "round_"),
    [
        ("Second round", 2),
        ("Round 3", 3),
        ("1st Full-paper Deadline", 1),
        ("第二轮投稿", 2),
        ("Papers", None),
    ],
)
def test_round(label: str, round_: int | None) -> None:
    assert read_label(label).round == round_


@pytest.mark.parametrize(
    ("label", "extended"),
    [("Extended deadline", "new"), ("was", "old"), ("延期截稿", "new"), ("Papers due", None)],
)
def test_extension(label: str, extended: str | None) -> None:
    assert read_label(label).extended == extended
