"""One of a few words, however it is spelled: the one place that says which is meant, and that
refuses others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from confradar.errors import UsageError
from confradar.model.names import fold, nearest

NONE: Mapping[str, str] = MappingProxyType({})


def one_of(
    given: str,
    known: Iterable[str],
    what: str,
    *,
    also: Mapping[str, str] = NONE,
    hint: str | None = None,
) -> str:
    """The word of ``known`` that is spelled like ``given``: case, accents and separators do not
    count (``Camera-Ready`` is ``camera_ready``). ``also`` has other spellings with the words that
    they stand for.

    Raises UsageError, which says that there is no such thing as ``what`` names.
    """
    words = list(known)
    spelled = {fold(word): word for word in (*also, *words)}
    word = spelled.get(fold(given))
    if word is None:
        raise unknown(given, words, what, hint=hint)
    return also.get(word, word)


def unknown(given: str, known: Iterable[str], what: str, *, hint: str | None = None) -> UsageError:
    """The error of a word that is none of ``known``: it names the nearest of them (to one or two
    letters nothing is near), else ``hint``, else all of them."""
    words = list(known)
    close = nearest(given, words) if len(given) > 2 else []
    if close:
        hint = f"did you mean {' or '.join(close)}?"
    return UsageError(f"{what} {given!r}", hint=hint or f"one of {', '.join(words)}")
