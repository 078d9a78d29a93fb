"""The lines of the tables that forecast.py prints, in Markdown, and the score of intervals."""

from __future__ import annotations

import statistics
from collections.abc import Sequence


def centre_line(name: str, errors: Sequence[int]) -> str:
    """``errors``: days from the centre."""
    sizes = [abs(error) for error in errors]
    within = [sum(size <= limit for size in sizes) / len(sizes) for limit in (7, 14, 30)]
    shares = " | ".join(f"{share:.0%}" for share in within)
    return (
        f"| {name} | {len(sizes)} | {statistics.median(sizes):.0f} | "
        f"{statistics.fmean(sizes):.2f} | {shares} |"
    )


def interval_line(name: str, spans: Sequence[tuple[int, int, int]]) -> str:
    """``spans``: (error, low, high) in days from the centre."""
    inside = sum(low <= error <= high for error, low, high in spans) / len(spans)
    widths = [high - low for _, low, high in spans]
    return (
        f"| {name} | {len(spans)} | {inside:.1%} | {statistics.median(widths):.0f} | "
        f"{statistics.fmean(widths):.1f} | {score(spans):.1f} |"
    )


def score(spans: Sequence[tuple[int, int, int]]) -> float:
    """The mean interval score of an 80 % interval (Gneiting and Raftery 2007): width plus ten days
    for each day outside."""
    return statistics.fmean(
        (high - low) + 10 * max(0, low - error) + 10 * max(0, error - high)
        for error, low, high in spans
    )
