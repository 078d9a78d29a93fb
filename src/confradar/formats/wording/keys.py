"""What the key of a record, or its type word, says that a date is for; and what its note says of
its one deadline."""

from __future__ import annotations

import re

from confradar.formats.lazy_pattern import lazy
from confradar.formats.wording.clauses import dated
from confradar.formats.wording.grammar import read_label
from confradar.formats.wording.marked_words import words_of
from confradar.formats.wording.status import read_status

_SPELLINGS = {
    "abstract": """
        abstract abstract_submission abstract_registration abstract_deadline abstracts
        title_and_abstract paper_registration""",
    "paper": """
        paper papers deadline submission submissions full_paper full_papers paper_submission
        full_paper_submission main_paper main_submission manuscript manuscript_submission
        article_submission research_paper regular_paper long_paper full_submission submit due cfp
        call_for_papers submission_window submission_period paper_submission_window
        paper_submission_period""",
    "supplementary": """
        supplementary supplementary_material supplementary_materials supplement supplemental
        supplemental_material""",
    "commitment": "commitment commit arr_commitment",
    "review_release": "review_release reviews_released reviews_release reviews_due_to_authors",
    "rebuttal_start": """
        rebuttal_start rebuttal_period_start rebuttal_begin rebuttal_opens start_of_rebuttal
        author_response_start response_start author_response_begin""",
    "rebuttal_end": """
        rebuttal_end rebuttal_period_end rebuttal rebuttals rebuttal_period rebuttal_due
        author_response author_response_end author_rebuttal response_end end_of_rebuttal
        author_feedback rebut rebuttal_window author_response_period rebuttal_phase""",
    "notification": """
        notification notifications first_notification final_notification final_decision
        author_notification acceptance_notification notification_of_acceptance
        notification_to_authors paper_notification acceptance decision decisions
        decision_notification""",
    "camera_ready": """
        camera_ready cameraready camera_ready_version camera_ready_submission final_version
        final_paper final_manuscript final_submission""",
    "early_registration": """
        early_registration early_bird earlybird early_bird_registration earlybird_registration""",
    "registration": """
        registration registration_period author_registration late_registration regular_registration
        conference_registration""",
    "workshop_proposal": """
        workshop_proposal workshop_proposals workshop workshop_proposal_submission""",
    "tutorial_proposal": """
        tutorial_proposal tutorial_proposals tutorial tutorials tutorial_proposal_submission""",
    "demo": "demo demos demonstration demonstrations demo_submission demo_paper",
    "opening": """
        opening submission_opening submission_open submission_opens submissions_open
        submission_start submission_begin submission_begins start_of_submission
        paper_submission_opens cfp_open cfp_opens cfp_start registration_opens registration_open""",
    "other": "rebuttal_and_revision revision withdrawal reviewer_registration other",
}
TYPES = {spelling: kind for kind, spellings in _SPELLINGS.items() for spelling in spellings.split()}

# Keys for papers of another track than the main one; the key's words say which.
_TRACKS = lazy(
    r"(short|poster|industry|journal|special_session|late_breaking)(_(paper|track|submission))*s?"
)
_EXTENDED = lazy(r"(?:^|(?<=\.))extended_|_(?:ext|extended|extension)(?=$|_)")
# Words beside what a note asks for, that make it speak of more than the record's one deadline.
_BESIDE = lazy(r"\b(?:mandatory|optional|required|separate|more info)\b", re.IGNORECASE)
_NOTE_WORDS = 8
_IN_NOTES = {
    "abstract",
    "supplementary",
    "commitment",
    "rebuttal_start",
    "rebuttal_end",
    "notification",
    "camera_ready",
}


def key_name(key: str) -> str:
    """A key, or a type word, in small letters with underscores: ``Camera-Ready``, ``cameraReady``
    are ``camera_ready``."""
    return re.sub(r"[\s-]+", "_", re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", key.strip())).lower()


def plain_key(key: str) -> str:
    """A key's name without that its value is an extended one: ``extended_date`` is ``date``."""
    return _EXTENDED.sub("", key_name(key))


def extended_key(key: str) -> bool:
    """Whether a key holds the later value of another (``cfp_ext``, ``extended_deadline``)."""
    return bool(_EXTENDED.search(key_name(key)))


def kind_of_key(key: str) -> str | None:
    """The deadline kind that a key of a record names (``notification_date``, ``cfp_ext``); None
    where it names none."""
    name = plain_key(key)
    bare = re.sub(
        r"^(?:deadline|date)_(?:for_|of_)?|_(?:deadlines?|due_date|due|date|day)$", "", name
    )
    return TYPES.get(name) or TYPES.get(bare)


def track_key(key: str) -> bool:
    """Whether a key names the papers of another track (``poster_deadline``), whose words
    ``read_label`` reads."""
    return bool(_TRACKS.fullmatch(re.sub(r"_(?:deadline|due_date|due|date)$", "", key_name(key))))


def says_period(text: str) -> bool:
    """Whether a key or a label says that something is a period (``submission_window``, ``Rebuttal
    phase``)."""
    return any(word.role == "period" for word in words_of(text.replace("_", " ")))


def dated_by_name(key: str) -> bool:
    """Whether a key says that its value is a date."""
    return bool(re.search(r"(^deadline_|deadlines?$|_(date|due)$|^due$)", plain_key(key)))


def note_says(note: str) -> tuple[str | None, int | None]:
    """The kind and the round of a record's one deadline that its note tells (``Round 2``,
    ``Abstract submission``). Long sentences and those with a date of their own speak of something
    else.
    """
    kind = number = None
    for sentence in re.split(r"[.;!]+(?:\s+|$)", re.sub(r"<[^>]*>|\bNOTE:", " ", note)):
        words = " ".join(sentence.split()).strip(" :-")
        if (
            not words
            or len(words.split()) > _NOTE_WORDS
            or dated(words)
            or _BESIDE.search(words)
            or re.search(r"\d{4}", words)
        ):
            continue
        if read_status(words):
            continue
        said = read_label(words)
        if not said.unknown and not said.track and said.kind in _IN_NOTES:
            kind = kind or said.kind
        number = number or (said.round if said.kind != "notification" else None)
    return kind, number
