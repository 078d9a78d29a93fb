"""YAML in the same envelope as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from confradar.views.items import Row


def render(rows: Iterable[Row], *, schema: str, generated_at: str) -> Iterator[str]:
    """``schema``, ``generated_at`` and ``items``, streamed an item at a time."""
    import yaml

    yield yaml.safe_dump({"schema": schema, "generated_at": generated_at}, sort_keys=False)
    head = "items:\n"
    for row in rows:
        text = yaml.safe_dump([dict(row)], sort_keys=False, allow_unicode=True, width=120)
        if not text.replace(
            "\n", ""
        ).isprintable():  # marks that reorder text are legal in YAML but would reach a terminal
            text = yaml.safe_dump([dict(row)], sort_keys=False, width=120)
        yield head + text
        head = ""
    if head:
        yield "items: []\n"
