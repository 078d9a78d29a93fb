"""What the words of a label correct of what the grammar says of them: its kind, its track."""

from __future__ import annotations

import re
from dataclasses import replace

from confradar.formats.calls.event_words import handed_in
from confradar.formats.calls.headings import MAIN, PROPOSALS, heading_track
from confradar.formats.lazy_pattern import lazy
from confradar.formats.wording import Wording, read_label, track_of
from confradar.model.names import slug

# A call that names what it is for: what is proposed is that.
_CALLED_FOR = lazy(
    r"\bcalls? for (?P<what>papers|abstracts|presentations|talks|contributions|submissions)\b"
    r"(?!.*\bproposals?\b)",
    re.IGNORECASE,
)
_DESCRIBED = lazy(r"^(?!.*\b(?:proposals?|submi)).*\bdescriptions?\b", re.IGNORECASE)
_OPENED = lazy(
    r"\b(?:submi\w+|sites?|system|portal|open(?:s|ed|ing)?|cfp|calls?|easychair|openreview|cmt|"
    r"papers?|abstracts?|proposals?|registration|register|"
    r"soumiss\w+|inscri\w+|einreich\w+|anmeldung\w*|submiss\w+|sottomiss\w+|iscri\w+|env[íi]os?)\b",
    re.IGNORECASE,
)
_CALL_OPENS = lazy(r"\W*calls? for [\w -]+ (?:opens?|is open|opening)\W*", re.IGNORECASE)
_OPEN_UNTIL = lazy(r"\bopen\w*\s+(?:now\s+)?(?:through|until|till|up to)\b", re.IGNORECASE)
# Papers that come with reviews of elsewhere.
_WITH_REVIEWS = lazy(r"\bsubmi\w+\b.*\bpapers? (?:and|with)(?: their)? reviews\b", re.IGNORECASE)
# What those whose submissions were accepted hand in.
_ACCEPTED = lazy(r"\bsubmissions? accepted (?:as|for)\b", re.IGNORECASE)
# Papers for a contest.
_FOR_CONTEST = lazy(
    r"\W*((?:[\w-]+ )?(?:abstracts?|papers?|manuscripts?)(?: submissions?)?(?: deadline| due)?) "
    r"for (.*\b(?:competition|contest|challenge)s?\b.*)",
    re.IGNORECASE,
)
_FEES = lazy(
    r"\b(?:registration|conference|attendance|participation) (?:fees?|rates?|costs?)\b",
    re.IGNORECASE,
)
_REVISED = lazy(
    r"\W*(?:revised|corrected|updated) (?:papers?|manuscripts?|versions?)\b", re.IGNORECASE
)
_RESULTS_DUE = lazy(
    r"\bsubmi(?:t|ssions?)\b.*\b(?:results?|outputs?|runs?)\b|"
    r"\b(?:results?|outputs?|runs?) (?:submissions?|due)\b",
    re.IGNORECASE,
)
_RELEASED = lazy(r"\breleas\w+\b", re.IGNORECASE)
_SHOWN = lazy(r"\b(?:available|published|online|launch\w*|ready|visible)\b", re.IGNORECASE)
_REVIEWING = lazy(r"\breview(?:ing|s|ers?)?\b", re.IGNORECASE)
# What is told of them is told to their organizers, or to those who proposed them.
_HOSTED = lazy(r"\b(?:workshops?|tutorials?|challenges?|competitions?)\b", re.IGNORECASE)
_NOTIFIED = lazy(
    r"\b(?:notif\w+|acceptance|decisions?|benachrichtigung\w*|aceptaci[oó]n|acceptation)\b",
    re.IGNORECASE,
)
_AUTHORS = lazy(
    r"\bauthors?\b|(?<!post-)(?<!post )\b(?:rebuttals?|responses?|feedback)\b", re.IGNORECASE
)
_RESULTS = lazy(r"[\w\s-]+ results(?: (?:announced|announcement|out|published))?", re.IGNORECASE)
# What reviewers say of papers.
_TOLD_BACK = lazy(r"\b(?:papers?|abstracts?|submissions?) feedback\b", re.IGNORECASE)
_TALKED_OVER = lazy(r"\bdiscussions?\b", re.IGNORECASE)
_EARLY_BIRD = lazy(r"(?<!after )(?<!after the )\bearly[- ]bird\b", re.IGNORECASE)
# Not of the papers, and without a track of their own.
_NO_TRACK = lazy(
    r"\b(?:grants?|funding|fellowships?|bursar\w+|stipends?|mentor\w*|competitions?|challenges?|awards?|volunteers?|scholarships?|panels?|"
    r"nominations?|(?:training|test|sample|trial|development) data)\b",
    re.IGNORECASE,
)
_OF_PAPERS = lazy(r"\b(?:papers?|abstracts?|manuscripts?)\b", re.IGNORECASE)
_MAIN_AMONG = lazy(r"\b(?:[\w/&-]+,\s*)+(?:and\s+|&\s*)?[\w/&-]+(?:\s+tracks?)?", re.IGNORECASE)
# One date for the papers and for what else is handed in.
_SLASHED = lazy(
    r"\b(?:full )?papers?\s*/\s*(?:posters?|panels?|demos?|abstracts?|(?:\w+ )?papers?)"
    r"(?:\s*/\s*\w+)*|"
    r"\bpapers?\s*(?:&|\+|/|\band)\s*(?:videos?|(?:source )?code\b(?! release)|"
    r"(?:supplement\w*|supporting|additional)(?: materials?)?|appendi\w+|(?:\w+ )?abstracts?)",
    re.IGNORECASE,
)
# One date for all that is presented: ``talks, posters and tutorials``.
_SORT = (
    r"(?:(?:oral|full|short|contributed|lightning|discussion|hands-on|individual|regular)\s+)*"
    r"(?:talks?|papers?|presentations?|posters?|demos?|demonstrations?|panels?|tutorials?|workshops?)"
)
_SORTS = lazy(
    rf"\b{_SORT}(?:\s*(?:,|/|&|\band\b|\bor\b)+\s*(?:and\s+|or\s+)?{_SORT})+\b(?! proposals?)",
    re.IGNORECASE,
)
_CAMERA_READY = lazy(
    r"\bcamera[- ]ready(?: papers?| versions?)?(?: submissions?)?(?:\s*(?:,|/|&|\+|\band\b)+\s*"
    r"(?:and\s+)?(?:posters?|videos?|slides?|presentations?)\b(?: uploads?\b)?)+",
    re.IGNORECASE,
)
_PRESENTED = lazy(r"\b(?:talks?|papers?|presentations?)\b", re.IGNORECASE)
# A track of unknown words as a label's own: ``ECCCH Track (short and full)``.
_NAMED_TRACK = lazy(
    r"\W*((?!(?:all|both|each|any|every|other|these|this|which|no|the|on|for|of|in|first|1st)\b)"
    r"[A-Z][\w&'-]+(?: [\w&'-]+){0,2} [Tt]racks?)\b(?! chairs?)"
)
_EVERYBODYS = {"workshop", "student", "doctoral", "industry"}
_NO_PAPERS = {"artifact"}
_HANDED = lazy(
    r"\b(?:papers?|articles?|manuscripts?) (?:submissions?|deadline|due)\b|"
    r"\bsubmissions? of (?:\w+ )?papers?\b",
    re.IGNORECASE,
)
# What is handed in, behind words that say for what: ``Showpieces: submission deadline``.
_WHOSE = lazy(
    r"\W*([^\W\d_]\w*(?:[ &-]+\w+){0,2})\s*:\s*(?:paper )?(?:submission (?:deadline|due)|"
    r"submissions?)\W*$",
    re.IGNORECASE,
)
_SOME_PAPERS = lazy(r".*\bpapers\W*$", re.IGNORECASE)
PROPOSED = lazy(
    r"\bproposals?\b|\bcalls? for (?:workshop|tutorial|special session)s?\b", re.IGNORECASE
)
"""Words of something that is proposed."""

