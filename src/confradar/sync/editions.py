"""Merging one edition of a list into the one that is known: its place, its days, its dated points. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from confradar.model.plausible import Lead, doubted
from confradar.model.venue import Difference, Edition
from confradar.sync.deadlines import merge_deadlines
from confradar.sync.merged import Change
from confradar.sync.rules import Rules, follows, ruled_out, without


@dataclass
class EditionMerge:
    """One edition as it is known (``ours``) and as a list gives it (``theirs``).

    ``changes`` gathers what is done, and ``differs`` what is not followed. ``leads`` are those of the venue's other editions,
    beside which a date may be one that cannot be.
    """

    venue: str
    ours: Edition
    theirs: Edition
    rules: Rules
    changes: list[Change]
    leads: Sequence[Lead] = ()
    differs: list[Difference] = field(init=False)

    def __post_init__(self) -> None:
        self.differs = list(self.ours.differs)

    def merged(self) -> Edition:
        """The edition with theirs merged in."""
        update = without(self.ours, self.source, self.theirs.gone, self.rules.dormant) if self.theirs.gone else self._facts()
        update["deadlines"] = tuple(merge_deadlines(self))
        self.differs += [item for item in self.theirs.differs if item.why and not self.ruled_out(item.key, item.value)]
        return self.ours.model_copy(update={**update, "differs": tuple(self.differs)})

    # ---- What the steps share

    @property
    def source(self) -> str:
        """The list that gives it; empty where the record names none."""
        return self.theirs.source or ""

    def tell(self, what: str, key: str, old: str | None, new: str, source: str | None = None) -> None:
        """Tell a change of the edition."""
        self.changes.append(Change(what, self.venue, self.ours.year, key, old, new, self.source if source is None else source))

    def leave(self, source: str, key: str, value: str, recorded: date | None, zone: str | None = None) -> None:
        """Remember a value that is not followed."""
        self.differs.append(Difference(source=source, key=key, value=value, zone=zone, recorded=recorded))

    def ruled_out(self, key: str, value: str) -> bool:
        """Whether the value was looked at before and not followed."""
        return ruled_out(self.differs, key, value)

    def _follows(self) -> bool:
        """Whether their place and days are followed, by who recorded them when."""
        return follows(self.theirs.recorded, self.source, self.ours.recorded, self.ours.source or "", self.rules.curated)

    # ---- The edition's own facts

    def _facts(self) -> dict[str, object]:
        ours, theirs = self.ours, self.theirs
        update: dict[str, object] = {"gone": None}
        for name in ("url", "place", "country", "format", "status", "name"):
            placed = name == "country" and ours.place is not None  # a place without a country is the curator's choice
            if getattr(ours, name) is None and getattr(theirs, name) is not None and not placed:
                update[name] = getattr(theirs, name)
                self.tell("filled", name, None, str(update[name]))
        update.update(self._place())
        update.update(self._days())
        if ours.start is None and theirs.start is None and ours.when is None and theirs.when:
            update["when"] = theirs.when
        if ours.source is None:
            update["source"], update["recorded"] = theirs.source, theirs.recorded
        elif self.source and self.source != update.get("source", ours.source) and self.source not in ours.also:
            update["also"] = (*ours.also, self.source)
        return update

    def _place(self) -> dict[str, object]:
        """The place where a list was seen to move it (a copy's ``differs`` tells); else one in another country is noted.

        Places that are merely spelled otherwise are left as they are.
        """
        ours, theirs = self.ours, self.theirs
        if ours.place is None or theirs.place is None or ours.place == theirs.place or self.ruled_out("place", theirs.place):
            return {}
        moved = any(item.key == "place" and item.why is None for item in theirs.differs)
        if moved and self._follows():
            if self.source != ours.source:
                self.leave(ours.source or "", "place", ours.place, ours.recorded)
            self.tell("corrected", "place", ours.place, theirs.place)
            return {"place": theirs.place, "country": theirs.country}
        if moved or (ours.country and theirs.country and ours.country != theirs.country):
            self.leave(self.source, "place", theirs.place, theirs.recorded)
            self.tell("kept", "place", ours.place, theirs.place)
        return {}

    def _days(self) -> dict[str, object]:
        """First and last day, decided together: one without the other is no event."""
        ours, theirs = self.ours, self.theirs
        if theirs.start is None or (ours.start, ours.end) == (theirs.start, theirs.end):
            return {}
        new, old = _span(theirs), _span(ours)
        followed: dict[str, object] = {"start": theirs.start, "end": theirs.end, "when": None}
        ruled = self.ruled_out("days", new)
        if ours.start is None and not ruled:
            self.tell("filled", "days", None, new)
            return followed
        if theirs.start == theirs.end == ours.start:
            return {}  # only the first day of what is known
        follow = self._follows()
        wrong, other = (None in doubted(edition) for edition in (ours, theirs))
        if self.source != ours.source and wrong != other:
            follow = wrong  # what cannot be loses against what can
        if ruled or not follow:
            if not ruled:
                self.leave(self.source, "days", new, theirs.recorded)
                self.tell("kept", "days", old, new)
            return {}
        if self.source != ours.source:
            self.leave(ours.source or "", "days", old, ours.recorded)
        self.tell("corrected", "days", old, new)
        return {**followed, "source": theirs.source, "recorded": theirs.recorded}


def _span(edition: Edition) -> str:
    return f"{edition.start}/{edition.end or edition.start}"
