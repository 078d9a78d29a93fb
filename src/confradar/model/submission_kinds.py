"""The fixed words of what a submission needs, each list of them once and in its order. Apart from
`kinds`, which every command loads; no pydantic here either."""

from __future__ import annotations

from enum import StrEnum


class Fact(StrEnum):
    """What is known of a submission, in the order in which an author asks for it."""

    pages = "pages"
    anonymous = "anonymous"
    template = "template"
    system = "system"
    submit = "submit"
    preprints = "preprints"
    dual_submission = "dual_submission"
    rebuttal = "rebuttal"
    duties = "duties"
    speed = "speed"
    fees = "fees"


class Anonymity(StrEnum):
    """Who knows whom in a review."""

    double_blind = "double-blind"
    single_blind = "single-blind"
    open = "open"


class Allowed(StrEnum):
    """How far something is allowed (preprints, a paper that is elsewhere under review)."""

    allowed = "allowed"
    limited = "limited"
    forbidden = "forbidden"


class Rebuttal(StrEnum):
    """How authors may answer reviews."""

    none = "none"
    response = "response"
    discussion = "discussion"
    revision = "revision"


class Duty(StrEnum):
    """What authors owe for a submission or an accepted paper."""

    reviewing = "reviewing"
    in_person = "in-person"
    registration = "registration"
    presentation = "presentation"
    code = "code"
    data = "data"
    ethics = "ethics"
    checklist = "checklist"
    poster = "poster"
    video = "video"