SUBMISSION = lazy(r"\b(?:submi\w+|deadline|due|abstracts?)\b", re.IGNORECASE)
"""Words of something that is handed in."""

SUBMITTED = lazy(r"\bsubmi\w+", re.IGNORECASE)
"""Words that say themselves that something is submitted."""

REGISTRATIONS = {"registration", "early_registration"}
"""The kinds of registering to attend."""

HELD_KINDS = {"workshop_proposal", "tutorial_proposal"}
"""The kinds of what is proposed to be held at a conference."""


def corrected(wording: Wording, label: str, title: str, column: str) -> Wording:
    """The wording of a label in its page's `title` and under the head of its `column`."""
    kind, track = wording.kind, _own_track(wording.track, label, title)
    if kind == "other" and wording.understood and _told_of_hosted(label):
        kind, track = "notification", track_of(label)
    early = not wording.said and re.match(r"early\b", label, re.IGNORECASE)
    if kind == "registration" and (early or _EARLY_BIRD.search(label)):
        kind = "early_registration"
    if kind in HELD_KINDS and not handed_in(label) and (wording.unknown or len(label.split()) > 3):
        kind = "other"
    if kind == "other" and _CALL_OPENS.fullmatch(label):
        kind, track = "opening", track_of(label)
    if kind == "opening" and _OPEN_UNTIL.search(label):
        kind = "abstract" if re.search(r"\babstracts?\b", label, re.IGNORECASE) else "paper"
    if kind == "notification" and _RESULTS_DUE.search(label) and not _NOTIFIED.search(label):
        kind = "other"
    if kind == "workshop_proposal" and wording.unknown and not PROPOSED.search(label):
        kind, track = "paper", "workshop"  # what a workshop takes: ``Workshop sketches due``
    if kind in HELD_KINDS and _DESCRIBED.search(label):  # of what was accepted
        kind = "other"
    if kind == "other" and wording.understood and PROPOSALS.search(label):
        kind = _called_for(label, title) or kind
    if kind in {"paper", *HELD_KINDS} and (
        _RELEASED.search(label) or (_SHOWN.search(label) and not SUBMISSION.search(label))
    ):
        kind = "other"
    if track == "early" and kind in {"review_release", "notification"}:
        track = None  # what is told early is told of the main track's papers
    if track in _NO_PAPERS and kind not in {"notification", "opening"}:
        kind = "other"
    return replace(
        wording, kind=_of_answers(_of_opening(kind, f"{label} {column}"), label), track=track
    )


