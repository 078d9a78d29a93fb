"""What a step of a plan is worth: the one figure by which ladders are compared. Pure.

A supervisor wants the paper in a good place, soon. So the unit is the **rank**: a step has a level
in ranks (by the reader's order, see `level`), and every RANK_WAIT that passes from when the paper
is ready until it is decided there takes one off. What is left, as a power of BASE, is its worth:

    worth = BASE ** (level - (decided - ready) / RANK_WAIT)

One rank better is worth RANK_WAIT of waiting: an A-ranked venue is taken rather than a B-ranked one
that decides up to half a year sooner. A ladder is worth the sum of its steps, each counted KEPT
times the one before it: that share of papers is turned away and goes on. Since BASE is
1 / (1 - KEPT), no number of steps, however long, outweighs one of a better rank that is decided no
later: quality counts before number.

A step whose decision nobody knows ends a ladder. As the first it is worth as much as if it were
decided REVIEW after it is due; behind another it adds nothing, and is taken only where nothing else
can follow.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log2

from confradar.model.days import DAY
from confradar.queries.plan_slots import Candidate, Slot

# So long a wait (in seconds) outweighs one rank.
RANK_WAIT = 180 * DAY
# Three of four papers are turned away, at good conferences.
KEPT = 0.75
BASE = 1 / (1 - KEPT)
# A usual time from deadline to decision (in seconds), for the worth of a first step alone.
REVIEW = 120 * DAY

ORDERS = ("rank", "soonest", "h5", "acceptance", "fit")
# The lists in the order in which they are asked, and their ranks as levels. What no list ranks has
# level 0.
LISTS = ("ccf", "core", "thcpl")
_LEVELS = {
    "ccf": {"A": 3.0, "B": 2.0, "C": 1.0},
    "core": {"A*": 3.0, "A": 2.0, "B": 1.0, "C": 0.5},
    "thcpl": {"A": 3.0, "B": 2.0},
}
# Half of what the h5-index can add to a rank is added at this index.
_HALFWAY = 100


def level(venue: Candidate, order: str, lists: Sequence[str] = LISTS) -> float:
    """How many ranks a venue is worth.

    ``rank``: 3 for CCF A, 2 for B, 1 for C, by the first of ``lists`` that ranks it (CORE: A* 3, A
    2, B 1, C 1/2; TH-CPL: A 3, B 2), and up to half a rank for its h5-index. ``h5``: one for every
    fourfold of the index. ``acceptance``: one for every 25 points of the rate. ``fit``: 4 for a
    paper's text that fits wholly. ``soonest``: 0 of all, so that only time counts. A figure that is
    not known counts as 0.
    """
    h5 = venue.h5 or 0
    match order:
        case "rank":
            found = ((name, getattr(venue, name)) for name in lists)
            ranked = next((_LEVELS[name][rank] for name, rank in found if rank), 0.0)
            return ranked + h5 / (h5 + _HALFWAY) / 2
        case "h5":
            return log2(1 + h5) / 2
        case "acceptance":
            return (venue.acceptance or 0.0) * 4
        case "fit":
            return venue.fit * 4
    return 0.0


def worth(slot: Slot, ready: int, order: str, lists: Sequence[str] = LISTS) -> float:
    """What a first step there is worth to a paper that is ``ready`` then (seconds since the
    epoch)."""
    decided = slot.decided.at if slot.decided else slot.paper.at + REVIEW
    return float(BASE ** (level(slot.venue, order, lists) - (decided - ready) / RANK_WAIT))
