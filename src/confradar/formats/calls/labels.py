"""Entries -> what each is for: kind, track and round by the grammar of labels, or the days of the
event itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from confradar.formats.calls.events import handed_in, is_event
from confradar.formats.calls.lines import Entry
from confradar.formats.wording import Wording, read_label, track_of
from confradar.model.names import slug

# Pictures before a label, and words behind it that say only whether its day is over.
_SIGNS = re.compile(r"[\u2190-\u2bff\ufe0f\U0001f000-\U0001faff*_#`]+")
_OVER = re.compile(
    r"\s*(?:[–—|:-]|\()\s*(?:past|passed|over|closed|done|completed?|expired|upcoming|now open|open)\b\W*$",
    re.IGNORECASE,
)
_LETTERED = re.compile(r"\b(round|cycle|phase|wave)\s+([A-F])\b", re.IGNORECASE)
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_LINKS = re.compile(r"https?://\S+|www\.\S+|\S+@\S+\.\S+")
_HELD = re.compile(r"\b(?:takes? place|(?:to|will) (?:be held|hold)|is held)\b", re.IGNORECASE)
_HELD_ON = re.compile(
    r"\b(?:conference|symposium|workshop|congress|event|meeting)\s*(?:,|\(|on|from|in [^,.;]{2,40}(?:,|on|from))\s*$",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"\b(?:19|20)\d\d\b|['’]\d\d\b|\binternational\b|\bworkshop on\b|\bconference on\b|\bsymposium on\b",
    re.IGNORECASE,
)
_SAYS_NOTHING = re.compile(
    r"[\W_]*(?:(?:important|key|relevant|other|the|all|and|submissions?|author|paper|of|for|main)\W+)*(?:dates?|deadlines?|timelines?|schedule|"
    r"calendar|information|instructions|guidelines|details|events?|datas importantes|termine|overview|what|when|day|action|activity|milestones?|"
    r"descriptions?|types?|tracks?|categor(?:y|ies)|steps?|stages?|tasks?|item)s?[\W_]*(?:\(.*\))?[\W_]*",
    re.IGNORECASE,
)
# The head of a column of labels, which stands between them and the heading of their table.
_HEAD = re.compile(
    r"(?:types?|tracks?|categor(?:y|ies)|events?|items?|activity|milestones?|descriptions?|what|steps?|stages?|tasks?)",
    re.IGNORECASE,
)
_DATES = re.compile(
    r"\b(?:dates?|deadlines?|tracks?|cycles?|rounds?|issues?|phases?)\b", re.IGNORECASE
)
_NTH_TEXT = r"(?:first|second|third) (?:deadlines?|rounds?|cycles?|submissions?)"
_NTH = re.compile(rf"\b{_NTH_TEXT}\b", re.IGNORECASE)
# What of a sentence says what a date is for; the rest of its words say nothing.
_SPOKEN = re.compile(
    r"\b(?:extended abstracts?|abstracts?|full papers?|short papers?|papers?|manuscripts?|full texts?|submit\w*|submissions?|notif\w+|acceptance|decisions?|"
    r"camera[- ]?ready|(?:final|definitive)(?: corrected| revised)? versions?|final papers?|"
    r"regist\w+|early|proposals?|workshops?|tutorials?|demos?|demonstrations?|posters?|doctoral|industry|reviews?|reviewers?|rebuttals?|"
    rf"{_NTH_TEXT}|"
    r"responses?|starts?|starting|begins?|accepting|commit\w*|supplementary material|supplementary|deadline|due|extended|extension|opens?|artifacts?|grants?|mentor\w*|"
    r"anonymity|volunteers?|hotel|videos?|slides?|posters?|awards?|nominations?|withdraw\w*|revis\w+|art\w*|challenge)\b",
    re.IGNORECASE,
)
_SUBMIT = re.compile(
    r"\bsubmit(?:ting)?\s+(?:(?:their|your|the|a|an)\s+)?((?:extended |final |full |short |workshop |tutorial )?(?:papers?|abstracts?|proposals?|versions?))\b",
    re.IGNORECASE,
)
_MAIN_AMONG = re.compile(
    r"\b(?:[\w/&-]+,\s*)+(?:and\s+|&\s*)?[\w/&-]+(?:\s+tracks?)?", re.IGNORECASE
)
_MAIN = re.compile(r"\b(?:research|main|full|long|regular|technical)\b", re.IGNORECASE)
_PROPOSALS = re.compile(r"\bproposals?\b", re.IGNORECASE)
_PROPOSED = re.compile(r"\bproposals?\b|\bcalls? for (?:workshops?|tutorials?)\b", re.IGNORECASE)
_SUBMISSION = re.compile(r"\b(?:submi\w+|deadline|due|abstracts?)\b", re.IGNORECASE)
_PAPERS = re.compile(r"\b(?:papers?|articles?|manuscripts?)\b", re.IGNORECASE)
_OPENED = re.compile(
    r"\b(?:submi\w+|sites?|system|portal|open(?:s|ed|ing)?|cfp|calls?|easychair|openreview|cmt|papers?|abstracts?|proposals?|registration|register)\b",
    re.IGNORECASE,
)
_HANDED = re.compile(
    r"\b(?:papers?|articles?|manuscripts?) (?:submissions?|deadline|due)\b|\bsubmissions? of (?:\w+ )?papers?\b",
    re.IGNORECASE,
)
_RELEASED = re.compile(r"\breleas\w+\b", re.IGNORECASE)
_REVIEWING = re.compile(r"\breview(?:ing|s|ers?)?\b", re.IGNORECASE)
_AUTHORS = re.compile(r"\b(?:authors?|rebuttals?|responses?|feedback)\b", re.IGNORECASE)
# Not of the papers, and without a track of their own.
_NO_TRACK = re.compile(
    r"\b(?:grants?|mentor\w*|competitions?|challenges?|awards?|volunteers?|scholarships?|panels?|nominations?|(?:training|test|sample|trial|development) data)\b",
    re.IGNORECASE,
)
# What is no paper, though it is submitted.
_EARLY = {"early", "early-accepted"}
_NO_PAPERS = {"artifact"}
_OF_TRACKS = {"paper", "notification", "camera_ready"}


@dataclass(frozen=True)
class Meaning:
    """What an entry is for, or that it gives the days of the `event` itself. `other_track`: the
    words that set an `other` apart."""

    wording: Wording | None
    event: bool = False
    other_track: str = ""

    @property
    def known(self) -> bool:
        """Whether words said so, not only the want of others."""
        return self.wording is not None and self.wording.understood and self.wording.named

    @property
    def track(self) -> str:
        """The track, empty for the main one; what is no paper of the main track has one as well."""
        if self.wording is None:
            return ""
        return self.wording.track or self.other_track


def meaning_of(entry: Entry, *, title: str = "", short: Mapping[str, str] | None = None) -> Meaning:
    """What the entry's words, its column's head and the headings above it say. Words of the page's
    `title` set no track apart;
    `short` are the page's own abbreviations and what they stand for.
    """
    label = _spelled(_clean(entry.label), short or {})
    column = _clean(entry.column)
    first, _, rest = label.partition(":")
    if _HELD.search(label.split(",")[-1]) and not handed_in(label.split(",")[-1]):
        return Meaning(None, event=True)
    asked = handed_in(column)
    if not column and entry.value.last and _HELD_ON.search(entry.evidence[: entry.value.start]):
        return Meaning(None, event=True)
    if not asked and (
        (rest and is_event(first) and not handed_in(rest))
        or is_event(label, ranged=entry.value.last is not None)
        or (not _letters(label) and is_event(column))
    ):
        return Meaning(None, event=True)
    section = section_of(entry.sections)
    handed = _SUBMIT.search(label) if entry.prose else None
    spoken = " ".join(
        [f"{handed[1]} submission", *_NTH.findall(label)] if handed else _SPOKEN.findall(label)
    )
    outside = spoken if entry.prose else _ASIDE.sub(" ", label)
    wording = _read(outside, column, section, title)
    inside = "" if entry.prose else " ".join(_ASIDE.findall(label))
    if inside and (
        not wording.understood
        or not wording.named
        or (wording.kind in _OF_TRACKS and wording.track is None and len(inside.split()) <= 5)
    ):
        whole = _read(label, column, section, title)
        wording = whole if whole.understood or not wording.named else wording
    wording = _corrected(wording, outside, title)
    if wording.kind == "other" and not wording.understood and _HANDED.search(outside):
        wording = replace(wording, kind="paper", track=track_of(outside))
    if wording.kind == "other" and not wording.understood:
        wording = _of_known(wording, outside)
    return Meaning(wording, other_track=_apart(wording, f"{outside} {column}", section, title))


def _of_known(wording: Wording, label: str) -> Wording:
    """What the words that are known say of a label with some that are not, which may name a track:
    it stays not understood."""
    unknown = "|".join(map(re.escape, wording.unknown))
    known = read_label(re.sub(rf"\b(?:{unknown})\b", " ", label, flags=re.IGNORECASE))
    if not known.said or known.kind in {"other", "paper", "opening"} or known.track:
        return wording
    return replace(wording, kind=known.kind, track=slug(" ".join(wording.unknown)) or "other")


def section_of(sections: tuple[str, ...]) -> str:
    """The nearest heading that says anything: titles of the page and `Important dates` do not."""
    texts = [text for heading in reversed(sections) if not _HEAD.fullmatch(text := _clean(heading))]
    for place, text in enumerate(texts):
        if place and not (track_of(text) or _PROPOSALS.search(text) or read_label(text).round):
            continue
        titled = _TITLE.search(text) and not _DATES.search(text)
        if text and not titled and not _SAYS_NOTHING.fullmatch(text) and len(text) < 90:
            return text
    return ""


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


def _read(label: str, column: str, section: str, title: str) -> Wording:
    """What the grammar says, of a label that is given the section's words where it leaves out what
    a proposal is for."""
    if _MAIN_AMONG.search(label):
        label = _MAIN_AMONG.sub(
            lambda match: "main" if _MAIN.search(match[0]) and "," in match[0] else match[0], label
        )
    alone = read_label(label)
    own = track_of(label)
    if own is None or (alone.track is None and own in _EARLY):
        proposed = _PROPOSALS.search(label) or (
            _PROPOSALS.search(section) and alone.kind in {"paper", "abstract", "other"}
        )
        about = track_of(section) or (track_of(title) if _PROPOSED.search(title) else None)
        if about and proposed and alone.kind not in {"notification", "camera_ready", "opening"}:
            return replace(
                read_label(f"{about.replace('-', ' ')} proposal"),
                round=alone.round,
                extended=alone.extended,
            )
    elif (
        alone.kind == "paper"
        and alone.understood
        and not read_label(column).said
        and (_SUBMISSION.search(label) or _PAPERS.search(label))
    ):
        return (
            alone
            if alone.round
            else replace(alone, round=read_label(label, column=column, section=section).round)
        )
    said = read_label(label, column=column, section=section)
    if (
        said.kind == "other"
        and alone.kind == "paper"
        and alone.understood
        and _PAPERS.search(label)
    ):
        return replace(said, kind="paper", track=track_of(section) or "other")
    return said


def _corrected(wording: Wording, label: str, title: str) -> Wording:
    kind, track = wording.kind, wording.track
    named = track_of(title)
    if (
        track
        and not (_PROPOSED.search(title) and track_of(label) == track)
        and (
            track == named
            or (
                track in {"workshop", "student", "doctoral", "industry"}
                and re.search(rf"\b{track}", title, re.IGNORECASE)
            )
        )
    ):
        track = None
    if kind == "registration" and not wording.said and re.match(r"early\b", label, re.IGNORECASE):
        kind = "early_registration"
    if kind == "paper" and _RELEASED.search(label):
        kind = "other"
    if track in _NO_PAPERS and kind in {"paper", "abstract", "camera_ready", "registration"}:
        kind = "other"
    if kind == "opening" and (not _OPENED.search(label) or _REVIEWING.search(label)):
        kind = "other"
    if kind.startswith("rebuttal") and not _AUTHORS.search(label) and "discussion" in label.lower():
        kind = "other"
    return replace(wording, kind=kind, track=track)


def _apart(wording: Wording, label: str, section: str, title: str) -> str:
    """What sets a point apart from the main track's, where its kind has no track of its own or its
    heading names one."""
    if wording.kind in {"demo", "workshop_proposal", "tutorial_proposal"}:
        return wording.kind.removesuffix("_proposal")
    if wording.track:
        return ""
    if wording.kind in {"other", "notification", "camera_ready"} and _NO_TRACK.search(
        f"{label} {section}"
    ):
        return "other"
    if wording.kind == "notification" and (_PROPOSALS.search(section) or _PROPOSED.search(title)):
        return "proposals"
    if wording.kind == "other" and _PROPOSALS.search(label):
        return "proposals"
    if wording.kind == "other" and (track := track_of(label) or track_of(section)):
        return "" if re.search(rf"\b{track}", title, re.IGNORECASE) else track
    return heading_track(section, title) if section and track_of(label) is None else ""


def heading_track(section: str, title: str) -> str:
    """The track that a heading of unknown words names: `Web4Good`, `Call for Music`; empty where it
    is the main one's."""
    call = re.fullmatch(
        r"(?:special |the )*(?:tracks?\s*[:–-]\s*(?P<behind>.+)|calls? for (?P<called>.+)|(?P<before>.+?) tracks?)",
        section,
        re.IGNORECASE,
    )
    name = (
        next((text for text in (call["behind"], call["called"], call["before"]) if text), "")
        if call
        else ""
    )
    if (
        not name
        or track_of(section)
        or _MAIN.search(section)
        or re.search(
            r"\b(?:papers?|participation|submissions?|contributions?|abstracts?|proposals?|manuscripts?|articles?|works?)\b",
            name,
            re.IGNORECASE,
        )
    ):
        return ""
    return "" if name.lower() in title.lower() else slug(name)


def _spelled(label: str, short: Mapping[str, str]) -> str:
    for letters, words in short.items():
        label = re.sub(rf"(?<![\w&]){re.escape(letters)}(?![\w&])", words, label)
    return label


def _clean(text: str) -> str:
    text = _LETTERED.sub(lambda found: f"{found[1]} {'ABCDEF'.index(found[2].upper()) + 1}", text)
    text = _OVER.sub("", _SIGNS.sub(" ", text))
    return " ".join(re.sub(r"\s+([,.;:])", r"\1", _LINKS.sub(" ", text)).split()).strip(
        " :–—-|*,.;/!"
    )


def _letters(text: str) -> bool:
    return bool(re.search(r"[^\W\d_]", text))
