"""Deadlines, editions and venues refuse what cannot be, with a reason, and know their derived
facts."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from pydantic import ValidationError

from confradar.model.deadline import Deadline
from confradar.model.kinds import DeadlineKind
from confradar.model.venue import H5, Acceptance, Edition, Rank, Source, Venue


def deadline(**facts: Any) -> Deadline:
    return Deadline.model_validate(
        {"kind": "paper", "at": "2026-05-06 23:59:59", "source": "cfp", **facts}
    )


def edition(**facts: Any) -> Edition:
    return Edition.model_validate({"year": 2026, **facts})


def venue(**facts: Any) -> Venue:
    base = {
        "id": "icml",
        "acronym": "ICML",
        "name": "Learning",
        "kind": "conference",
        "topics": ["ml"],
        "sources": ["cfp"],
    }
    return Venue.model_validate({**base, **facts})


@pytest.mark.parametrize(
    ("at", "zone", "default", "utc"),
    [
        ("2026-05-06 23:59:59", "AoE", "UTC", "2026-05-07T11:59:59"),
        ("2026-05-06 23:59:59", None, "AoE", "2026-05-07T11:59:59"),
        ("2026-05-06 23:59:59", None, "PT", "2026-05-07T06:59:59"),
        ("2026-05-06", "UTC+8", "AoE", "2026-05-06T15:59:59"),
        ("2026-12-31 24:00", "UTC", "AoE", "2027-01-01T00:00:00"),
    ],
)
def test_the_instant_of_a_deadline_follows_its_own_zone_then_the_editions(
    at: str, zone: str | None, default: str, utc: str
) -> None:
    assert deadline(at=at, zone=zone).instant(default) == datetime.fromisoformat(utc).replace(
        tzinfo=UTC
    )


def test_an_edition_without_a_zone_means_anywhere_on_earth() -> None:
    assert edition().default_zone == "AoE"
    assert edition(zone="PT").default_zone == "PT"


def test_tbd_is_known_to_be_unknown() -> None:
    tbd = deadline(at="TBD")
    assert (tbd.known, tbd.date_only) == (False, False)
    assert deadline(at="2026-05-06").date_only
    assert not deadline().date_only


def test_a_deadline_is_identified_by_kind_round_and_track() -> None:
    assert deadline().key == deadline(round=1).key == ("paper", 1, "")
    assert deadline(round=2, track="short").key == ("paper", 2, "short")
    assert {kind.value for kind in DeadlineKind} >= {
        "abstract",
        "paper",
        "rebuttal_start",
        "camera_ready",
        "other",
    }


@pytest.mark.parametrize(
    ("facts", "where"),
    [
        ({"kind": "submission"}, "kind"),
        ({"at": "2026-02-30"}, "at"),
        ({"at": "tbd"}, "at"),
        ({"at": "soon"}, "at"),
        ({"zone": "Mars/Olympus"}, "zone"),
        ({"zone": "CST"}, "zone"),
        ({"round": 0}, "round"),
        ({"round": 100}, "round"),
        ({"track": "Short Papers"}, "track"),
        ({"certainty": "estimated"}, "certainty"),
        ({"certainty": "sure"}, "certainty"),
        ({"source": ""}, "source"),
        ({"label": ""}, "label"),
        ({"recorded": "yesterday"}, "recorded"),
        ({"revisions": [{"at": "2026-13-01"}]}, "revisions"),
        ({"unknown": 1}, "unknown"),
    ],
)
def test_a_deadline_refuses(facts: dict[str, Any], where: str) -> None:
    with pytest.raises(ValidationError) as caught:
        deadline(**facts)
    assert caught.value.errors()[0]["loc"][0] == where


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({"year": 1949}, "1950"),
        ({"year": 2101}, "2100"),
        ({"start": date(2026, 7, 5), "end": date(2026, 7, 4)}, "before the first day"),
        ({"end": date(2026, 7, 4)}, "needs a first day"),
        ({"country": "Germany"}, "pattern"),
        ({"country": "de"}, "pattern"),
        ({"url": "javascript:alert(1)"}, r"http\(s\)"),
        ({"url": "http://"}, r"http\(s\)"),
        ({"url": "icml.cc"}, r"http\(s\)"),
        ({"zone": "XYZ"}, "unknown time zone"),
        ({"status": "delayed"}, "cancelled"),
        ({"format": "remote"}, "in-person"),
        ({"deadlines": [deadline(), deadline(at="2026-06-01")]}, "two paper deadlines of round 1"),
        ({"deadlines": [deadline(), deadline(round=1)]}, "two paper deadlines of round 1"),
    ],
)
def test_an_edition_refuses(facts: dict[str, Any], says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        edition(**facts)


def test_an_edition_may_last_one_day_and_hold_rounds_and_tracks() -> None:
    found = edition(
        start=date(2026, 7, 5),
        end=date(2026, 7, 5),
        deadlines=[deadline(), deadline(round=2), deadline(track="short")],
    )
    assert len(found.deadlines) == 3


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({"id": "ICML"}, "is not an id"),
        ({"id": "-x"}, "is not an id"),
        ({"id": "../x"}, "is not an id"),
        ({"id": "a" * 61}, "60 characters"),
        ({"topics": []}, "at least 1"),
        ({"sources": []}, "at least 1"),
        ({"kind": "seminar"}, "conference"),
        ({"cadence": "yearly"}, "annual"),
        ({"acronym": " "}, "at least 1"),
        ({"name": "x" * 2001}, "2000"),
        ({"editions": [edition(), edition()]}, "two editions of 2026"),
        ({"homepage": "https://icml.cc"}, "Extra inputs"),
    ],
)
def test_a_venue_refuses(facts: dict[str, Any], says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        venue(**facts)


def test_records_are_frozen() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        venue().acronym = "other"  # type: ignore[misc]


@pytest.mark.parametrize("facts", [{"ccf": "D"}, {"ccf": "A*"}, {"core": "a"}, {"thcpl": "C"}])
def test_ranks_are_those_of_their_lists(facts: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Rank.model_validate(facts)


@pytest.mark.parametrize("index", [-1, 2001, "many"])
def test_an_h5_index_is_a_plausible_number(index: object) -> None:
    with pytest.raises(ValidationError):
        H5.model_validate({"index": index, "source": "cfp"})


@pytest.mark.parametrize(
    ("facts", "share"),
    [
        ({"submitted": 200, "accepted": 50}, 0.25),
        ({"submitted": 200, "accepted": 0}, 0.0),
        ({"rate": 0.3}, 0.3),
        ({"submitted": 200, "rate": 0.3}, 0.3),
        ({"submitted": 200, "accepted": 50, "rate": 0.9}, 0.25),
    ],
)
def test_the_acceptance_rate_is_counted_where_the_counts_are_known(
    facts: dict[str, Any], share: float
) -> None:
    assert Acceptance.model_validate({**facts, "source": "cfp"}).share == share


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"submitted": 10},
        {"accepted": 10},
        {"submitted": 10, "accepted": 11},
        {"rate": 1.5},
        {"submitted": 0, "accepted": 0},
    ],
)
def test_an_acceptance_rate_that_cannot_be_is_refused(facts: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Acceptance.model_validate({**facts, "source": "cfp"})


def test_a_source_needs_an_id_and_a_name() -> None:
    with pytest.raises(ValidationError):
        Source.model_validate({"id": "Some Page", "name": "x"})


def test_a_venue_tells_all_its_names() -> None:
    assert list(venue(aliases=["ICML+"]).names()) == ["icml", "ICML", "Learning", "ICML+"]
    assert "国际机器学习大会" in venue(name_zh="国际机器学习大会").names()
