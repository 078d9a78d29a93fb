"""YAML in the same envelope as JSON."""

from __future__ import annotations

from collections.abc import Iterator

from confradar.views.report import Report


def render(report: Report) -> Iterator[str]:
    """``schema``, ``generated_at`` and ``items``, streamed an item at a time."""
    import yaml

    head = {"schema": report.schema, "generated_at": report.generated_at}
    yield yaml.safe_dump(head, sort_keys=False)
    before = "items:\n"
    for row in report.rows:
        text = yaml.safe_dump([dict(row)], sort_keys=False, allow_unicode=True, width=120)
        if not text.replace("\n", "").isprintable():
            # marks that reorder text are legal in YAML but would reach a terminal
            text = yaml.safe_dump([dict(row)], sort_keys=False, width=120)
        yield before + text
        before = ""
    if before:
        yield "items: []\n"
