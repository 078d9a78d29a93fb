"""Findings and changes of catalogue files as tables."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from confradar.views.grid import Column, Grid

if TYPE_CHECKING:
    from confradar.catalogue.findings import Finding


def finding_table(findings: Iterable[Finding]) -> Grid:
    """Where it stands, in which record, and what is wrong."""
    return (
        [
            Column("Place", cap=30),
            Column("Record", wrap=True, cap=30),
            Column("Finding", grow=True, wrap=True),
        ],
        [
            [
                f"{Path(found.file).name}:{found.line}",
                found.record,
                f"{found.severity} {found.rule}: {found.message}",
            ]
            for found in findings
        ],
    )


def change_table(changes: Iterable[object]) -> Grid:
    """Each change as one sentence."""
    return [Column("Change", grow=True, wrap=True)], [[str(change)] for change in changes]
