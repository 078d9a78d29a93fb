"""Changing a catalogue file in place: only the touched values are rewritten, so comments, order and
layout stay.

Positions come from the YAML parser's own marks. The result is read back and compared with what was
meant before it counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from confradar.catalogue import render
from confradar.errors import DataError
from confradar.model.base import Record
from confradar.model.deadline import Deadline
from confradar.model.kinds import KINDS
from confradar.model.venue import Edition, Venue


def rewritten(text: str, before: Sequence[Venue], after: Sequence[Venue]) -> str:
    """``text``, which holds ``before``, changed to hold ``after``. Venues and editions are added or
    changed, never removed.

    Raises DataError when the file's shape does not allow it.
    """
    root = composed(text)
    edits = _Edits(text)
    known = {venue.id: venue for venue in before}
    nodes = (
        {_value_of(node, "id"): node for node in _items(child_of(root, "venues"))}
        if root is not None
        else {}
    )
    fresh: list[Venue] = []
    for venue in after:
        if venue.id not in known:
            fresh.append(venue)
        elif venue != known[venue.id]:
            edits.venue(nodes[venue.id], known[venue.id], venue)
    result = edits.applied()
    return _with_new(result, fresh, [venue for venue in after if venue.id in known])


def _with_new(text: str, fresh: Sequence[Venue], present: Sequence[Venue]) -> str:
    """Put new venues in their alphabetical place among those of their kind, which keeps the file's
    sections."""
    if not fresh:
        return text
    root = composed(text)
    if root is None or child_of(root, "venues") is None:
        raise DataError(
            "the file has no `venues:` list", hint="start it with `schema: 1` and `venues: []`"
        )
    listing = child_of(root, "venues")
    items = list(_items(listing))
    if not items:
        blocks = "\n\n".join(render.venue(venue) for venue in sorted(fresh, key=_place))
        start = listing.start_mark.index
        tail = text[listing.end_mark.index :] if text[start : start + 1] == "[" else text[start:]
        return f"{text[:start].rstrip()}\n\n{blocks}\n{tail.lstrip()}"
    places = [(_place_of(node, present), node) for node in items]
    edits = _Edits(text)
    for venue in sorted(fresh, key=_place):
        earlier = [
            node for place, node in places if place[0] == _place(venue)[0] and place < _place(venue)
        ]
        anchor = (
            earlier[-1]
            if earlier
            else next(
                (node for place, node in reversed(places) if place[0] <= _place(venue)[0]), None
            )
        )
        block = render.venue(venue, indent=items[0].start_mark.column - 2)
        if anchor is None:
            edits.insert(edits.line_start(items[0].start_mark.index), block + "\n\n")
        else:
            edits.insert(edits.line_end(_content_end(anchor)), "\n\n" + block)
    return edits.applied()


def _place(venue: Venue) -> tuple[int, str]:
    return KINDS.index(venue.kind.value), venue.id


def _place_of(node: Any, present: Sequence[Venue]) -> tuple[int, str]:
    id_ = _value_of(node, "id")
    return next((_place(venue) for venue in present if venue.id == id_), (0, id_))


@dataclass
class _Edits:
    """Replacements of spans of a text, applied together."""

    text: str
    spans: list[tuple[int, int, str]] = field(default_factory=list)

    def insert(self, index: int, text: str) -> None:
        self.spans.append((index, index, text))

    def line_end(self, index: int) -> int:
        end = self.text.find("\n", index)
        return len(self.text) if end < 0 else end

    def line_start(self, index: int) -> int:
        return self.text.rfind("\n", 0, index) + 1

    def applied(self) -> str:
        result: list[str] = []
        last = 0
        for start, end, text in sorted(self.spans, key=lambda span: span[:2]):
            result.extend((self.text[last:start], text))
            last = end
        return "".join(result) + self.text[last:]

    def venue(self, node: Any, old: Venue, new: Venue) -> None:
        self.fields(node, old, new, {"editions"})
        known = {edition.year: edition for edition in old.editions}
        listing = child_of(node, "editions")
        items = list(_items(listing))
        years = {int(_value_of(item, "year")): item for item in items}
        added = [edition for edition in new.editions if edition.year not in known]
        for edition in new.editions:
            if edition.year in known and edition != known[edition.year]:
                self.edition(years[edition.year], known[edition.year], edition)
        indent = node.start_mark.column
        if not items:
            if added:
                block = "\n".join(render.edition(edition, indent + 2) for edition in added)
                self.replace_or_add(node, "editions", f"\n{block}", after=None)
            return
        column = items[0].start_mark.column - 2
        for edition in added:
            block = render.edition(edition, column)
            older = next((years[year] for year in years if year < edition.year), None)
            if older is not None:
                self.insert(self.line_start(older.start_mark.index), block + "\n")
            else:
                self.insert(self.line_end(_content_end(items[-1])), "\n" + block)

    def edition(self, node: Any, old: Edition, new: Edition) -> None:
        self.fields(node, old, new, {"deadlines"})
        listing = child_of(node, "deadlines")
        items = list(_items(listing))
        keys = {
            deadline.lasting_key: item for deadline, item in zip(old.deadlines, items, strict=True)
        }
        known = {deadline.lasting_key: deadline for deadline in old.deadlines}
        added = [deadline for deadline in new.deadlines if deadline.lasting_key not in known]
        for deadline in new.deadlines:
            before = known.get(deadline.lasting_key)
            if before is not None and before != deadline:
                item = keys[deadline.lasting_key]
                self.spans.append(
                    (item.start_mark.index, _content_end(item), render.flow(render.plain(deadline)))
                )
        if not added:
            return
        if not items:
            block = "\n".join(
                self.deadline_line(deadline, node.start_mark.column + 2) for deadline in added
            )
            self.replace_or_add(node, "deadlines", f"\n{block}", after=None)
            return
        self._points(items, keys, new, added)

    def _points(
        self, items: list[Any], keys: dict[str, Any], new: Edition, added: list[Deadline]
    ) -> None:
        """Write added points among the lines of the present ones, in their order."""
        column = items[0].start_mark.column - 2
        order = [deadline.lasting_key for deadline in new.deadlines]
        for key in keys.keys() - set(
            order
        ):  # renumbered: the line goes, and comes back among the added
            self.spans.append(
                (
                    self.line_start(keys[key].start_mark.index),
                    self.line_end(_content_end(keys[key])) + 1,
                    "",
                )
            )
        for deadline in added:
            earlier = [
                keys[key] for key in order[: order.index(deadline.lasting_key)] if key in keys
            ]
            line = self.deadline_line(deadline, column)
            if earlier:
                self.insert(self.line_end(_content_end(earlier[-1])), "\n" + line)
            else:
                self.insert(self.line_start(items[0].start_mark.index), line + "\n")

    @staticmethod
    def deadline_line(deadline: Deadline, column: int) -> str:
        return f"{' ' * column}- {render.flow(render.plain(deadline))}"

    def fields(self, node: Any, old: Record, new: Record, without: set[str]) -> None:
        """Write the changed keys of a record, each behind the key that precedes it in the model."""
        given, wanted = render.plain(old), render.plain(new)
        previous: str | None = None
        for key in wanted:
            if key not in without and given.get(key) != wanted[key]:
                shown = render.field(key, wanted[key], node.start_mark.column)
                value = shown.partition(":")[2]
                self.replace_or_add(
                    node, key, value if value.startswith("\n") else value.strip(), after=previous
                )
            if key in given:
                previous = key
        for key in given:
            if key not in wanted and key not in without:
                self.remove(node, key)

    def replace_or_add(self, node: Any, key: str, value: str, *, after: str | None) -> None:
        """Set ``key`` of a block mapping; a new key goes on a line of its own behind ``after``, or
        last."""
        if node.flow_style:
            raise DataError(
                f"line {node.start_mark.line + 1}: a record on one line cannot be changed in place",
                hint="write it as a block",
            )
        child = child_of(node, key)
        text = f"{key}:{value}" if value.startswith("\n") else f"{key}: {value}"
        if child is not None:
            name = next(pair[0] for pair in node.value if pair[0].value == key)
            self.spans.append((name.start_mark.index, _content_end(child), text))
            return
        anchor = next((pair[1] for pair in node.value if pair[0].value == after), node.value[-1][1])
        self.insert(self.line_end(_content_end(anchor)), f"\n{' ' * node.start_mark.column}{text}")

    def remove(self, node: Any, key: str) -> None:
        for name, child in node.value:
            if name.value == key:
                self.spans.append(
                    (
                        self.line_start(name.start_mark.index),
                        self.line_end(_content_end(child)) + 1,
                        "",
                    )
                )


def composed(text: str) -> Any:
    """The text's root node, which knows where it stands; None of an empty text."""
    import yaml

    return yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def _items(node: Any) -> list[Any]:
    return list(node.value) if node is not None and isinstance(node.value, list) else []


def child_of(node: Any, key: str) -> Any:
    """The node of a key's value; None where the key, or the mapping itself, is not there."""
    return (
        next((value for name, value in node.value if name.value == key), None)
        if node is not None
        else None
    )


def _value_of(node: Any, key: str) -> str:
    child = child_of(node, key)
    return str(child.value) if child is not None else ""


def _content_end(node: Any) -> int:
    """Where a node's text really ends: block collections' marks run on over comments and blank
    lines."""
    if isinstance(node.value, list) and not node.flow_style:
        last = (
            node.value[-1][1]
            if node.value and isinstance(node.value[-1], tuple)
            else node.value[-1]
            if node.value
            else None
        )
        return _content_end(last) if last is not None else int(node.end_mark.index)
    return int(node.end_mark.index)
