"""What the headings above an entry say: the nearest that says anything, the track that one names,
and the abbreviations that a page explains."""

from __future__ import annotations

import re

from confradar.formats.calls.lines import ASIDE
from confradar.formats.lazy_pattern import lazy
from confradar.formats.wording import read_label, track_of
from confradar.model.names import slug

# Pictures before a label, and words behind it that say only whether its day is over.
_SIGNS = lazy(r"[\u2190-\u2bff\ufe0f\U0001f000-\U0001faff*_#`]+|(?<!\w):[a-z][a-z_]{2,30}:(?!\w)")
_OVER = lazy(
    r"\s*(?:[–—|:-]|\()\s*(?:past|passed|over|closed|done|completed?|expired|upcoming|now open|"
    r"open)\b\W*$",
    re.IGNORECASE,
)
_GOING_ON = lazy(r"^\s*,\s*(?:and|with|while|whereas|but)\b", re.IGNORECASE)
_LETTERED = lazy(r"\b(round|cycle|phase|wave)\s+([A-F])\b", re.IGNORECASE)
_LINKS = lazy(r"https?://\S+|www\.\S+|\S+@\S+\.\S+")
_TITLE = lazy(
    r"\b(?:19|20)\d\d\b|['’]\d\d\b|\binternational\b|\bworkshop on\b|\bconference on\b|"
    r"\bsymposium on\b",
    re.IGNORECASE,
)
_SAYS_NOTHING = lazy(
    r"[\W_]*(?:(?:important|key|relevant|other|the|all|and|submissions?|author|paper|of|for|"
    r"main)\W+)*(?:dates?|deadlines?|timelines?|schedule|"
    r"calendar|information|instructions|guidelines|details|events?|datas importantes|termine|"
    r"overview|what|when|day|action|activity|milestones?|"
    r"descriptions?|types?|tracks?|categor(?:y|ies)|steps?|stages?|tasks?|"
    r"publication|proceeding|item|news|updates?|announcements?|latest)s?[\W_]*(?:\(.*\))?[\W_]*",
    re.IGNORECASE,
)
# A remark in brackets: ``(these dates may change)``.
_REMARK = lazy(r"\([^()]{12,}\)")
# How things are done says nothing of what is due.
_OF_RULES = lazy(
    r"\b(?:polic(?:y|ies)|guidelines?|instructions?|rules|requirements|procedures?|process|"
    r"logistics)\b",
    re.IGNORECASE,
)
# The head of a column of labels, which stands between them and the heading of their table.
_HEAD = lazy(
    r"(?:types?|tracks?|categor(?:y|ies)|events?|items?|activity|milestones?|descriptions?|what|"
    r"steps?|stages?|tasks?)",
    re.IGNORECASE,
)
_DATES = lazy(r"\b(?:dates?|deadlines?|tracks?|cycles?|rounds?|issues?|phases?)\b", re.IGNORECASE)
_FOR_REVIEW = lazy(
    r"(?<=\w) (?:for (?:(?:peer|formal|full|blind) )?review(?! (?:submi|deadline|due))|"
    r"(?:requiring|needing|undergoing)(?: [\w-]+)? reviews?)\b",
    re.IGNORECASE,
)
# How papers are reviewed, as a remark in brackets: ``(double-blind review)``.
_SORT_OF_REVIEW = lazy(
    r"(?<=[(\[])(?:\w+ )?(?:(?:peer|open|anonymous|blind|(?:single|double|triple)[ -]"
    r"(?:blind|anonymous))[ -])+review(?:ing|ed)?(?=[)\]])",
    re.IGNORECASE,
)
# How it is done, in a sentence that goes on with what is handed in.
_REVIEW_PROCESS = lazy(r"\bthe review(?:ing)? (?:process|procedure)\b[^,;.]*", re.IGNORECASE)
_OPEN_TO_ALL = lazy(
    r"\bopen[- ](?=(?:invited|access|source|science|data|tracks?|sessions?|problems?|challenges?|"
    r"competitions?)\b)",
    re.IGNORECASE,
)
MAIN = lazy(
    r"\b(?:research|main|full|long|regular|technical|conference|proceedings|archival)\b",
    re.IGNORECASE,
)
"""Words of the main track."""

