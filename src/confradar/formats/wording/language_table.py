"""The shape of a language's table: each phrase with what it says."""

from __future__ import annotations

from collections.abc import Mapping

# A phrase's role (kind, track, start, ...) and, for kinds, tracks and ordinals, which one.
Sense = tuple[str, str]
Table = dict[str, Sense]


def table(
    *,
    kinds: Mapping[str, str],
    tracks: Mapping[str, str],
    ordinals: Mapping[int, str],
    **roles: str,
) -> Table:
    """A table from phrases parted by ``|``. Raises ValueError where a phrase is listed twice: a
    word has one meaning."""
    found: Table = {}
    groups = [("kind", name, text) for name, text in kinds.items()]
    groups += [("track", name, text) for name, text in tracks.items()]
    groups += [("ordinal", str(number), text) for number, text in ordinals.items()]
    groups += [(role, "", text) for role, text in roles.items()]
    for role, name, text in groups:
        for phrase in (" ".join(part.split()) for part in text.split("|")):
            if phrase in found:
                raise ValueError(f"{phrase!r} is listed twice: as {found[phrase][0]} and as {role}")
            found[phrase] = (role, name)
    return found
