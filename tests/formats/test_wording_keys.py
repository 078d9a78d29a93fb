"""What keys, type words and notes of records say a date is for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from confradar.formats.wording import read_label
from confradar.formats.wording.keys import extended_key, kind_of_key, note_says
from confradar.model.kinds import DeadlineKind


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        ("paper", "paper"),
        ("submission", "paper"),
        ("abstract", "abstract"),
        ("camera_ready", "camera_ready"),
        ("camera-ready", "camera_ready"),
        ("Camera Ready", "camera_ready"),
        ("cameraReady", "camera_ready"),
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
        ("submission_open", "opening"),
        ("cfp_ext", "paper"),
        ("deadline_ext", "paper"),
        ("extended_deadline", "paper"),
        ("abstract_deadline_extended", "abstract"),
        ("party", None),
        ("text", None),
        ("", None),
    ],
)
def test_keys_and_types_however_they_are_spelled(key: str, kind: str | None) -> None:
    assert kind_of_key(key) == kind


@pytest.mark.parametrize(
    ("key", "extended"),
    [
        ("cfp_ext", True),
        ("extended_deadline", True),
        ("timeline.extended_deadline", True),
        ("text", False),
        ("deadline_external", False),
    ],
)
def test_keys_of_extended_values(key: str, extended: bool) -> None:
    assert extended_key(key) is extended


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ("Round 2 of the cycle", (None, 2)),
        ("<b>NOTE</b>: Abstract submission", ("abstract", None)),
        ("Mandatory abstract deadline on May 15, 2024", (None, None)),
        ("Mandatory abstract", (None, None)),
        ("Abstract deadline cancelled", (None, None)),
        ("Submissions are open", (None, None)),
        ("Workshops and tutorials", (None, None)),
        ("Check the conference website for workshop and demo deadlines", (None, None)),
        ("Round 1 notification", ("notification", None)),
    ],
)
def test_notes_tell_only_what_the_one_deadline_is_for(
    note: str, said: tuple[str | None, int | None]
) -> None:
    assert note_says(note) == said


@given(st.text(max_size=60), st.sampled_from([kind.value for kind in DeadlineKind]))
def test_any_label_gives_a_kind_that_exists(label: str, kind: str) -> None:
    found = read_label(label, kind=kind)
    assert found.kind in set(DeadlineKind)
    assert found.round is None or 1 <= found.round <= 99
