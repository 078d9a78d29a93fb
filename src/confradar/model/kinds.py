"""The fixed words of the field, each list of them once and in its order. Read commands use them: no
pydantic here."""

from __future__ import annotations

from enum import StrEnum


class Word(StrEnum):
    """A word of a fixed list."""

    @property
    def value(self) -> str:
        """The word itself. Python's own way to it takes twice as long, and an index that is
        built asks for it tens of thousands of times."""
        return self._value_


class Kind(Word):
    """The kinds of venue, in the order in which files and lists have them."""

    conference = "conference"
    workshop = "workshop"
    journal = "journal"
    course = "course"
    project = "project"
    community = "community"


class Cadence(Word):
    """How often a new edition, issue or deadline comes. It is curated: gaps in the record are not a
    cadence."""

    annual = "annual"
    biennial = "biennial"
    triennial = "triennial"
    irregular = "irregular"
    quarterly = "quarterly"
    monthly = "monthly"
    rolling = "rolling"


class Activity(Word):
    """Why no further edition is expected of a series: it rests, or was held once. Absent for a
    living series."""

    dormant = "dormant"
    one_off = "one-off"


class Format(Word):
    """How an edition is held."""

    in_person = "in-person"
    online = "online"
    hybrid = "hybrid"


class DeadlineKind(Word):
    """What a dated point is for, in the order of a submission's way."""

    abstract = "abstract"
    paper = "paper"
    supplementary = "supplementary"
    commitment = "commitment"
    review_release = "review_release"
    rebuttal_start = "rebuttal_start"
    rebuttal_end = "rebuttal_end"
    notification = "notification"
    camera_ready = "camera_ready"
    early_registration = "early_registration"
    registration = "registration"
    workshop_proposal = "workshop_proposal"
    tutorial_proposal = "tutorial_proposal"
    demo = "demo"
    opening = "opening"
    other = "other"


class Certainty(Word):
    """How sure a date is: announced, announced as provisional, or computed from history."""

    confirmed = "confirmed"
    tentative = "tentative"
    estimated = "estimated"


# Plain words, for SQL, rows and messages.
KINDS = tuple(kind.value for kind in Kind)
DEADLINE_KINDS = tuple(kind.value for kind in DeadlineKind)
# The kinds of venues that take submissions by a day, and those that take papers.
DATED_KINDS = frozenset({"conference", "workshop"})
PAPER_KINDS = DATED_KINDS | {"journal"}
# Quarterly and monthly are cadences of journals; rolling ones have no deadline to expect.
RECURRING = frozenset({"annual", "biennial", "triennial", "irregular"})
# The dated points by which a venue's next deadline is told: what an author must not miss.
MAIN_KINDS = frozenset({"abstract", "paper", "commitment"})
# The statuses of editions whose dates no longer hold.
CALLED_OFF = frozenset({"cancelled", "postponed"})
# The lists that rank venues, and their ranks, best first.
RANKS = {"ccf": ("A", "B", "C"), "core": ("A*", "A", "B", "C"), "thcpl": ("A", "B")}
