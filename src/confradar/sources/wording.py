"""What a source's free wording says a date is for: kind, round, track. The one place that reads labels and comments."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Spellings of the `type` of Hugging Face's list, and of the keys of the single-file format, by what they mean.
_SPELLINGS = {
    "abstract": "abstract abstract_submission abstract_registration abstract_deadline abstracts title_and_abstract paper_registration",
    "paper": """paper papers deadline submission submissions full_paper full_papers paper_submission full_paper_submission main_paper main_submission
        manuscript manuscript_submission article_submission research_paper regular_paper long_paper full_submission submit due cfp call_for_papers""",
    "supplementary": "supplementary supplementary_material supplementary_materials supplement supplemental supplemental_material",
    "commitment": "commitment commit arr_commitment",
    "review_release": "review_release reviews_released reviews_release reviews_due_to_authors",
    "rebuttal_start": """rebuttal_start rebuttal_period_start rebuttal_begin rebuttal_opens start_of_rebuttal author_response_start response_start
        author_response_begin""",
    "rebuttal_end": """rebuttal_end rebuttal_period_end rebuttal rebuttals rebuttal_period rebuttal_due author_response author_response_end author_rebuttal
        response_end end_of_rebuttal author_feedback""",
    "notification": """notification notifications first_notification final_notification final_decision author_notification acceptance_notification
        notification_of_acceptance notification_to_authors paper_notification acceptance decision decisions decision_notification""",
    "camera_ready": "camera_ready cameraready camera_ready_version camera_ready_submission final_version final_paper final_manuscript final_submission",
    "early_registration": "early_registration early_bird earlybird early_bird_registration earlybird_registration",
    "registration": "registration author_registration late_registration regular_registration conference_registration",
    "workshop_proposal": "workshop_proposal workshop_proposals workshop workshop_proposal_submission",
    "tutorial_proposal": "tutorial_proposal tutorial_proposals tutorial tutorials tutorial_proposal_submission",
    "demo": "demo demos demonstration demonstrations demo_submission demo_paper",
    "other": "rebuttal_and_revision revision withdrawal reviewer_registration other",
}
TYPES = {spelling: kind for kind, spellings in _SPELLINGS.items() for spelling in spellings.split()}

# Keys for papers of another track than the main one; the key's words say which.
_TRACKS = re.compile(r"(short|poster|industry|journal|special_session|late_breaking)(_(paper|track|submission))*s?")

_ORDINALS = {
    "first": 1,
    "1st": 1,
    "second": 2,
    "2nd": 2,
    "third": 3,
    "3rd": 3,
    "fourth": 4,
    "4th": 4,
    "fifth": 5,
    "5th": 5,
    "sixth": 6,
    "6th": 6,
}
_UNIT = r"(?:rounds?|cycles?|waves?|deadline|full-paper|submission round|call)"
_ROUND = re.compile(
    rf"\b(?:round|cycle|wave)[\s#_-]*(\d{{1,2}})\b|\bsubmissions? R(\d)\b|\b({'|'.join(_ORDINALS)})\b(?:\s*\([^)]*\))?(?:\s+(?:new|full|paper|full-paper|submission))*\s*{_UNIT}|\bfull paper\s+({'|'.join(_ORDINALS)})\s+wave",
    re.IGNORECASE,
)

# First match wins. A kind of None keeps the source's own.
_RULES: list[tuple[re.Pattern[str], str | None, str | None]] = [
    (re.compile(pattern, re.IGNORECASE), kind, track)
    for pattern, kind, track in [
        (r"^mandatory abstract|\(only for", None, None),
        (r"workshops? (proposal|deadline)|proposals? for workshops|technical workshops", "workshop_proposal", None),
        (r"tutorials? proposal|proposals? for tutorials", "tutorial_proposal", None),
        (r"(tutorial|workshop).*(notification|decision)", "other", None),
        (r"\b(awards?|competition|volunteers?|hotel|video|art|arts|festival|real-time live|appy hour|frontiers)\b", "other", None),
        (r"talks, production", "other", None),
        (r"review deadline|withdraw|reviewer", "other", None),
        (r"\b(submissions?|registrations?) (site )?opens?$|\bopening of\b", "other", None),
        (r"\brevis(ed|ions?)\b|resubmission due|paper update", "other", None),
        (r"^posters? deadline|^posters?( paper| session|-only)|\(posters\)", None, "poster"),
        (r"\(short papers?\)", None, "short"),
        (r"^abstracts?\s*(and|/|&|\+)\s*full[- ](paper|text)", None, None),
        (r"upload and conflicts", "other", None),
        (r"submission form", "abstract", None),
        (r"(new )?paper registration|contribution registration|register.*paper", "abstract", None),
        (r"early[ -]?bird|early registration", "early_registration", None),
        (r"\bdemo(nstration)?s?\b", "demo", None),
        (r"camera[ -]?ready.*early accepted", "camera_ready", "early-accepted"),
        (r"camera[ -]?ready|\bfinal (copy|versions?)\b", "camera_ready", None),
        (r"(summary|phase (1|i)\b|preliminary|initial|conditional|first notification|early accept).*", None, "early"),
        (r"author response.*(begin|start)", "rebuttal_start", None),
        (r"author response.*(end|due|close)", None, None),
        (r"notification|notified of acceptance|author notices", None, None),
        (r"^abstracts?\b|\babstract (deadline|due)", "abstract", None),
        (r"commitment", None, None),
        (r"\bshort\b(?!.*\bposition)", None, "short"),
        (r"\bspotlight\b", None, "spotlight"),
        (r"special session", None, "special-session"),
        (r"\bencore\b", None, "encore"),
        (r"^(research|main)\b", None, None),
        (r"journal track", None, "journal"),
        (r"^industry|industry (track|paper)", None, "industry"),
        (r"second track", None, "second"),
        (r"\bAI paper track", None, "ai"),
    ]
]

_EARLY_ONLY = {"notification", "review_release"}


@dataclass(frozen=True)
class Wording:
    """Kind of deadline, round (None where not said) and track (None is the main one)."""

    kind: str
    round: int | None = None
    track: str | None = None


def key_name(key: str) -> str:
    """A key, or a type word, in small letters with underscores: ``Camera-Ready``, ``cameraReady`` are ``camera_ready``."""
    return re.sub(r"[\s-]+", "_", re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", key.strip())).lower()


def kind_of_type(text: str) -> str | None:
    """The deadline kind of a source's type word, however it is spelled; None when it is not known."""
    return kind_of_key(text)


