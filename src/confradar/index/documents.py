"""What the index holds of a record as a whole: the venue, its editions and its sources as the
catalogue writes them.

Keys that a record does not have are absent. Days are ISO dates, ``instant`` is in seconds since the
epoch (UTC).
"""

from __future__ import annotations

from typing import Literal, Required, TypedDict


class RevisionDoc(TypedDict, total=False):
    """An earlier value of a deadline."""

    at: Required[str]
    zone: str
    recorded: str | None
    instant: int | None


class DifferenceDoc(TypedDict, total=False):
    """What another source says, not followed."""

    source: Required[str]
    key: Required[str]
    value: Required[str]
    zone: str
    recorded: str
    why: str


class PointDoc(TypedDict, total=False):
    """A deadline of an edition; ``doubt`` is why it cannot be, ``instant`` None where it is to be
    announced."""

    kind: Required[str]
    at: Required[str]
    source: Required[str]
    zone: Required[str]
    instant: Required[int | None]
    date_only: bool
    wall: str
    round: int
    track: str
    label: str
    link: str
    via: str
    certainty: str
    also: list[str]
    recorded: str
    gone: str
    revisions: list[RevisionDoc]
    note: str
    evidence: str
    lasting: str
    doubt: str


class AcceptanceDoc(TypedDict, total=False):
    """Papers accepted of those submitted."""

    submitted: int
    accepted: int
    rate: float
    source: Required[str]


class SiteDoc(TypedDict, total=False):
    """A further site of an edition, with its days where they are others."""

    place: Required[str]
    country: str
    start: str
    end: str


class PartDoc(TypedDict, total=False):
    """A part of an edition that has days of its own."""

    name: Required[str]
    start: Required[str]
    end: str


class PagesDoc(TypedDict, total=False):
    """Page limits: numbers, or unlimited or included."""

    main: int | str
    short: int | str
    references: int | str
    appendix: int | str
    camera_ready: int | str


class SpeedDoc(TypedDict, total=False):
    """How fast a journal says that it is, in days."""

    first_decision: int
    acceptance: int
    publication: int


class FeeDoc(TypedDict):
    """What one kind of people pays."""

    who: str
    amount: float
    currency: str


class SubmissionDoc(TypedDict, total=False):
    """What one official page says of a submission."""

    source: Required[str]
    recorded: Required[str]
    pages: PagesDoc
    anonymous: str
    template: str
    system: str
    submit: str
    preprints: str
    dual_submission: str
    rebuttal: str
    duties: list[str]
    speed: SpeedDoc
    fees: list[FeeDoc]
    notes: dict[str, str]


class EditionDoc(TypedDict, total=False):
    """One year of a venue; ``status`` is worked out when it is asked for, ``doubt`` why its days
    cannot be."""

    year: Required[int]
    name: str
    url: str | None
    place: str
    country: str
    sites: list[SiteDoc]
    start: str
    end: str
    when: str
    parts: list[PartDoc]
    format: str
    status: str
    zone: str
    rounds: int
    acceptance: AcceptanceDoc
    source: str
    also: list[str]
    recorded: str
    checked: str
    gone: str
    parent: str
    joint_with: list[str]
    note: str
    explained: dict[str, str]
    differs: list[DifferenceDoc]
    submission: list[SubmissionDoc]
    deadlines: list[PointDoc]
    doubt: str


class RanksDoc(TypedDict, total=False):
    """Ranks, and the editions of the lists that give them."""

    ccf: str
    ccf_list: str
    core: str
    core_list: str
    thcpl: str


class H5Doc(TypedDict, total=False):
    """The h5-index."""

    index: Required[int]
    year: int
    source: Required[str]


class VenueDoc(TypedDict, total=False):
    """A venue's own facts; ``unapplied`` is the line of the reader's own file that breaks a
    rule."""

    id: Required[str]
    acronym: Required[str]
    name: Required[str]
    kind: Required[Literal["conference", "workshop", "journal", "course", "project", "community"]]
    topics: Required[list[str]]
    sources: Required[list[str]]
    formerly: list[str]
    name_zh: str
    aliases: list[str]
    ranks: RanksDoc
    h5: H5Doc
    url: str
    dblp: str
    cadence: str
    activity: str
    parent: str
    gone: str
    note: str
    differs: list[DifferenceDoc]
    submission: list[SubmissionDoc]
    unapplied: int


class SourceDoc(TypedDict, total=False):
    """A source of the catalogue."""

    id: Required[str]
    name: Required[str]
    url: str
    recorded: str


# A text of the guide by language: en, zh.
BothDoc = dict[str, str]


# `from` and `for` are words of the language
TaskDoc = TypedDict(
    "TaskDoc",
    {
        "id": str,
        "text": BothDoc,
        "why": BothDoc,
        "for": str,
        "from": Required[str],
        "days": Required[int],
        "abroad": bool,
        "journal": bool,
        "facts": list[str],
        "source": str,
    },
    total=False,
)


class StepDoc(TypedDict):
    """A step of the checklist."""

    id: str
    title: BothDoc
    text: BothDoc
    source: str
    tasks: list[TaskDoc]


class QuestionDoc(TypedDict):
    """A question of the guide."""

    id: str
    question: BothDoc
    answer: BothDoc
    source: str


class GuidePointDoc(TypedDict, total=False):
    """A point of a section of the guide."""

    id: Required[str]
    title: BothDoc
    text: Required[BothDoc]
    venues: list[str]
    topics: list[str]
    formulas: list[str]
    example: str
    source: Required[str]


class SectionDoc(TypedDict, total=False):
    """A section of the guide."""

    id: Required[str]
    title: Required[BothDoc]
    text: BothDoc
    source: Required[str]
    points: list[GuidePointDoc]


class GuideDoc(TypedDict):
    """The preparation guide."""

    sections: list[SectionDoc]
    checklist: list[StepDoc]
    faq: list[QuestionDoc]
