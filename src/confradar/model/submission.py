"""What a submission needs: the facts that official pages give of an edition, or of a journal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, model_validator

from confradar.model.base import Day, Record, Text, Url
from confradar.model.submission_kinds import Allowed, Anonymity, Duty, Fact, Rebuttal

UNLIMITED, INCLUDED = "unlimited", "included"
CURRENCY = r"^[A-Z]{3}$"


def _one_line(text: str) -> str:
    if len(text.splitlines()) > 1:
        raise ValueError("write it on one line")
    return text


def _limit(value: object, *words: str) -> object:
    if value in words or (isinstance(value, int) and not isinstance(value, bool) and value >= 0):
        return value
    raise ValueError(f"{value!r} is no limit: write a whole number or {' or '.join(words)}")


def _own_limit(value: object) -> object:
    return _limit(value, UNLIMITED)


def _part_limit(value: object) -> object:
    return _limit(value, UNLIMITED, INCLUDED)


Line = Annotated[str, StringConstraints(min_length=1, max_length=200), AfterValidator(_one_line)]
_Count = Annotated[int, Field(ge=0, le=9999)]
Limit = Annotated[_Count | Literal["unlimited"], BeforeValidator(_own_limit)]
PartLimit = Annotated[_Count | Literal["unlimited", "included"], BeforeValidator(_part_limit)]


class Pages(Record):
    """Page limits: whole numbers or ``unlimited``. ``main`` is that of a submission's body,
    ``short`` that of a short paper's, ``camera_ready`` that of an accepted paper's; references and
    appendix may be ``included`` in it.
    """

    main: Limit | None = None
    short: Limit | None = None
    references: PartLimit | None = None
    appendix: PartLimit | None = None
    camera_ready: Limit | None = None

    @model_validator(mode="after")
    def _given(self) -> Self:
        if all(value is None for _, value in self):
            raise ValueError("gives no limit")
        return self


class Speed(Record):
    """How fast a journal says that it is: days from the submission to the first decision and to
    acceptance, and from acceptance to publication."""

    first_decision: _Count | None = None
    acceptance: _Count | None = None
    publication: _Count | None = None

    @model_validator(mode="after")
    def _given(self) -> Self:
        if all(value is None for _, value in self):
            raise ValueError("gives no number of days")
        return self


class Fee(Record):
    """What one kind of people pays: ``who`` in short words, ``currency`` by ISO 4217."""

    who: Line
    amount: int | float = Field(ge=0, allow_inf_nan=False)
    currency: Annotated[str, StringConstraints(pattern=CURRENCY)]


class Submission(Record):
    """The facts that one official page (``source``) gives, as read on the day ``recorded``.

    ``template`` is the address of the style files, ``system`` the name of the submission system and
    ``submit`` its address. ``notes`` say in a short line what a fact's word leaves out, or what
    fits no word.
    """

    source: Text
    recorded: Day
    pages: Pages | None = None
    anonymous: Anonymity | None = None
    template: Url | None = None
    system: Line | None = None
    submit: Url | None = None
    preprints: Allowed | None = None
    dual_submission: Allowed | None = None
    rebuttal: Rebuttal | None = None
    duties: tuple[Duty, ...] = ()
    speed: Speed | None = None
    fees: tuple[Fee, ...] = ()
    notes: dict[Fact, Line] = Field(default={})

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.facts() and not self.notes:
            raise ValueError("gives no fact: leave it out")
        return self

    def facts(self) -> tuple[Fact, ...]:
        """Which facts it gives, notes apart."""
        return tuple(fact for fact in Fact if getattr(self, fact.value))


def check_once(groups: Iterable[Submission]) -> None:
    """Raises ValueError where two groups give the same fact, or a note on it: which holds?"""
    said: set[str] = set()
    for group in groups:
        told = [*group.facts(), *(f"the note on {fact}" for fact in group.notes)]
        if twice := next((name for name in told if name in said), None):
            raise ValueError(f"submission gives {twice} twice: keep it under one page")
        said.update(told)
