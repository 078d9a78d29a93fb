"""What is said on stderr beside a checklist or a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from confradar.model.counts import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from confradar.queries.checklist import Checklist
    from confradar.queries.plan import Answer, Answers


def checklist_remark(listed: Checklist, standing: str, kind: str, *, chosen: bool) -> str:
    """What is to be known of its dates (see `queries.checklist.standing`), of a venue of this
    ``kind``; ``chosen``: of an edition that was named. Empty where that is nothing."""
    edition = f"{listed.acronym} {listed.year}"
    later = "" if chosen else ", and no later edition is recorded"
    return {
        "": "",
        "journal": f"{listed.acronym} is a journal: there is no event to travel to, the list is "
        "that of a paper",
        "no event": f"{listed.acronym} is a {kind}: there is no event to travel to, the list is "
        "the general one",
        "no edition": f"{listed.acronym} has no recorded edition: tasks without dates",
        "over": f"{edition} is over{later}; its dates show the rhythm",
        "estimated": f"{edition} is not announced yet: all days are worked back from estimates",
        "all late": f"every task was due before today: {edition} may be over; its dates show the "
        "rhythm",
        "late": _late(listed),
    }[standing]


def _late(listed: Checklist) -> str:
    late, over = (sum(getattr(task, name) for task in listed.tasks) for name in ("late", "over"))
    parts = []
    if late:
        parts.append(f"{counted(late, 'task was', 'tasks were')} due before today")
    if over:
        stage = "its stage" if over == 1 else "their stage"
        parts.append(f"{counted(over, 'task is', 'tasks are')} over with {stage}")
    return "; ".join(parts)


def plan_remarks(answers: Answers, *, explained: bool) -> Iterator[str]:
    """Why ladders end, how they could go on, and how many venues are left out for which reason;
    ``explained``: each of them is shown."""
    several = len(answers.of_papers) > 1
    for answer in answers.of_papers:
        name = f"{answer.paper.name}: " if several else ""
        for text in _how_on(answer):
            yield name + text
        if answer.left and not several:
            reasons = ", ".join(f"{count} {reason}" for reason, count in answer.reasons)
            more = "" if explained else " (--explain shows each)"
            left, matching = len(answer.left), answer.matching
            yield f"left out {left} of {matching} matching venues: {reasons}{more}"
    matching = answers.of_papers[0].matching
    if not matching:
        yield "no venue matches these filters"
    elif several and not explained:
        yield f"of {matching} matching venues (--explain tells why others are left out)"
    if not answers.exact:
        yield (
            "so many papers meet that they were planned one after the other, in the order given: "
            "other ladders may be worth more together"
        )


def _how_on(answer: Answer) -> Iterator[str]:
    from confradar.queries.plan_left_out import day_text

    steps = answer.ladder.steps
    if answer.ends_early:
        last = steps[-1].slot.venue.acronym
        why = (
            f"the decision date of {last} is not known"
            if answer.undecided
            else "no other venue can take the paper then"
        )
        yield f"after step {len(steps)} the ladder ends: {why}"
    if slot := answer.tight:
        due = day_text(slot.paper)
        yield f"with --feasible tight it could be {slot.venue.acronym}, paper due {due}"
    if slot := answer.late:
        due = day_text(slot.paper)
        wait = f"--wait {answer.wait_days}d"
        yield f"with {wait} it could be {slot.venue.acronym}, paper due {due}"
