"""Entries -> what each is for: kind, track and round by the grammar of labels, or the days of the
event itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from confradar.formats.calls.announcements import without_span
from confradar.formats.calls.event_words import is_open_in, of_event
from confradar.formats.calls.headings import (
    PROPOSALS,
    clean,
    section_of,
    unreviewed,
)
from confradar.formats.calls.label_corrections import (
    HELD_KINDS,
    PROPOSED,
    SUBMISSION,
    SUBMITTED,
    corrected,
    of_fees,
    of_known,
    of_one_part,
    of_papers_named,
    of_several,
    track_apart,
    track_of_kind,
)
from confradar.formats.calls.label_spelling import spelled_out, spelled_right
from confradar.formats.calls.lines import Entry
from confradar.formats.lazy_pattern import lazy
from confradar.formats.wording import Wording, han_runs, read_label, track_of
from confradar.model.names import slug

_ASIDE = lazy(r"\([^()]*\)|\[[^\[\]]*\]")
# A bracket that is closed behind the date.
_OPEN_BRACKET = lazy(r"\([^()]*$")
_NTH_TEXT = r"(?:first|second|third) (?:deadlines?|rounds?|cycles?|submissions?)"
_NTH = lazy(rf"\b{_NTH_TEXT}\b", re.IGNORECASE)
# Workshops of which something is told, and not the one that the page is about.
_A_WORKSHOP = (
    r"workshop(?= (?:proposal|paper|submission|abstract)s?\b)|"
    r"(?<=proposals for )(?:\w+ )?workshops?|workshops"
)
# What of a sentence says what a date is for; the rest of its words say nothing.
_SPOKEN = lazy(
    r"\b(?:extended abstracts?|abstracts?|full papers?|short papers?|papers?|manuscripts?|"
    r"full texts?|submit\w*|submissions?|notif\w+|acceptance|decisions?|"
    r"camera[- ]?ready|(?:final|definitive)(?: corrected| revised)? versions?|final papers?|"
    r"early(?:[- ]bird)? (?:registration|discounts?|fees?|rates?)|regist\w+(?! desk)|early|"
    rf"proposals?|{_A_WORKSHOP}|tutorials?|demos?|demonstrations?|posters?|doctoral|industry|reviews?|"
    r"reviewers?|rebuttals?|"
    rf"{_NTH_TEXT}|"
    r"(?<!\bin )responses?|respond|starts?(?! (?:system|conference|submission))|starting|begins?|"
    r"accepting|commit\w*|"
    r"supplementary material|supplementary|deadline|due|extended|extension|opens?|artifacts?|"
    r"grants?|mentor\w*|"
    r"anonymity|volunteers?|hotel|videos?|slides?|posters?|awards?|nominations?|withdraw\w*|"
    r"until|till|outcome|(?:re)?submi\w+|revis\w+|art\w*|challenge|informed|hear back|talks?|"
    r"recordings?|"
    r"fecha límite|prazo|submiss\w+|resumos?|resúmenes|résumés?|notifica\w+|benachrichtig\w+|envío|"
    r"trabajos|trabalhos|date limite|soumi\w+|einreich\w+|abgabe\w*|beitr[aä]ge?n?)\b",
    re.IGNORECASE,
)
_SUBMIT = lazy(
    r"\bsubmit(?:ting)?\s+(?:(?:their|your|the|a|an)\s+)?((?:extended |final |full |short |"
    r"workshop |tutorial )?(?:papers?|abstracts?|proposals?|versions?))\b",
    re.IGNORECASE,
)
# Of whatever it is, it is handed in.
_SENT = lazy(
    r"\b(?:must|should|shall|can|may|have to|need to|are to) be (?:submitted|sent(?! out)|uploaded|"
    r"received|handed in)\b",
    re.IGNORECASE,
)
# Where papers are handed in: ``EasyChair opens``.
_SYSTEM = lazy(
    r"^\W*(?:easychair|openreview|cmt|softconf|hotcrp|edas|confmaster|conftool)"
    r"(?: (?:portal|site|system|page|website))?(?= (?:opens?|opening|closes?|closing|deadline)\b)",
    re.IGNORECASE,
)
# What reviewers do.
_REVIEWED = lazy(
    r"\breviews (?:must|should|shall|have to|need to|are to|will) be (?:completed|done|finished|"
    r"submitted|entered|returned)\b",
    re.IGNORECASE,
)
_REGISTERED = lazy(
    r"\b(?:authors?|participants?|delegates?|attendees?|presenters?|"
    r"you)\b[^.]{0,60}\bregist(?!er (?:(?:their|your|an?|the) )?(?:abstract|paper|submission))"
    r"|\bregister\w* for (?:the|our) \w+",
    re.IGNORECASE,
)
_REGISTERS = lazy(r"\bregister (?:by|before|until|early)\b", re.IGNORECASE)
_EARLY_BIRD = lazy(r"\bearly[- ]bird\b|\b(?:discount|reduced)\w* (?:fees?|rates?)\b", re.IGNORECASE)
_ANSWERED = lazy(r"\b(?:respond|repl(?:y|ies)|responses?) to (?:the )?review", re.IGNORECASE)
# A heading of papers and of something else says of neither list which it is.
_BOTH = lazy(
    r"\bpapers\b[^.;]*(?:\band\b|[&,/+])[^.;]*\b(?:proposals|artifacts?|posters|demos|demonstrations|"
    r"performances|tutorials|panels)\b",
    re.IGNORECASE,
)
# What brackets say of a kind that another word names: ``Registration deadline (early bird)``.
_IN_BRACKETS = {
    "paper": {"camera_ready"},
    "other": {"camera_ready"},
    "registration": {"early_registration"},
}
# A remark that one date is for all sorts: ``(both general and shared task)``.
_OF_ALL = lazy(r"\W*(?:both|all|any|incl\w*|applies to)\b", re.IGNORECASE)
# How papers are reviewed says nothing of what is handed in.
_OF_REVIEWS = lazy(
    r"(?:[\w-]+[ -]){0,3}review(?:s|ing|ed)?(?: process)?(?: (?:and|&) \w+)?", re.IGNORECASE
)
# What an event without papers has in their place.
_TALKS_PROPOSED = lazy(r"\b(?:talk|presentation) proposals?\b", re.IGNORECASE)
_CONTESTS = lazy(r"\b(?:challenges?|competitions?|contests?|hackathons?|awards?)\b", re.IGNORECASE)
_ONLY_PROPOSALS = lazy(r"\W*(?:calls? for )?proposals?\W*", re.IGNORECASE)
# What a heading calls for to be held at a conference.
_HELD = {"workshop", "tutorial"}
_FOR_HELD = lazy(r"\bcalls? for (?:[\w,&]+ )*(?:workshops|tutorials)\b(?! papers)", re.IGNORECASE)
# A conference's workshops among its tracks: what is handed in for them are proposals.
_WORKSHOPS = lazy(r"\W*workshops\W*", re.IGNORECASE)
# What others than those who propose something send, beside a call for proposals.
_ABSTRACTS = lazy(r"\b(?:individual|abstracts)\b", re.IGNORECASE)
_PAPERS = lazy(r"\b(?:papers?|articles?|manuscripts?)\b", re.IGNORECASE)
# What others than those who propose something hand in for it.
_CONTRIBUTED = lazy(
    r"\b(?:papers?|articles?|manuscripts?|contributions?|suggested|recommended|authors?|abstracts?|"
    r"participants?|posters?)\b",
    re.IGNORECASE,
)
# What is no paper, though it is submitted.
_EARLY = {"early", "early-accepted"}
_OF_TRACKS = {"paper", "notification", "camera_ready"}
_ANSWERS = {"notification", "camera_ready", "opening"}
# Under the head of a column of these, a row names only whose they are.
_TOLD = {"notification", "camera_ready"}
_HANDED_IN = {"paper", "abstract", "other"}


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


def meaning_of(
    entry: Entry, *, title: str = "", short: Mapping[str, str] | None = None, proposals: str = ""
) -> Meaning:
    """What the entry's words, its column's head and the headings above it say. Words of the page's
    `title` set no track apart; `short` are the page's own abbreviations and what they stand for;
    `proposals`: what the page calls for proposals of (`workshop`), empty where it calls for papers.
    """
    label = unreviewed(spelled_out(without_span(clean(entry.label)), short or {}))
    column = clean(entry.column)
    if is_open_in(entry, label):
        called = read_label(label)
        track = track_of_kind(called.kind) or called.track
        return Meaning(replace(called, kind="opening", track=track, understood=True, named=True))
    shown = entry.value.last and column == "" and label and label in title
    if of_event(entry, label, column) or (shown and not SUBMISSION.search(label)):
        return Meaning(None, event=True)
    section = _section_of(entry)
    label = _SYSTEM.sub("submission", label)
    label = "reviews due" if _REVIEWED.search(label) else spelled_right(label)
    label = _in_bracket(entry) or label
    outside = _spoken(label) if entry.prose else _ASIDE.sub(" ", label)
    wording = _read(outside, column, section, title, proposals)
    inside = "" if entry.prose else " ".join(_ASIDE.findall(label))
    if inside and _leaves_open(wording, inside):
        whole = _read(label, column, section, title, proposals)
        remark = whole.kind == "other" and whole.unknown and SUBMITTED.search(outside)
        wording = whole if (whole.understood and not remark) or not wording.named else wording
    if read_label(inside).kind in _IN_BRACKETS.get(wording.kind, ()):
        wording = _read(inside, "", section, title, proposals)
    if wording.kind == "other":
        wording = of_one_part(wording, outside)
    wording = corrected(of_fees(wording, entry.sections), outside, title, column)
    wording = of_papers_named(wording, outside, column)
    if wording.kind == "other" and not wording.understood:
        wording = of_known(wording, outside)
    return Meaning(wording, other_track=track_apart(wording, f"{outside} {column}", section, title))


def _section_of(entry: Entry) -> str:
    """The heading that says something of the entry; not what is about several things, or how papers
    are reviewed."""
    section = section_of(entry.sections)
    if _BOTH.search(section) or _OF_REVIEWS.fullmatch(_ASIDE.sub("", section).strip()):
        return ""
    return _TALKS_PROPOSED.sub("papers", section)


def _in_bracket(entry: Entry) -> str:
    """What a bracket around the date says that it is for: ``Registration (early bird: May 3)``;
    empty where it says nothing."""
    bracket = _OPEN_BRACKET.search(entry.evidence[: entry.value.start])
    if not bracket or entry.prose:
        return ""
    inner = read_label(bracket[0])
    return bracket[0] if inner.said and inner.understood else ""


def _leaves_open(wording: Wording, inside: str) -> bool:
    """Whether words leave open what brackets beside them may say: the kind, or the track."""
    main = (
        wording.kind in _OF_TRACKS
        and wording.track is None
        and len(inside.split()) <= 5
        and not _OF_ALL.match(inside)
    )
    return not wording.understood or not wording.named or main


def _spoken(sentence: str) -> str:
    """The words of a sentence that say what its date is for."""
    if _ANSWERED.search(sentence):
        return "rebuttal"
    handed = _SUBMIT.search(sentence)
    spoken = ". ".join(
        [f"{handed[1]} submission", *_NTH.findall(sentence)]
        if handed
        else [*_SPOKEN.findall(sentence), *han_runs(sentence)]
    )
    registered = _REGISTERED.search(sentence)
    if (registered or _REGISTERS.search(sentence)) and _EARLY_BIRD.search(sentence):
        return "early bird registration"
    if registered:
        return re.sub(r"\bregist\w+", "conference registration", spoken)
    if _SENT.search(sentence) and not read_label(spoken).named:
        return "submission"
    return spoken


def _read(label: str, column: str, section: str, title: str, proposals: str) -> Wording:
    """What the grammar says, of a label that is given the section's words where it leaves out what
    a proposal is for."""
    label = of_several(label)
    alone, head = read_label(label), read_label(column)
    own = track_of(label)
    answered = head.kind in _ANSWERS
    # of a row that names only what is proposed
    if answered and alone.kind in HELD_KINDS and PROPOSALS.search(label):
        return read_label(f"{label} {column}")
    if head.kind in _TOLD and alone.kind in _HANDED_IN and not SUBMITTED.search(column):
        apart = "" if alone.understood else slug(" ".join(alone.unknown))
        said = read_label(label, column=column, section=section)
        return replace(said, kind=head.kind, track=own or apart or said.track)
    if _WORKSHOPS.fullmatch(label) and head.kind == "paper" and not _PAPERS.search(column):
        return read_label("workshop proposals")
    if own in _HELD and alone.kind == "paper" and _held_called_for(label, section):
        return read_label(f"{own} proposal")
    held = proposals and own == slug(proposals) and not _CONTRIBUTED.search(label)
    if own is None or held or (alone.track is None and own in _EARLY):
        about = _proposed(alone, label, section, title, proposals)
        if about and not answered and alone.kind not in _ANSWERS:
            return replace(
                read_label(f"{about.replace('-', ' ')} proposal"),
                round=alone.round,
                extended=alone.extended,
            )
    elif (
        alone.kind == "paper"
        and alone.understood
        and not head.said
        and (SUBMISSION.search(label) or _PAPERS.search(label))
    ):
        if alone.round:
            return alone
        return replace(alone, round=read_label(label, column=column, section=section).round)
    said = read_label(label, column=column, section=section)
    if said.kind == "other" and alone.kind == "paper" and alone.understood:
        return _of_papers(said, alone, label, section)
    return said


def _held_called_for(label: str, section: str) -> bool:
    """Whether what is handed in is a workshop or the like itself, since its heading calls for
    these."""
    return bool(_FOR_HELD.search(section)) and not _CONTRIBUTED.search(label)


def _of_papers(said: Wording, alone: Wording, label: str, section: str) -> Wording:
    """What a label of papers (by itself: `alone`) says under a heading of something else."""
    if _PAPERS.search(label):
        known = not read_label(section).unknown or _CONTESTS.search(section)
        apart = "" if _PAPERS.search(section) or not known else "other"
        return replace(said, kind="paper", track=track_of(section) or apart)
    if alone.said and _ONLY_PROPOSALS.fullmatch(section):  # of what, nobody says
        return replace(said, kind="paper")
    if alone.said and _PAPERS.search(section):  # ``short paper and challenge tracks``
        return replace(said, kind="paper", track=track_of(section) or "other")
    return said


def _proposed(alone: Wording, label: str, section: str, title: str, proposals: str) -> str:
    """What a label asks for proposals of, by itself or by what is around it; empty where it asks
    for none. `alone`: what it says by itself."""
    proposed = PROPOSALS.search(label) or (
        (
            (PROPOSALS.search(section) and not alone.unknown)
            or (proposals and alone.said and not _PAPERS.search(label))
        )
        and (alone.kind in {"paper", "abstract"} or (alone.kind == "other" and not alone.said))
        and not _ABSTRACTS.search(label)
    )
    if not proposed:
        return ""
    titled = track_of(title) if PROPOSED.search(title) else None
    return track_of(section) or titled or proposals
