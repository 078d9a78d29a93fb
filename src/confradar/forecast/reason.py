"""Why an estimate is what it is, as facts; views put them into words."""

from typing import NamedTuple


class Reason(NamedTuple):
    """What an estimate rests on.

    ``by`` habit: the paper deadlines of ``number`` editions, at most ``swing`` days (None: there is
    one edition only) from the same week each year; the event has ``moved`` so many days, the last
    edition was in ``since`` where that is long ago, and ``low`` to ``high`` days is how far earlier
    estimates were off. ``by`` lag: ``number`` days after the announced paper deadline, as in the
    latest edition with both; median: the same, by the median of ``swing`` editions; event: the days
    of the edition ``number``. ``history`` is the class of the estimate.
    """

    by: str
    number: int
    swing: int | None = None
    moved: int = 0
    since: int | None = None
    low: int = 0
    high: int = 0
    history: str = ""

    def written(self) -> str:
        """The facts as one text, as the index keeps them."""
        return "|".join(["" if value is None else str(value) for value in self])


def read(text: str) -> Reason:
    """What ``written`` wrote."""
    by, number, swing, moved, since, low, high, history = text.split("|")
    return Reason(
        by,
        int(number),
        int(swing) if swing else None,
        int(moved),
        int(since) if since else None,
        int(low),
        int(high),
        history,
    )
