"""Where and when the parts of an edition are held: further sites, and days that differ."""

from __future__ import annotations

from datetime import date
from typing import Self

from pydantic import model_validator

from confradar.model.base import Country, Day, Record, Text


def check_days(start: date | None, end: date | None) -> None:
    """Raises ValueError for a last day before the first one, or without one."""
    if start and end and end < start:
        raise ValueError(f"the last day {end} is before the first day {start}")
    if end and not start:
        raise ValueError("a last day needs a first day")


class Site(Record):
    """A further site of an edition, with its days where they are others than the edition's."""

    place: Text
    country: Country | None = None
    start: Day | None = None
    end: Day | None = None

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        check_days(self.start, self.end)
        return self


class Part(Record):
    """A part of an edition with its days: ``name`` is main, workshops, tutorials, demos,
    exhibition, doctoral, industry, school or other words; without ``end`` it lasts one day."""

    name: Text
    start: Day
    end: Day | None = None

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        check_days(self.start, self.end)
        return self
