"""What a source's free wording says a date is for: kind, round, track. The one place that reads labels and comments."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Spellings of the `type` of Hugging Face's list, and of the keys of the single-file format.
TYPES = {
    "abstract": "abstract",
    "abstract_deadline": "abstract",
    "paper": "paper",
    "deadline": "paper",
    "submission": "paper",
    "full_paper": "paper",
    "supplementary": "supplementary",
    "supplementary_material": "supplementary",
    "commitment": "commitment",
    "commitment_deadline": "commitment",
    "review_release": "review_release",
    "review_release_date": "review_release",
    "reviews_released": "review_release",
    "rebuttal_start": "rebuttal_start",
    "rebuttal_period_start": "rebuttal_start",
    "rebuttal_end": "rebuttal_end",
    "rebuttal_period_end": "rebuttal_end",
    "rebuttal": "rebuttal_end",
    "author_response": "rebuttal_end",
    "notification": "notification",
    "first_notification": "notification",
    "final_notification": "notification",
    "final_decision_date": "notification",
    "camera_ready": "camera_ready",
    "final_version": "camera_ready",
    "author_notification": "notification",
    "acceptance_notification": "notification",
    "paper_submission": "paper",
    "abstract_submission": "abstract",
    "abstract_registration": "abstract",
    "full_paper_submission": "paper",
    "supplement": "supplementary",
    "early_registration": "early_registration",
    "registration": "registration",
    "workshop_proposal": "workshop_proposal",
    "workshop": "workshop_proposal",
    "tutorial_proposal": "tutorial_proposal",
    "tutorial": "tutorial_proposal",
    "demo": "demo",
    "rebuttal_and_revision": "other",
    "revision_deadline": "other",
    "withdrawal": "other",
    "reviewer_registration": "other",
    "other": "other",
}

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
    rf"\b(?:round|cycle|wave)\s*(\d{{1,2}})\b|\b({'|'.join(_ORDINALS)})\b(?:\s*\([^)]*\))?(?:\s+(?:new|full|paper|full-paper|submission))*\s*{_UNIT}|\bfull paper\s+({'|'.join(_ORDINALS)})\s+wave",
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
        (r"\brevis(ed|ions?)\b|resubmission due|paper update", "other", None),
        (r"^posters? deadline|^posters?( paper| session|-only)|\(posters\)", None, "poster"),
        (r"\(short papers?\)", None, "short"),
        (r"^abstract and full paper", None, None),
        (r"upload and conflicts", "other", None),
        (r"submission form", "abstract", None),
        (r"(new )?paper registration|contribution registration|register.*paper", "abstract", None),
        (r"early[ -]?bird|early registration", "early_registration", None),
        (r"\bdemo(nstration)?s?\b", "demo", None),
        (r"camera[ -]?ready.*early accepted", "camera_ready", "early-accepted"),
        (r"camera[ -]?ready", "camera_ready", None),
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


def kind_of_type(text: str) -> str | None:
    """The deadline kind of a source's type word, however it is spelled; None when it is not known."""
    return TYPES.get(re.sub(r"[\s-]+", "_", text.strip().lower()))


def kind_of_key(key: str) -> str | None:
    """The deadline kind that a key of a record names (``notification_date``, ``submission deadline``); None where it names none."""
    name = re.sub(r"[\s-]+", "_", key.strip().lower())
    for bare in (name, re.sub(r"_(deadline|due_date|due|date)$", "", name)):
        if bare in TYPES:
            return TYPES[bare]
    return None


def dated_by_name(key: str) -> bool:
    """Whether a key says that its value is a date."""
    return bool(re.search(r"(deadline|[_\s-](date|due))$", key.strip().lower()))


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
    if match[1]:
        return int(match[1])
    return _ORDINALS[(match[2] or match[3]).lower()]
