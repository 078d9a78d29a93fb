"""Lines -> entries: the dates of a list's item, of a run-in paragraph and of sentences, each with
the words that it belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from confradar.formats.calls.blocks import Text
from confradar.formats.calls.dates import find_days
from confradar.formats.calls.pairing import NOTHING
from confradar.formats.calls.values import Value, find_values, strip_values
from confradar.formats.lazy_pattern import lazy
from confradar.formats.wording import read_label, track_of

_SENTENCE = lazy(
    r"(?<![ap]\.[mM]\.)(?<![ap][mM]\.)(?<!\b[A-Z]\.)(?<=[A-Za-z\d)][.!?])\s+(?=[A-Z\"“(])|"
    r"(?<=[。；])|;\s+(?=[A-Z]|(?:we|authors?|papers|notifications?|decisions?|final|camera)\b)"
)
_SPOKEN = lazy(
    r"\b(?:will|must|should|may|can|is|are|we|you|your|our|their|please|has|have|been|be|they)\b",
    re.IGNORECASE,
)
# A full stop behind these ends no sentence.
_SHORT = lazy(
    r"\b(?:mon|tues?|wed|thu(?:rs?)?|fri|sat|sun|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|"
    r"approx|ca|no|nr|vs|e\.g|i\.e|dr|prof|st|int|conf|proc|"
    r"subm|dept|univ)\.\s+$",
    re.IGNORECASE,
)
_ADDRESSED = lazy(r"\b(?:please|you|your|we|our|must|should|will)\b", re.IGNORECASE)
# What only says that something is told.
_INTRODUCED = lazy(
    r"\W*(?:updates?|news|note|attention|important|announcements?|latest)\W*[:!–—-]\s*",
    re.IGNORECASE,
)
# What a line is about, as its first words say; and a sentence of it that only says that it is due.
_LEAD = lazy(r"\W*(?P<lead>[A-Z][\w &/()-]{2,50}?)\s*:")
_ONLY_DUE = lazy(r"\W*(?:deadline|due(?: date)?|due by|submit by)\W*", re.IGNORECASE)
_JOINT = lazy(r"\s*(?:/|&|\band\b|\|)\s*", re.IGNORECASE)
_FOR = lazy(r"\s*\(([^()]{3,60})\)|,?\s+for (?:the )?([^():;]{3,60}?)(?:[\s,;]+(?:and|or|&))?\W*$")
ASIDE = lazy(r"\([^()]*\)")
"""A remark in brackets."""

_LONG_LABEL = 16
_SENTENCE_LENGTH = 12


@dataclass(frozen=True)
class Entry:
    """A dated value with the words that say what it is for.

    `column` is the head of its column, `sections` the headings above it, outermost first; `prose`
    says that it stands in a sentence and not in a list; `run` numbers the list that it is in,
    `evidence` is the line as found; `doubt` as of a point; `around` is the middle of the month that
    its row is named by (cycles are).
    """

    label: str
    value: Value
    evidence: str
    column: str = ""
    sections: tuple[str, ...] = ()
    prose: bool = False
    run: int = 0
    doubt: str = ""
    around: date | None = None


def first_sentence(label: str) -> str:
    """The first of a label's sentences where it says what the date is for: the others explain."""
    end = next(
        (
            match.start()
            for match in _SENTENCE.finditer(label)
            if not _SHORT.search(label[: match.end()])
        ),
        None,
    )
    return label[:end] if end and read_label(label[:end]).said else label


def entries_of_line(text: Text) -> Iterator[Entry]:
    """The entries of a line: one, several in a run-in paragraph, or those of its sentences."""
    start, first = 0, ""
    lead = _LEAD.match(text.text)
    days = find_days(text.text)
    ends = [match.end() for match in _SENTENCE.finditer(text.text)]
    ends = [
        end
        for end in ends
        if not _SHORT.search(text.text[:end])
        and all(not day.start < end < day.end for day in days)
        and text.text[1:end].count("(") <= text.text[:end].count(")")
    ]
    ends.append(len(text.text))
    for place, end in enumerate(ends):
        if end < len(text.text) and not re.search(
            r"[^\W\d_]{2}", strip_values(text.text[end : ends[place + 1]])
        ):
            continue
        sentence = text.slice(start, end)
        start = end
        values = find_values(sentence)
        for entry in _of_sentence(sentence, values) if values else ():
            said = read_label(entry.label)
            if (
                said.round and not said.said and first
            ):  # "Deadlines: round 1 on ..., round 2 on ..."
                entry = replace(entry, label=f"{entry.label} {first}")
            elif first and track_of(first) and track_of(entry.label) is None:
                entry = replace(entry, sections=(first,))  # "Demos: May 3. Notification: June 7"
            elif not first and lead and _ONLY_DUE.fullmatch(entry.label):
                entry = replace(entry, label=f"{lead['lead']} deadline", prose=False)
            first = first or entry.label
            yield entry