PROPOSALS = lazy(r"\bproposals?\b", re.IGNORECASE)


def section_of(sections: tuple[str, ...]) -> str:
    """The nearest heading that says anything: titles of the page and `Important dates` do not."""
    texts = [text for heading in reversed(sections) if not _HEAD.fullmatch(text := clean(heading))]
    for place, text in enumerate(texts):
        if place and not (track_of(text) or PROPOSALS.search(text) or read_label(text).round):
            continue
        titled = _TITLE.search(text) and not _DATES.search(text)
        rules = _OF_RULES.search(text) and not track_of(text)
        if titled or rules or _REMARK.fullmatch(text):
            continue
        if text and not _SAYS_NOTHING.fullmatch(text) and len(text) < 90:
            return text
    return ""


def says_nothing(text: str) -> bool:
    """Whether a head says only that dates are below it."""
    return bool(_SAYS_NOTHING.fullmatch(text))


def heading_track(section: str, title: str) -> str:
    """The track that a heading of unknown words names: `Web4Good`, `Call for Music`; empty where it
    is the main one's."""
    section = " ".join(ASIDE.sub(" ", section).split())
    short = re.fullmatch(r"([A-Z]{2,6}) (?:papers?|PAPERS?)", section)
    if short and not MAIN.search(section) and not track_of(section):
        return "" if short[1] in title else slug(short[1])
    call = re.fullmatch(
        r"(?:special |the )*(?:tracks?\s*[:–-]\s*(?P<behind>.+)|calls? for (?P<called>.+)|"
        r"(?P<before>.+?) tracks?)",
        section,
        re.IGNORECASE,
    )
    name = (
        next((text for text in (call["behind"], call["called"], call["before"]) if text), "")
        if call
        else ""
    )
    name = re.sub(r" tracks?$", "", name, flags=re.IGNORECASE)
    if (
        not name
        or track_of(section)
        or MAIN.search(section)
        or re.search(
            r"\b(?:papers?|participation|submissions?|contributions?|abstracts?|proposals?|"
            r"manuscripts?|articles?|works?)\b",
            name,
            re.IGNORECASE,
        )
    ):
        return ""
    return "" if name.lower() in title.lower() else slug(name)


def abbreviations(texts: tuple[str, ...]) -> dict[str, str]:
    """The abbreviations that a page explains: `Doctoral Consortium (DC)`."""
    found: dict[str, str] = {}
    for text in texts:
        for match in re.finditer(
            r"((?:[A-Z][\w-]*[\s&,]+(?:(?:and|of|for|&)\s+)?){1,6})\(([A-Z][A-Z&]+)\)", text
        ):
            words, letters = match[1].strip(), re.sub(r"\W", "", match[2])
            track = track_of(words)
            if track and letters[0] == words[0] and len(letters) <= len(words.split()) + 1:
                found.setdefault(match[2], track.replace("-", " "))
    return found


def clean(text: str) -> str:
    """A text without pictures, links and what says only that its day is over."""
    text = _LETTERED.sub(lambda found: f"{found[1]} {'ABCDEF'.index(found[2].upper()) + 1}", text)
    text = _GOING_ON.sub("", _OVER.sub("", _SIGNS.sub(" ", text)))
    return " ".join(re.sub(r"\s+([,.;:])", r"\1", _LINKS.sub(" ", text)).split()).strip(
        " :–—-|*,.;/!"
    )


def unreviewed(label: str) -> str:
    """A label without how its papers are reviewed, which is not what its date is for, and without
    what is open to all."""
    label = _REVIEW_PROCESS.sub("", _FOR_REVIEW.sub("", label))
    return _OPEN_TO_ALL.sub("", _SORT_OF_REVIEW.sub("", label))
