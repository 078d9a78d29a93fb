"""What a submission needs, in words: the facts of a venue's pages, and where and when they were
read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

from confradar.model.submission_kinds import Fact
from confradar.queries.submission import by_origin
from confradar.views.facts import short

if TYPE_CHECKING:
    from confradar.queries.submission import Known
    from confradar.views.words import Words

    # A value of a fact as text.
    _Text = Callable[[Any, Words], str]

# What stands behind the body of a paper.
_BEHIND = ("references", "appendix")
ADDRESSES = frozenset({Fact.template, Fact.submit})


# What a first screen has room for.
_FIRST = frozenset(
    {Fact.pages, Fact.anonymous, Fact.system, Fact.preprints, Fact.rebuttal, Fact.speed}
)
# Facts whose values do not tell what they are.
_NAMED = ADDRESSES | {Fact.duties, Fact.fees}


def fact_name(fact: str, say: Words) -> str:
    """What a fact is called."""
    return say(f"fact.{fact}")


def fact_text(item: Known, say: Words, *, notes: bool = True) -> str:
    """``8 pages, references unlimited (9 of an accepted paper)``; without ``notes`` only those
    without which it says nothing."""
    text = value_text(item, say, notes=notes)
    named = item.value is None or item.fact in _NAMED
    return say("fact", fact=fact_name(item.fact, say), text=text) if named else text


def value_text(item: Known, say: Words, *, notes: bool = True) -> str:
    """The same without the name of the fact before what does not tell it by itself."""
    if item.value is None:
        return item.note or ""
    text = _TEXTS[item.fact](item.value, say) if item.fact in _TEXTS else str(item.value)
    bare = item.value == "limited"
    return text + say("note", text=item.note) if item.note and (notes or bare) else text


def facts_text(facts: Sequence[Known], say: Words, *, notes: bool = True) -> str:
    """Several facts in a line."""
    return say("list.facts").join(fact_text(item, say, notes=notes) for item in facts)


def origin(facts: Sequence[Known], say: Words, *, whole: bool = False) -> str:
    """``as of 2026, icml.cc, read 2026-11-27``: of facts of one edition (or of a venue at any time)
    whose they are; their pages, as addresses where ``whole``; and when these were read."""
    when = _when(facts[0], say)
    pages = dict.fromkeys(item.source if whole else short(item.source) for item in facts)
    read = sorted({item.recorded for item in facts})
    days = read[0] if len(read) == 1 else say("days", first=read[0], last=read[-1])
    return say("origin", when=when, pages=say("list").join(pages), days=days)


def _when(item: Known, say: Words) -> str:
    if item.year is None:
        return say("origin.any")
    return say("origin.as_of" if item.earlier else "origin.of", year=item.year)


def said(facts: Sequence[Known], say: Words, *, whole: bool = False) -> Iterator[str]:
    """Lines of facts behind their origin, one for each of these."""
    for group in by_origin(facts):
        told = facts_text(group, say)
        yield say("submission.said", facts=told, origin=origin(group, say, whole=whole))


def brief(facts: Sequence[Known], say: Words, *, always: str | None = None) -> str:
    """``as of 2026: 9 pages; double-blind (neurips.cc; more: --all)``: what every author asks first
    of the facts of one origin, without notes; ``always`` is what to call those of no year."""
    first = [item for item in facts if item.fact in _FIRST] or facts
    pages = dict.fromkeys(short(item.source) for item in first)
    more = [say("submission.more")] if left_out(facts) else []
    told = say("note", text=say("list.facts").join([say("list").join(pages), *more]))
    when = always if always and facts[0].year is None else _when(facts[0], say)
    return f"{when}{say('colon')}{facts_text(first, say, notes=False)}{told}"


def left_out(facts: Sequence[Known]) -> bool:
    """Whether `brief` leaves out a fact or a note of these."""
    bare = (None, "limited")
    return any(item.fact not in _FIRST or (item.note and item.value not in bare) for item in facts)


def whole(facts: Sequence[Known], say: Words) -> list[tuple[str, str]]:
    """The facts of one origin by name, with their notes, and the addresses of their pages."""
    pairs = [(_title(item, say), value_text(item, say)) for item in facts]
    pages = say("list").join(dict.fromkeys(item.source for item in facts))
    return [*pairs, (say("submission.source"), pages)]


def _title(item: Known, say: Words) -> str:
    """The name of a fact at the head of a line."""
    name = fact_name(item.fact, say)
    return name[:1].upper() + name[1:]


def document(facts: Sequence[Known]) -> list[dict[str, Any]]:
    """The facts as plain data."""
    return [item._asdict() for item in facts]


def _pages(limits: Mapping[str, int | str], say: Words) -> str:
    """``8 pages, references and appendix unlimited, camera-ready 9 pages``."""
    main = limits.get("main")
    parts = []
    if main is not None:
        whole = main == "unlimited"
        parts.append(say("pages.unlimited") if whole else say.counted("pages.main", int(main)))
    named = [(name, limits[name]) for name in (*_BEHIND, "short", "camera_ready") if name in limits]
    for (limit, _), group in groupby(named, key=lambda part: (part[1], part[0] in _BEHIND)):
        name, *others = (say(f"part.{name}") for name, _ in group)
        for other in others:
            name = say("pages.and", first=name, second=other)
        told = say(f"limit.{limit}") if isinstance(limit, str) else say.counted("limit", limit)
        parts.append(say("pages.part", part=name, limit=told))
    return say("list").join(parts)


def _duties(duties: Sequence[str], say: Words) -> str:
    return say("list").join(say(f"duty.{name}") for name in duties)


def _speed(days: Mapping[str, int], say: Words) -> str:
    return say("list").join(say.counted(f"speed.{name}", days[name]) for name in days)


def _fees(fees: Sequence[Mapping[str, Any]], say: Words) -> str:
    told = (f"{fee['amount']:,} {fee['currency']}{say('note', text=fee['who'])}" for fee in fees)
    return say("list").join(told)


def _word(name: str) -> _Text:
    return lambda value, say: say(f"{name}.{value}")


_TEXTS: Mapping[str, _Text] = {
    Fact.pages: _pages,
    Fact.anonymous: _word("anonymous"),
    Fact.preprints: _word("preprints"),
    Fact.dual_submission: _word("dual_submission"),
    Fact.rebuttal: _word("rebuttal"),
    Fact.duties: _duties,
    Fact.speed: _speed,
    Fact.fees: _fees,
}
