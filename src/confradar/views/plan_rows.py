"""The steps of papers' ladders, and the venues that are not on them, as plain rows."""

from __future__ import annotations

from datetime import tzinfo
from typing import TYPE_CHECKING, Any

from confradar.model.days import DAY
from confradar.views.machine_rows import PLAN, Row, deadline_document, window
from confradar.views.reasons import reason_of
from confradar.views.text import utc

if TYPE_CHECKING:
    from confradar.index.points import DeadlineItem
    from confradar.queries.plan_left_out import LeftOut
    from confradar.queries.plan_slots import Candidate, Slot
    from confradar.queries.plan_step import Step


def step_row(step: Step, before: Step | None, *, paper: str, now: int, zone: tzinfo | None) -> Row:
    """A step of a ladder (``choice`` 0) or an alternative to it (1 and on), ``before`` being the
    step that it follows. Slacks are whole days, rounded down: expected, worst, best."""
    slot = step.slot

    def nested(item: DeadlineItem | None) -> Row | None:
        return deadline_document(item, now=now, zone=zone)

    decision = slot.notification
    return _no_step(slot.venue, paper) | {
        "step": step.number,
        "choice": step.choice,
        "year": slot.paper.year,
        "round": slot.paper.round,
        "feasibility": step.fit.level,
        "slack": step.fit.slack // DAY,
        "slack_least": step.fit.least // DAY,
        "slack_most": step.fit.most // DAY,
        "free": utc(step.free.at),
        "abstract": nested(slot.abstract),
        "paper": nested(slot.paper),
        "certainty": slot.paper.certainty,
        **window(slot.paper),
        "notification": nested(decision),
        "notification_certainty": decision.certainty if decision else None,
        "notification_basis": reason_of(decision) if decision else None,
        "missed": nested(step.missed[0].paper) if step.missed else None,
        "via": slot.paper.via,
        "commitment": nested(slot.commitment),
        "worth": round(step.worth, 2),
        "depends": _estimates(slot, before),
    }


def _estimates(slot: Slot, before: Step | None) -> list[str]:
    """Which of the dates that decide whether a step can be made are estimates."""
    dates = {
        "decision": before.slot.notification if before else None,
        "abstract": slot.abstract,
        "paper": slot.paper,
        "commitment": slot.commitment,
    }
    return [name for name, item in dates.items() if item and item.certainty == "estimated"]


def left_out_row(item: LeftOut, *, paper: str, number: int | None = None) -> Row:
    """A venue that is not on the ladder, with the reason; ``number`` is the step that it was to
    be."""
    feasibility = "no" if number else None
    return _no_step(item.venue, paper) | {
        "step": number,
        "feasibility": feasibility,
        "reason": item.reason,
        "detail": item.detail,
    }


def _no_step(venue: Candidate, paper: str) -> dict[str, Any]:
    """The columns of a plan's row that tell of the venue; the rest empty."""
    facts = {
        name: getattr(venue, name)
        for name in ("acronym", "name", "kind", "ccf", "core", "h5", "unapplied")
    }
    acceptance = None if venue.acceptance is None else round(venue.acceptance, 4)
    return (
        dict.fromkeys((*PLAN.columns, *PLAN.extra))
        | facts
        | {"venue": venue.id, "acceptance": acceptance, "manuscript": paper or None}
    )
