"""Entries -> what each is for: kind, track and round by the grammar of labels, or the days of the event itself."""

from __future__ import annotations

import re
from dataclasses import dataclass

from confradar.formats.calls.entries import Entry
from confradar.formats.wording import Wording, read_label
from confradar.model.names import slug

_EVENT = re.compile(
    r"\b(?:conference|workshop|symposium|meeting|main|event|congress|school|summit|forum|co-?located|colocated|days?|dates?|tutorials?|"
    r"hackathon|takes? place|held|will|be|is|on|at|in|the|of|for|and|a|an|to|from|run|online|virtual|hybrid|venue|location|when|"
    r"start|starts|begins?|ends?|sessions?|programme?|program|banquet|dinner|reception|excursion|conf|technical|pre|post|"
    r"opening|closing|ceremony|first|last|onsite|in-person|live|plus|with|as|part|two|three|its|duration|period|actual|this|year|"
    r"conferência|congresso|evento|workshops|conférence|colloque|konferenz|tagung|konferencja|"
    r"st|nd|rd|th|international|annual|mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b",
    re.IGNORECASE,
)
_EVENT_NOUN = re.compile(
    r"\b(?:conference|workshops?|symposium|meeting|event|congress|school|summit|forum|tutorials?|hackathon|takes? place|be held|held|"
    r"conf|ceremony|programme?|banquet|reception|conferência|congresso|evento|conférence|colloque|konferenz|tagung|main days?|when)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"\b(?:[A-Z][\w&+]*[A-Z][\w&+]*|[A-Z]{2,})(?:[-'’ ]?(?:20)?\d{2})?(?!\w)|\b(?:19|20)\d\d\b|['’]\d\d\b|\b\d+(?:st|nd|rd|th)?\b")
_DUE = re.compile(r"\b(?:deadline|due|submi\w+|notif\w+|camera|registration|abstracts?|papers?|proposals?|decisions?|reviews?)\b", re.IGNORECASE)
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_LINKS = re.compile(r"https?://\S+|www\.\S+|\S+@\S+\.\S+")
_TITLE = re.compile(r"\b(?:19|20)\d\d\b|['’]\d\d\b|\bon\b|\binternational\b", re.IGNORECASE)
_FIELDLESS = re.compile(r"[\W_]*(?:important|key|relevant)?\s*(?:dates?|deadlines?|timeline|schedule|calendar|submission)s?[\W_]*", re.IGNORECASE)


@dataclass(frozen=True)
class Meaning:
    """What an entry is for; `event` are the days of the event itself, whose words say nothing more."""

    wording: Wording | None
    event: bool = False

    @property
    def known(self) -> bool:
        """Whether words said so, not only the want of others."""
        return self.wording is not None and self.wording.understood


def meaning_of(entry: Entry) -> Meaning:
    """What the entry's words, its column's head and the headings above it say."""
    label = _clean(entry.label)
    if is_event(label) or (not _letters(label) and is_event(entry.column)):
        return Meaning(None, event=True)
    section = section_of(entry.sections)
    wording = read_label(label, column=_clean(entry.column), section=section)
    if not wording.understood:
        shorter = _ASIDE.sub(" ", label)
        wording = read_label(shorter, column=_clean(entry.column), section=section) if shorter != label else wording
    return Meaning(wording)


def is_event(label: str) -> bool:
    """Whether words name the event itself and nothing that is handed in or told."""
    label = _ASIDE.sub(" ", label)
    if _DUE.search(label) or not _EVENT_NOUN.search(label):
        return not _DUE.search(label) and bool(_NAME.search(label)) and not _letters(_EVENT.sub("", _NAME.sub("", label)))
    return not _letters(_EVENT.sub("", _NAME.sub("", label)))


def section_of(sections: tuple[str, ...]) -> str:
    """The nearest heading that says anything: titles of the page and `Important dates` do not."""
    for heading in reversed(sections):
        text = _clean(heading)
        if not _FIELDLESS.fullmatch(text) and not _TITLE.search(text) and len(text) < 90:
            return text
    return ""


def track_slug(text: str) -> str:
    """A track's name of a heading that no word of the tables names."""
    return slug(re.sub(r"\b(?:track|papers?|dates?|important|deadlines?|submissions?|for|of|the|and)\b", " ", text, flags=re.IGNORECASE))


def _clean(text: str) -> str:
    return " ".join(_LINKS.sub(" ", text).split()).strip(" :–—-|*,.;/")


def _letters(text: str) -> bool:
    return bool(re.search(r"[^\W\d_]", text))