def _of_opening(kind: str, label: str) -> str:
    """The kind of what is called an opening only where something can be handed in from then on."""
    opened = _OPENED.search(label) and not _REVIEWING.search(label) and not _ACCEPTED.search(label)
    return kind if kind != "opening" or opened else "other"


def _of_answers(kind: str, label: str) -> str:
    """The kind of what reviewers and authors say to each other."""
    if kind == "review_release" and _WITH_REVIEWS.search(label):
        return "commitment"
    if kind == "review_release" and _REVISED.match(label):
        return "other"
    if kind.startswith("rebuttal") and _TOLD_BACK.search(label):
        return "review_release"
    if kind.startswith("rebuttal") and _TALKED_OVER.search(label) and not _AUTHORS.search(label):
        return "other"
    return kind


def _told_of_hosted(label: str) -> bool:
    told = _NOTIFIED.search(label) or _RESULTS.fullmatch(label)
    return bool(told and _HOSTED.search(label))


def _own_track(track: str | None, label: str, title: str) -> str | None:
    """The track of a label, without one that the whole page is about."""
    if not track or (PROPOSED.search(title) and track_of(label) == track):
        return track
    named = track in _EVERYBODYS and re.search(rf"\b{track}", title, re.IGNORECASE)
    return None if named or track == track_of(title) else track


def _called_for(label: str, title: str) -> str:
    """The kind of what is proposed to a call that names it; empty where it names none, or the label
    says more."""
    called = _CALLED_FOR.search(title)
    if not called or read_label(PROPOSALS.sub(" ", label)).kind != "paper":
        return ""
    return "abstract" if called["what"].lower() == "abstracts" else "paper"


