"""The preparation guide: checklist, FAQ, resources, refresher, each text in English and Chinese."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from confradar.model.base import Record, Slug, Text
from confradar.model.submission_kinds import Fact

Body = Annotated[str, StringConstraints(min_length=1, max_length=6000)]
Language = Literal["en", "zh"]


class Both(Record):
    """A text in both languages."""

    en: Body
    zh: Body

    def text(self, language: str) -> str:
        """The text in ``language`` (en or zh)."""
        text: str = getattr(self, language)
        return text


class Anchor(StrEnum):
    """The date of an edition from which a task is worked back (or forward)."""

    deadline = "deadline"
    notification = "notification"
    camera_ready = "camera_ready"
    early_registration = "early_registration"
    registration = "registration"
    first_day = "first_day"
    last_day = "last_day"


class Audience(StrEnum):
    """Who a task is for."""

    author = "author"
    attendee = "attendee"
    both = "both"


class Task(Record):
    """A sub-task of a step: due ``days`` after (negative: before) the date named by ``anchor``.

    ``abroad``: only where the event is, or may be, in another country than the traveller's;
    ``journal``: of a paper for a journal too, which has no event. ``facts`` of the submission are
    what it goes by.
    ``source`` is the section of the tutorials it comes from, or ``practice``.
    """

    id: Annotated[str, StringConstraints(pattern=r"^[1-9]\.[1-9][0-9]?$")]
    text: Both
    why: Both | None = None
    audience: Audience = Field(alias="for", default=Audience.both)
    anchor: Anchor = Field(alias="from")
    days: int = Field(ge=-400, le=200)
    abroad: bool = False
    journal: bool = False
    facts: tuple[Fact, ...] = ()
    source: Text


class Step(Record):
    """One of the five steps of the preparation, in their order."""

    id: Annotated[str, StringConstraints(pattern=r"^[1-9]$")]
    title: Both
    text: Both
    source: Text
    tasks: tuple[Task, ...] = Field(min_length=1)


class Question(Record):
    """A question with its answer."""

    id: Slug
    question: Both
    answer: Both
    source: Text


class Point(Record):
    """A point of a section; ``venues`` are ids of the catalogue that it names, ``topics`` ids of
    topics."""

    id: Slug
    title: Both | None = None
    text: Both
    venues: tuple[Slug, ...] = ()
    topics: tuple[Slug, ...] = ()
    formulas: tuple[Text, ...] = ()
    example: Text | None = None
    source: Text


class Section(Record):
    """A section of the guide: an introduction and its points."""

    id: Slug
    title: Both
    text: Both | None = None
    source: Text
    points: tuple[Point, ...] = ()


class Guide(Record):
    """The whole guide: sections to read, the five steps with their tasks, and the FAQ."""

    schema_: Literal[1] = Field(alias="schema")
    sections: tuple[Section, ...]
    checklist: tuple[Step, ...]
    faq: tuple[Question, ...]