def _of_sentence(text: Text, values: Sequence[Value]) -> Iterator[Entry]:
    line = text.text
    head = line[: values[0].start]
    leading = not NOTHING.sub("", strip_values(head))
    introduced = _INTRODUCED.match(head)
    told = introduced.end() if introduced else 0
    prose = _in_prose(line[told:], len(values), values[0].start - told)
    if (
        leading
        and len(values) == 2
        and not re.search(r"\w", line[values[1].end :])
        and _told(line, values)
    ):
        values, leading = values[1:], False
        line = line[len(head) :]
    if len(values) == 1:
        yield Entry(_without(line, values[0]), values[0], line, prose=prose)
        return
    if labels := _told_apart(line, values) or _each(line, values):
        for label, value in zip(labels, values, strict=True):
            yield Entry(label, value, line, prose=prose)
        return
    for place, value in enumerate(values):
        if leading:
            until = values[place + 1].start if place + 1 < len(values) else len(line)
            label = line[value.end : until]
        else:
            since = values[place - 1].end if place else 0
            label = line[since : value.start]
            named = label.rstrip().endswith(":") and len(label.split()) <= _LONG_LABEL
            if named:
                yield Entry(strip_values(label), value, line)
                continue
            if place == len(values) - 1:
                label += " " + line[value.end :]
        yield Entry(strip_values(label), value, line, prose=prose)


def _told_apart(line: str, values: Sequence[Value]) -> list[str]:
    """The labels of dates of which words behind each say which it is; none where they do not."""
    behind = _behind(line, values)
    asides = [read_label(words) for words in behind]
    told = [
        aside.round or (aside.said and words) for words, aside in zip(behind, asides, strict=True)
    ]
    if not (all(told) or (all(behind) and any(told))):
        return []
    first = strip_values(line[: values[0].start]).strip()
    return [
        words if aside.said else f"{first} {words}"
        for words, aside in zip(behind, asides, strict=True)
    ]


def _each(line: str, values: Sequence[Value]) -> list[str]:
    """The parts of a label for as many dates behind it: ``Abstract / paper submission``; none where
    they are not as many, or one of them does not say what its date is for."""
    if not all(_JOINT.fullmatch(line[one.end : other.start]) for one, other in pairwise(values)):
        return []
    parts = _JOINT.split(strip_values(line[: values[0].start]).strip(" :"))
    said = len(parts) == len(values) and all(read_label(part).said for part in parts)
    return parts if said else []


def _behind(line: str, values: Sequence[Value]) -> list[str]:
    """The words behind each date that say what it is for, in brackets or with ``for``; empty where
    there are none."""
    ends = [*(value.start for value in values[1:]), len(line)]
    found = [_FOR.match(line[value.end : end]) for value, end in zip(values, ends, strict=True)]
    return [(match[1] or match[2]) if match else "" for match in found]


def _in_prose(line: str, dates: int, start: int) -> bool:
    """Whether a line is a sentence: long, with the words of one, or one that goes on from the line
    before."""
    spoken = ASIDE.sub(" ", strip_values(line))
    words = re.findall(r"[^\W\d_]{2,}", spoken)
    opening = " ".join(words[:2])
    if dates == 1 and not re.search(r"\w", line[:start]) and read_label(opening).said:
        return bool(_SPOKEN.search(opening))
    if len(words) > _LONG_LABEL * (1 + dates) or (len(words) > 8 and _SPOKEN.search(spoken)):
        return True
    if (
        len(words) > _SENTENCE_LENGTH
        and line.rstrip().endswith(".")
        and ":" not in line[: start + 40]
    ):
        return True
    if len(words) > 3 and ":" not in line[:start] and _ADDRESSED.search(spoken):
        return True
    if re.search(
        r"\b(?:is|are|will be|es|será|est|sera|é|ist|è)\s+(?:now\s+)?(?:due\s+)?(?:on\s+|"
        r"by\s+)?(?:\w+day,?\s+)?(?:(?:the|el|le|o|der|il)\s+)?$",
        line[:start],
    ):
        return True
    if (
        len(words) > 6
        and re.match(r"(?:The|We|If|For|Please|To|You|Authors|Papers|In|Note)\s", line)
        and not re.match(r"[^.]{0,60}:", line)
    ):
        return True
    if line[:1].islower() and line.rstrip().endswith(".") and ":" not in line[:start]:
        return True
    return (
        line[:1].islower()
        and len(words) > 3
        and bool(re.search(r"\b(?:with|the|by|on|is|will|and)\b", line))
    )


def _told(line: str, values: Sequence[Value]) -> bool:
    """Whether the first of two dates says only when the second was told: ``June 21: new deadline:
    June 25``."""
    return bool(re.search(r"[^\W\d_]{3}", strip_values(line[values[0].end : values[1].start])))


def _without(line: str, value: Value) -> str:
    """The line without its value: what was struck or old goes with it."""
    spans = [(value.start, value.end), *((day.start, day.end) for day in value.was)]
    letters = list(line)
    for start, end in spans:
        letters[start:end] = " " * (end - start)
    return " ".join(strip_values("".join(letters)).split())
