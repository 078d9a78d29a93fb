"""An edition as it is known and as a list gives it: what every step of merging the two shares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from confradar.model.plausible import Lead
from confradar.model.venue import Difference, Edition
from confradar.sync.merge_result import Change
from confradar.sync.precedence import Rules, follows, ruled_out


@dataclass
class Meeting:
    """One edition as it is known (``ours``) and as a list gives it (``theirs``).

    ``changes`` gathers what is done, and ``differs`` what is not followed. ``leads`` are those of
    the venue's other editions, beside which a date may be one that cannot be.
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

    @property
    def source(self) -> str:
        """The list that gives it; empty where the record names none."""
        return self.theirs.source or ""

    def tell(
        self, what: str, key: str, old: str | None, new: str, source: str | None = None
    ) -> None:
        """Tell a change of the edition."""
        self.changes.append(
            Change(
                what,
                self.venue,
                self.ours.year,
                key,
                old,
                new,
                self.source if source is None else source,
            )
        )

    def leave(
        self, source: str, key: str, value: str, recorded: date | None, zone: str | None = None
    ) -> None:
        """Remember a value that is not followed."""
        self.differs.append(
            Difference(source=source, key=key, value=value, zone=zone, recorded=recorded)
        )

    def ruled_out(self, key: str, value: str) -> bool:
        """Whether the value was looked at before and not followed."""
        return ruled_out(self.differs, key, value)

    def follows_theirs(self) -> bool:
        """Whether their place and days are followed, by who recorded them when."""
        return follows(
            self.theirs.recorded,
            self.source,
            self.ours.recorded,
            self.ours.source or "",
            self.rules.curated,
        )
