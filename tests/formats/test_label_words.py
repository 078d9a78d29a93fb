"""What the words of a label say a date is for, in English and Chinese."""

from __future__ import annotations

import pytest

from confradar.formats.wording import read_label


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
        ("Demo / Industry Submission", "demo", "demo"),
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


def test_open_until_is_a_deadline() -> None:
    assert read_label("Submissions open until May 3").kind == "paper"


def test_words_that_nothing_understands_are_reported_and_are_no_paper() -> None:
    found = read_label("Frobnication deadline", kind="paper")
    assert (found.kind, found.unknown) == ("other", ("frobnication",))


def test_column_and_section_say_what_the_label_leaves_open() -> None:
    found = read_label("Workshop papers", column="Notification")
    assert (found.kind, found.track) == ("notification", "workshop")
    assert read_label("Submission", section="Demo track").track == "demo"


@pytest.mark.parametrize(
    ("label", "round_"), [("Second round", 2), ("Round 3", 3), ("1st Full-paper Deadline", 1), ("第二轮投稿", 2), ("Papers", None)]
)
def test_round(label: str, round_: int | None) -> None:
    assert read_label(label).round == round_


@pytest.mark.parametrize(("label", "extended"), [("Extended deadline", "new"), ("was", "old"), ("延期截稿", "new"), ("Papers due", None)])
def test_extension(label: str, extended: str | None) -> None:
    assert read_label(label).extended == extended