def kind_of_key(key: str) -> str | None:
    """The deadline kind that a key of a record names (``notification_date``, ``submission deadline``); None where it names none."""
    name = key_name(key)
    bare = re.sub(r"^(?:deadline|date)_(?:for_|of_)?|_(?:deadlines?|due_date|due|date|day)$", "", name)
    return TYPES.get(name) or TYPES.get(bare)


def track_key(key: str) -> bool:
    """Whether a key names the papers of another track (``poster_deadline``), whose wording ``classify`` reads."""
    return bool(_TRACKS.fullmatch(re.sub(r"_(?:deadline|due_date|due|date)$", "", key_name(key))))


def dated_by_name(key: str) -> bool:
    """Whether a key says that its value is a date."""
    return bool(re.search(r"(^deadline_|deadlines?$|_(date|due)$|^due$)", key_name(key)))


# A sentence of a note that says nothing but what the record's one deadline is for.
_ONLY_KIND = re.compile(
    r"(?:(?:this|the|is|for|main|full|regular|long|research) )*(abstract|paper|rebuttal|author response|camera[- ]ready|supplementary(?: material)?|commitment|notification)s?"
    r"(?: (?:submission|registration|upload|deadline|due|only))*",
    re.IGNORECASE,
)


_OTHER_DATE = re.compile(r"\d{4}|more info|\b(jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(\b|[a-z]*ber\b|uary\b)", re.IGNORECASE)


def note_says(note: str) -> tuple[str | None, int | None]:
    """The kind and the round of a record's one deadline that its note tells (``Round 2``, ``Abstract submission``). Long sentences
    and those with a date of their own speak of something else.
    """
    kind = number = None
    for sentence in re.split(r"[.;!]+(?:\s+|$)", re.sub(r"<[^>]*>|\bNOTE:", " ", note)):
        words = " ".join(sentence.split()).strip(" :-")
        if len(words.split()) > 8 or _OTHER_DATE.search(words):
            continue
        if match := _ONLY_KIND.fullmatch(words):
            kind = kind or kind_of_type(match[1])
        number = number or (None if "notif" in words.lower() else _round(words))
    return kind, number


def classify(label: str, kind: str) -> Wording:
    """Read a label or comment of a date that the source files under ``kind``."""
    number = _round(label)
    for pattern, meant, track in _RULES:
        if pattern.search(label):
            if track == "early" and kind not in _EARLY_ONLY:
                continue
            final = meant or kind
            if final == "other" and kind in {"registration", "rebuttal_start", "rebuttal_end"} and "hotel" not in label.lower():
                final = kind
            return Wording(final, number, track)
    return Wording(kind, number, None)


def _round(label: str) -> int | None:
    match = _ROUND.search(label)
    if not match:
        return None
    if match[1] or match[2]:
        return int(match[1] or match[2])
    return _ORDINALS[(match[3] or match[4]).lower()]
