"""What the labels and comments of the sources say a date is for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from confradar.model.deadline import DeadlineKind
from confradar.sources.wording import Wording, classify, kind_of_type


@pytest.mark.parametrize(
    ("type_", "kind"),
    [
        ("paper", "paper"),
        ("submission", "paper"),
        ("abstract", "abstract"),
        ("camera_ready", "camera_ready"),
        ("camera-ready", "camera_ready"),
        ("Camera Ready", "camera_ready"),
        ("notification", "notification"),
        ("first-notification", "notification"),
        ("final-notification", "notification"),
        ("commitment_deadline", "commitment"),
        ("review_release", "review_release"),
        ("rebuttal_start", "rebuttal_start"),
        ("rebuttal", "rebuttal_end"),
        ("registration", "registration"),
        ("revision-deadline", "other"),
        ("withdrawal", "other"),
        ("party", None),
        ("", None),
    ],
)
def test_types_however_they_are_spelled(type_: str, kind: str | None) -> None:
    assert kind_of_type(type_) == kind


@pytest.mark.parametrize(
    ("comment", "wording"),
    [
        ("Round 1", Wording("paper", 1)),
        ("round 4", Wording("paper", 4)),
        ("first round", Wording("paper", 1)),
        ("Second round 2025", Wording("paper", 2)),
        ("third round (only for resubmissions after major revisions)", Wording("paper", 3)),
        ("First (visa-friendly) round", Wording("paper", 1)),
        ("Second (traditional) round", Wording("paper", 2)),
        ("1st round of 2 total rounds", Wording("paper", 1)),
        ("2nd Full-paper Deadline", Wording("paper", 2)),
        ("Full Paper Second Wave Submissions", Wording("paper", 2)),
        ("First Call for Main Conference Papers", Wording("paper", 1)),
        ("Second Round, papers submitted by the Aug 16, 2024 deadline, will be reviewed", Wording("paper", 2)),
        ("JULY 2024 CYCLE", Wording("paper")),
        ("MAY 2025 SUBMISSION CYCLE", Wording("paper")),
        ("Main Track", Wording("paper")),
        ("Research / Industry Track", Wording("paper")),
        ("Main conference papers", Wording("paper")),
        ("Electronic submission of full papers", Wording("paper")),
        ("Extended submission deadline", Wording("paper")),
        ("ACL Rolling Review", Wording("paper")),
        ("Long, short and position papers due", Wording("paper")),
        ("Mandatory abstract deadline on Sep 29, 2021.", Wording("paper")),
        ("Abstracts Due", Wording("abstract")),
        ("Abstract submission", Wording("abstract")),
        ("abstract deadline", Wording("abstract")),
        ("Short Paper", Wording("paper", None, "short")),
        ("Poster Paper", Wording("paper", None, "poster")),
        ("Poster-only papers ", Wording("paper", None, "poster")),
        ("Submission deadline (posters)", Wording("paper", None, "poster")),
        ("Submission deadline (papers and posters)", Wording("paper")),
        ("Encore Paper", Wording("paper", None, "encore")),
        ("Industry Track", Wording("paper", None, "industry")),
        ("Journal Track", Wording("paper", None, "journal")),
        ("Special Session Paper", Wording("paper", None, "special-session")),
        ("Demo / Industry Submission", Wording("demo")),
        ("AI Paper Track", Wording("paper", None, "ai")),
    ],
)
def test_comments_of_timeline_rows(comment: str, wording: Wording) -> None:
    assert classify(comment, "paper") == wording


@pytest.mark.parametrize(
    ("type_", "label", "wording"),
    [
        ("submission", "Tutorial proposals deadline", Wording("tutorial_proposal")),
        ("submission", "Workshop Proposal Submission", Wording("workshop_proposal")),
        ("submission", "Technical Workshops deadline", Wording("workshop_proposal")),
        ("submission", "Art Papers deadline", Wording("other")),
        ("submission", "AI Art Submission", Wording("other")),
        ("submission", "Rising Stars Award applications", Wording("other")),
        ("submission", "Posters deadline", Wording("paper", None, "poster")),
        ("submission", "Spotlight Track submission deadline", Wording("paper", None, "spotlight")),
        ("submission", "Paper Submission (Round 2) - Extended", Wording("paper", 2)),
        ("submission", "Submission form and conflicts deadline", Wording("abstract")),
        ("submission", "Abstract and Full Paper Submission", Wording("paper")),
        ("submission", "Revision Deadline", Wording("other")),
        ("notification", "Review deadline", Wording("other")),
        ("notification", "Tutorial notification", Wording("other")),
        ("notification", "Phase 1 rejection notifications", Wording("notification", None, "early")),
        ("notification", "Summary rejection notification", Wording("notification", None, "early")),
        ("notification", "Final decisions (Proceedings and Spotlight)", Wording("notification", None, "spotlight")),
        ("notification", "Author notification (short papers)", Wording("notification", None, "short")),
        ("notification", "Round 2 Reviews and Final Decisions to Authors", Wording("notification", 2)),
        ("registration", "Early bird registration deadline", Wording("early_registration")),
        ("registration", "Hotel registration deadline", Wording("other")),
        ("registration", "Paper Registration", Wording("abstract")),
        ("registration", "Round 2 New Paper Registration", Wording("abstract", 2)),
        ("registration", "Author registration", Wording("registration")),
        ("abstract", "Contribution registration", Wording("abstract")),
        ("abstract", "Abstract submission (Second Cycle)", Wording("abstract", 2)),
        ("camera_ready", "Camera-Ready (Early Accepted Papers)", Wording("camera_ready", None, "early-accepted")),
        ("camera_ready", "Camera-Ready Deadline (Round 1)", Wording("camera_ready", 1)),
        ("camera_ready", "Revised version deadline", Wording("other")),
        ("paper", "Paper video submission deadline", Wording("other")),
        ("paper", "Paper submission (short papers)", Wording("paper", None, "short")),
        ("supplementary", "Paper update deadline", Wording("other")),
    ],
)
def test_labels_of_typed_dates(type_: str, label: str, wording: Wording) -> None:
    kind = kind_of_type(type_)
    assert kind is not None
    assert classify(label, kind) == wording


@given(st.text(max_size=60), st.sampled_from([kind.value for kind in DeadlineKind]))
def test_any_label_gives_a_kind_that_exists(label: str, kind: str) -> None:
    found = classify(label, kind)
    assert found.kind in set(DeadlineKind)
    assert found.round is None or 0 <= found.round <= 99
