"""Findings and changes of catalogue files as tables."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from confradar.views.grid import Column, Grid
from confradar.views.words import ENGLISH, Words

if TYPE_CHECKING:
    from confradar.catalogue.findings import Finding


def finding_table(findings: Iterable[Finding], say: Words = ENGLISH) -> Grid:
    """Where it stands, in which record, and what is wrong."""
    return (
        [
            Column(say("column.position"), cap=30),
            Column(say("column.record"), wrap=True, cap=30),
            Column(say("column.finding"), grow=True, wrap=True),
        ],
        [
            [
                f"{Path(found.file).name}:{found.line}",
                say("comma").join(map(say.sentence, found.record.split(", "))),
                f"{say.named('severity', found.severity)} {found.rule}{say('colon')}"
                + say.sentence(found.message),
            ]
            for found in findings
        ],
    )


def change_table(changes: Iterable[object], say: Words = ENGLISH) -> Grid:
    """Each change as one sentence."""
    return [Column(say("column.change"), grow=True, wrap=True)], [
        [say.sentence(str(change))] for change in changes
    ]
