"""Merging one edition of a list into the one that is known: its place, its days, its dated points.
Pure."""

from __future__ import annotations

from confradar.model.plausible import doubted
from confradar.model.venue import Edition
from confradar.sync.edition_pair import Meeting
from confradar.sync.merge_deadlines import merge_deadlines
from confradar.sync.precedence import without


def merged_edition(meeting: Meeting) -> Edition:
    """The edition with theirs merged in."""
    update = (
        without(meeting.ours, meeting.source, meeting.theirs.gone, meeting.rules.dormant)
        if meeting.theirs.gone
        else _facts(meeting)
    )
    update["deadlines"] = tuple(merge_deadlines(meeting))
    meeting.differs += [
        item
        for item in meeting.theirs.differs
        if item.why and not meeting.ruled_out(item.key, item.value)
    ]
    return meeting.ours.model_copy(update={**update, "differs": tuple(meeting.differs)})


def _facts(meeting: Meeting) -> dict[str, object]:
    ours, theirs = meeting.ours, meeting.theirs
    update: dict[str, object] = {"gone": None}
    for name in ("url", "place", "country", "format", "status", "name"):
        placed = (
            name == "country" and ours.place is not None
        )  # a place without a country is the curator's choice
        if getattr(ours, name) is None and getattr(theirs, name) is not None and not placed:
            update[name] = getattr(theirs, name)
            meeting.tell("filled", name, None, str(update[name]))
    update.update(_place(meeting))
    update.update(_days(meeting))
    if ours.start is None and theirs.start is None and ours.when is None and theirs.when:
        update["when"] = theirs.when
    if ours.source is None:
        update["source"], update["recorded"] = theirs.source, theirs.recorded
    elif (
        meeting.source
        and meeting.source != update.get("source", ours.source)
        and meeting.source not in ours.also
    ):
        update["also"] = (*ours.also, meeting.source)
    return update


def _place(meeting: Meeting) -> dict[str, object]:
    """The place where a list was seen to move it (a copy's ``differs`` tells); else one in another
    country is noted.

    Places that are merely spelled otherwise are left as they are.
    """
    ours, theirs = meeting.ours, meeting.theirs
    if (
        ours.place is None
        or theirs.place is None
        or ours.place == theirs.place
        or meeting.ruled_out("place", theirs.place)
    ):
        return {}
    moved = any(item.key == "place" and item.why is None for item in theirs.differs)
    if moved and meeting.follows_theirs():
        if meeting.source != ours.source:
            meeting.leave(ours.source or "", "place", ours.place, ours.recorded)
        meeting.tell("corrected", "place", ours.place, theirs.place)
        return {"place": theirs.place, "country": theirs.country}
    if moved or (ours.country and theirs.country and ours.country != theirs.country):
        meeting.leave(meeting.source, "place", theirs.place, theirs.recorded)
        meeting.tell("kept", "place", ours.place, theirs.place)
    return {}


def _days(meeting: Meeting) -> dict[str, object]:
    """First and last day, decided together: one without the other is no event."""
    ours, theirs = meeting.ours, meeting.theirs
    if theirs.start is None or (ours.start, ours.end) == (theirs.start, theirs.end):
        return {}
    new, old = _span(theirs), _span(ours)
    followed: dict[str, object] = {"start": theirs.start, "end": theirs.end, "when": None}
    ruled = meeting.ruled_out("days", new)
    if ours.start is None and not ruled:
        meeting.tell("filled", "days", None, new)
        return followed
    if theirs.start == theirs.end == ours.start:
        return {}  # only the first day of what is known
    follow = meeting.follows_theirs()
    wrong, other = (None in doubted(edition) for edition in (ours, theirs))
    if meeting.source != ours.source and wrong != other:
        follow = wrong  # what cannot be loses against what can
    if ruled or not follow:
        if not ruled:
            meeting.leave(meeting.source, "days", new, theirs.recorded)
            meeting.tell("kept", "days", old, new)
        return {}
    if meeting.source != ours.source:
        meeting.leave(ours.source or "", "days", old, ours.recorded)
    meeting.tell("corrected", "days", old, new)
    return {**followed, "source": theirs.source, "recorded": theirs.recorded}


def _span(edition: Edition) -> str:
    return f"{edition.start}/{edition.end or edition.start}"