def track_of_kind(kind: str) -> str:
    """The track that a kind is of by itself: that of demos, workshops, tutorials; empty for the
    others."""
    return kind.removesuffix("_proposal") if kind in {"demo", *HELD_KINDS} else ""


def track_apart(wording: Wording, label: str, section: str, title: str) -> str:
    """What sets a point apart from the main track's, where its kind has no track of its own or its
    heading names one."""
    if own := track_of_kind(wording.kind):
        return own
    if wording.track:
        return ""
    of_papers = wording.kind == "notification" and _OF_PAPERS.search(label)
    apart = not of_papers and _NO_TRACK.search(f"{label} {section}")
    if apart and wording.kind in {"other", "notification", "camera_ready"}:
        return "other"
    proposed = PROPOSALS.search(section) or PROPOSED.search(title)
    if wording.kind == "notification" and proposed and not _OF_PAPERS.search(label):
        return "proposals"
    if wording.kind == "other" and PROPOSALS.search(f"{label} {section}"):
        return "proposals"
    if wording.kind == "other" and (track := track_of(label) or track_of(section)):
        return "" if re.search(rf"\b{track}", title, re.IGNORECASE) else track
    if track_of(label) is not None:
        return ""
    named = _NAMED_TRACK.match(label)
    return (named and heading_track(named[1], title)) or heading_track(section, title)


def of_fees(wording: Wording, sections: tuple[str, ...]) -> Wording:
    """The wording of a row of fees, which says only whose they are: ``Students`` under
    ``Registration fees``."""
    of_papers = wording.said or wording.kind not in {"paper", "other"}
    if of_papers or not any(map(_FEES.search, sections)):
        return wording
    return replace(wording, kind="registration", track=None, understood=True, unknown=())


def of_one_part(wording: Wording, label: str) -> Wording:
    """What is handed in for something else, as one part of a label says: ``Rule Challenge - Demo
    submission``, ``Abstract submission for the poster competition``."""
    contest = _FOR_CONTEST.fullmatch(label)
    last, before = contest.groups() if contest else label.rpartition(" - ")[::-2]
    read = read_label(last) if before else wording
    if read.kind == "other" or not (read.said and read.understood):
        return wording
    return replace(read, track=read.track or track_of(before) or "other")


def of_known(wording: Wording, label: str) -> Wording:
    """What the words that are known say of a label with some that are not, which may name a track:
    it stays not understood."""
    unknown = "|".join(map(re.escape, wording.unknown))
    known = read_label(re.sub(rf"\b(?:{unknown})\b", " ", label, flags=re.IGNORECASE))
    if not known.said or known.kind in {"other", "paper", "opening"} or known.track:
        return wording
    return replace(wording, kind=known.kind, track=slug(" ".join(wording.unknown)) or "other")


def of_papers_named(wording: Wording, label: str, column: str) -> Wording:
    """The wording of a label with words that nothing understands as that of papers, where others
    say that papers are handed in, or the head of its `column` does."""
    if wording.kind != "other" or wording.understood:
        return wording
    track = track_of(label)
    if _HANDED.search(label):
        return replace(wording, kind="paper", track=track)
    if whose := _WHOSE.match(label):
        return replace(wording, kind="paper", track=track or slug(whose[1]))
    if (
        _SOME_PAPERS.match(label)
        and SUBMITTED.search(column)
        and read_label(column).kind == "paper"
    ):
        return replace(wording, kind="paper", track=track or slug(" ".join(wording.unknown)))
    return wording


def of_several(label: str) -> str:
    """A label whose one date is for papers and for more as one of papers."""
    label = _CAMERA_READY.sub("camera-ready", _SLASHED.sub("paper", label))
    label = _SORTS.sub(lambda match: "paper" if _PRESENTED.search(match[0]) else match[0], label)
    return _MAIN_AMONG.sub(
        lambda match: "main" if MAIN.search(match[0]) and "," in match[0] else match[0], label
    )
