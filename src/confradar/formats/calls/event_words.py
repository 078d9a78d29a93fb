"""Whether words beside a date name the event itself, a place, or the call as such: none of these is
a point of the call."""

from __future__ import annotations

import re

from confradar.formats.calls.dates import A_WEEKDAY, WEEKDAY
from confradar.formats.calls.lines import ASIDE, Entry
from confradar.formats.lazy_pattern import lazy

_NOUN = (
    r"conferences?|workshops?|symposi(?:um|a)|meetings?|events?|congress|(?:summer |winter |"
    r"spring )?school|tours?|événements?(?: satellites?)?|summit|forum|tutorials?|hackathon|"
    r"seminar|colloquium|consortium|challenge|competition|conf|ceremony|programme?|banquet|"
    r"reception|dinner|excursion|keynotes?|sessions?|"
    r"conferência|congresso|congreso|evento|simpósio|simposio|conférence|colloque|konferenz|tagung|"
    r"tutorien|convegno|oficina|jornadas?|main days?|"
    r"colloque|atelier|taller|evento|学術大会|会议|会議|大会"
)
_EVENT_NOUN = lazy(
    rf"\b(?:{_NOUN}|takes? place|be held|is held|held (?:on|in|at|from)|when|where)\b",
    re.IGNORECASE,
)
_ENDS = lazy(
    rf"(?:^|\b)(?:{_NOUN})(?:\s+(?:(?:half|full|one|two|three)[- ]?days?|days?|dates?|start\w*|"
    rf"begins?|ends?|opens?|week|period|takes? place|will (?:take place|be held)|in|at|on|"
    rf"first|last|second|third|programme?|proper|itself|location|venue))*\W*$",
    re.IGNORECASE,
)
_BEGINS = lazy(
    rf"^\W*(?:the\s+)?(?:main\s+|actual\s+|(?:half|full|one|two|"
    rf"three)[- ]day\s+)?(?:{_NOUN})(?:\s+(?:days?|dates?))?\s*(?:[:,(–-]|in\b|at\b|on\b|$)",
    re.IGNORECASE,
)
_HELD = lazy(
    r"\b(?:join us|see you|takes? place|(?:will )?be held|is held|held (?:on|in|at|from)|"
    r"co-?located|in conjunction with)\b",
    re.IGNORECASE,
)
_FILLED = lazy(
    r"\b(?:(?:half|full|one|two|three)[- ]days?|online|virtual|hybrid|main|in-person|live|onsite|"
    r"on-site|and|the|of|in|at|on|to|from|st|nd|rd|th|mon|tues?|wed(?:nes)?|thu(?:rs)?|"
    r"fri|sat(?:ur)?|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)day|dates?|location|venue|place|"
    r"city|days?|annual|international|edition|"
    r"start\w*|begins?|ends?|first|last|opening|tbc|tbd)\b",
    re.IGNORECASE,
)
_WHERE = lazy(r"\b(?:online|virtual|hybrid|in-person|onsite|on-site)\b", re.IGNORECASE)
_NAME = lazy(
    r"\b(?:[A-Z][\w&+@/-]*[A-Z][\w&+@/-]*|[A-Z]{2,})(?:[-'’ ]?(?:20)?\d{2})?(?!\w)|\b(?:19|"
    r"20)\d\d\b|['’]\d\d\b|\b\d+(?:st|nd|rd|th)?\b"
)
_WEEKDAY_LAST = lazy(rf"[\s:,]+{WEEKDAY}\b[\s.,]*$", re.IGNORECASE)
# Whose guest an event is: ``Big Picture Workshop at EMNLP 2023``.
_AT_HOST = lazy(
    rf"^(?:[\w-]+ )?(?i:{_NOUN}) at [A-Z][\w&+/-]*[A-Z][\w&+/-]*(?:[-'’ ]?(?:20)?\d{{2}})?(?!\w)"
)
_HOST = lazy(r"\s(?:at|with)(?:\s+the)?\s+[A-Z][\w&+/-]*[A-Z][\w&+/-]*(?:[-'’ ]?(?:20)?\d{2})?\W*$")
# When what was accepted is shown.
_SHOWN = lazy(
    r"(?:sess(?:ão|ões)|sesi(?:ón|ones)|séances?|sessioni?) d(?:e|i|es|ei) [\w ]+?(?:\W+feira)?|"
    r"(?:[\w-]+\s+){0,3}(?:posters?|demos?|demonstrations?|papers?|oral|videos?|tutorials?|workshops?)(?:\s*(?:/|&|,|"
    r"\band\b)\s*[\w-]+){0,2}\s+"
    r"(?:sessions?|exhibitions?|presentations?)(?:\s+\d|\s+(?:at|during|in) (?:the )?\w+)?",
    re.IGNORECASE,
)
_SERIES = lazy(
    rf"\b(?:\d+(?:st|nd|rd|th)|annual|international|ieee|acm|european|national|"
    rf"joint)\b.{{0,80}}\b(?:{_NOUN})\b",
    re.IGNORECASE,
)
_DAY_OF = lazy(r"(?:[\w'’-]+\s+){1,3}days?", re.IGNORECASE)
# A town and its country, as they stand beside the day of an event.
_TOWN = lazy(
    r"\W*[A-Z][^\W\d_]+(?:[ .'-]+[A-Z][^\W\d_]+){0,3}(?:,\s*[A-Z][\w.]+(?:[ "
    r".'-]+[A-Z][\w.]+){0,3}){1,3}\W*"
)
_CALL_BEFORE = lazy(
    r"^\W*(?:\w+\s+)?(?:call for (?:papers|participation|contributions|submissions)|"
    r"cfp)\s*[:–-]+\s*",
    re.IGNORECASE,
)
# Whose rooms an event is in.
_HOUSE = lazy(
    r"\b(?:departments?|faculty|universit\w+|institutes?|college|school|cent(?:re|er)|campus|hall|"
    r"hotel)\b",
    re.IGNORECASE,
)
# A part of a challenge, in which things are handed in.
_PHASE = lazy(r"\bphases?\b", re.IGNORECASE)
# What an event begins with, whoever has to register at it.
_WELCOME = lazy(
    r"welcome (?:reception|drinks?|cocktail|party|dinner)\b|(?:on-?site )?registration (?:and|&) "
    r"(?:welcome|reception|coffee|breakfast)\b",
    re.IGNORECASE,
)
# One that things are handed in to, from its start to its end.
_CONTEST = lazy(
    r"(?:the )?(?:[\w-]+ )?(?:challenge|competition|contest) (?:officially )?(?:starts?|begins?|"
    r"opens?|launch\w*|ends?|clos\w+|(?:start|end|closing|opening) date)",
    re.IGNORECASE,
)
_CHINESE = lazy("開催日|会議開催|학술대회|会议时间|会议日期|会议召开|大会时间|召开|举办|举行|会期")
_CHINESE_DUE = lazy("投稿|截止|通知|注册|提交|终稿")
_IS_HELD = lazy(r"\b(?:takes? place|(?:to|will) (?:be held|hold)|is held)\b", re.IGNORECASE)
_HELD_ON = lazy(
    r"\b(?:conference|symposium|workshop|congress|event|meeting)\s*(?:,|\(|on|from|"
    r"in [^,.;]{2,40}(?:,|on|from))\s*$"
    r"|\b(?:meets?|held) in [^.;()]{2,60}[(,]\s*$",
    re.IGNORECASE,
)
_HELD_DAYS = lazy(
    r"^\W*(?:main )?(?:conference|symposium|workshop|congress|event|meeting) (?:dates?|days?)\W*$",
    re.IGNORECASE,
)
_CONFERENCE = lazy(r"\b(?:conference|symposium|workshop|congress)\b", re.IGNORECASE)
# What is asked for in a period, and not on one day of it.
_ASKED_IN = lazy(
    r"\b(?:deadlines?|due|until|till|between|open\w*|clos\w+|rebuttals?|respon\w+|period|window|"
    r"registration|notif\w+)\b",
    re.IGNORECASE,
)
# Its days with what is on then: ``Conference dates, paper presentations and keynotes``.
_DATES_OF = lazy(
    r"(?:main )?(?:conference|symposium|workshop|congress|event) (?:dates?|days?)\s*[,(:–-]",
    re.IGNORECASE,
)
# An event's programme, and its days where somebody calls them its proceedings.
_PROCEEDS = lazy(
    r"(?:main )?(?:conference|symposium|workshop|congress) "
    r"(?:technical program(?:me)?|(?P<days>proceedings))",
    re.IGNORECASE,
)
# Its programme, with the day in brackets behind it.
_PROGRAMME = lazy(
    r"(?:(?:main|preliminary|tentative|final) )?"
    r"(?:(?:conference|symposium|workshop|congress|event) )?(?:program(?:me)?|schedule|agenda)",
    re.IGNORECASE,
)
_OPENED = lazy(rf"[(\[]\s*(?:{WEEKDAY}\.?[\s,]*)?$", re.IGNORECASE)
# The heading over an event's days and place.
_VENUE = lazy(r"\b(?:venue|location|place|where)\b", re.IGNORECASE)
# Where it is, told behind its name.
_LOCATED = lazy(r"\W*\b(?:location|venue|place|where)\s*:.*", re.IGNORECASE | re.DOTALL)
# Words that name something handed in, told or asked for.
_DUE = lazy(
    r"\b(?:deadlines?|due|submi\w+|notif\w+|camera|regist\w+|abstracts?|papers?|articles?|reviewers?|"
    r"manuscripts?|proposals?|decisions?|reviews?|reviewing|"
    r"rebuttals?|acceptance|accepted|application|grants?|videos?|slides?|posters?|materials?|"
    r"nominations?|early|late|opens|release|call|cfp|"
    r"website|web|commit\w*|artifacts?|demos?|final|versions?|fees?|hotel|visa|results?|"
    r"data(?! (?:mining|science|engineering|management|compression)\b)|"
    r"feedback|response|publication|proceedings|"
    r"сроки|제출|마감|통보|등록|submiss\w+|artigos?|trabalhos|notifica\w+|inscri\w+|einreichung\w*|"
    r"anmeldung|soumission)\b",
    re.IGNORECASE,
)
# What is proposed for a conference, as one of the things that a heading says are handed in.
_HOSTED = lazy(r"(?:workshops|tutorials|panels|special sessions)\W*", re.IGNORECASE)
_SENT = lazy(
    r"\b(?:submissions?|proposals?) deadlines?\b|"
    r"\bdeadlines? (?:for|of) (?:submissions?|proposals?)\b",
    re.IGNORECASE,
)
_CALLS = lazy(
    r"\W*(?:announcement of (?:the )?\w+ and\s+)?"
    r"(?:(?:workshop|conference)?\s*(?:web\s?)?(?:site|page)\s*(?:&|and|\+|/)\s*)?"
    r"(?:(?:the|a|our|we|send|out|is|issued?|published|distributed|release of|publication of|"
    r"announcement of)\s+)*"
    r"(?:(?:first|second|third|fourth|final|last|initial|preliminary|1st|2nd|3rd|4th|joint|"
    r"workshop|conference|open)\s+)*"
    r"(?:calls? for [\w-]+(?:(?:\s*[/&,]\s*|\s+(?:and\s+|or\s+)?)[\w-]+){0,4}|calls? (?:out|issued|"
    r"published|distributed)|cfp|c4p)"
    r"(?:\s+(?:out|is|issued|published|distributed|released|sent|announced|announcement|online|"
    r"available|for \w+))*\W*|"
    r"\W*(?:workshop|conference|symposium|call|event) announcements?\W*|"
    r"\W*calls? for [\w ]+\W+announcements?\W*",
    re.IGNORECASE,
)

LONGEST = 14
"""Days that an event does not last: what lasts them is a phase of a challenge, or a call."""


def of_event(entry: Entry, label: str, column: str) -> bool:
    """Whether the entry gives the days of the event itself."""
    last = label.split(",")[-1]
    if _IS_HELD.search(last) and not handed_in(last):
        return True
    ranged = entry.value.last is not None
    if entry.prose and ranged and _CONFERENCE.search(label) and not _ASKED_IN.search(label):
        return True
    if not column and ranged and _HELD_ON.search(entry.evidence[: entry.value.start]):
        return True
    if ranged and any(map(_VENUE.search, entry.sections[-1:])) and not handed_in(label):
        return True
    if handed_in(ASIDE.sub(" ", column)) and not _HELD_DAYS.search(label):
        return False
    if not ranged and _HOSTED.fullmatch(label) and any(map(_SENT.search, entry.sections[-1:])):
        return False
    if _PROGRAMME.fullmatch(A_WEEKDAY.sub("", label).strip(" ,()")) and _OPENED.search(
        entry.evidence[: entry.value.start]
    ):
        return True
    first, _, rest = label.partition(":")
    return bool(
        (rest and is_event(first) and not handed_in(rest))
        or is_event(label, ranged=ranged)
        or (not re.search(r"[^\W\d_]", label) and is_event(column))
    )


def is_event(label: str, *, ranged: bool = False) -> bool:
    """Whether words name the event itself and nothing that is handed in or told; `ranged`: the date
    has a first and a last day."""
    if ranged and re.search(
        r"\bcall for (?:papers|participation|contributions|submissions)\b|\bcfp\b",
        label,
        re.IGNORECASE,
    ):
        return True
    label = _LOCATED.sub("", _CALL_BEFORE.sub("", label)) or label
    label = label.replace("@", " at ")
    label = " ".join(A_WEEKDAY.sub(" ", ASIDE.sub(" ", label)).split()).strip(" :;-–|")
    if _CHINESE.search(label) and not _CHINESE_DUE.search(label):
        return True
    if _SHOWN.fullmatch(label):
        return True
    if ranged and label.count(",") > 1 and _HOUSE.search(label) and _place(label):
        return True
    if (proceeds := _PROCEEDS.fullmatch(label)) and (ranged or not proceeds["days"]):
        return True
    if _CONTEST.fullmatch(label):
        return False
    if _WELCOME.match(label):
        return True
    if ranged and _DATES_OF.match(label):
        return True
    if _DUE.search(label) or _PHASE.search(label):
        return False
    if _HELD.search(label) or _ENDS.search(_HOST.sub("", label)) or _BEGINS.match(label):
        return True
    if _DAY_OF.fullmatch(label) or _AT_HOST.match(label):
        return True
    left = _FILLED.sub(" ", _NAME.sub(" ", label))
    if not re.search(r"[^\W\d_]", left):
        return bool(
            ranged or _NAME.search(label) or _EVENT_NOUN.search(label) or _WHERE.search(label)
        )
    if _TOWN.fullmatch(label) or (_SERIES.search(label) if ranged else _SERIES.match(label)):
        return True
    return ranged and len(label.split()) <= 12 and bool(_EVENT_NOUN.search(label) or _place(label))


def handed_in(label: str) -> bool:
    """Whether words name something that is handed in, told or asked for."""
    return bool(_DUE.search(label))


def _place(label: str) -> bool:
    """Whether words look like a place: names with capitals, parted by commas."""
    words = [word for word in re.split(r"[\s,|/()–—]+", label) if word]
    return (
        ("," in label or len(words) <= 2 or bool(_HOUSE.search(label)))
        and bool(words)
        and all(
            word[0].isupper()
            or word[0].isdigit()
            or word.lower() in {"of", "the", "in", "de", "and", "at"}
            or "." in word
            for word in words
        )
    )


def is_call(label: str) -> bool:
    """Whether words say only that the call is published, not that it ends."""
    return not re.search(
        r"\b(?:clos\w+|ends?|deadline|due|until|opens?|starts?|begins?)\b", label, re.IGNORECASE
    ) and bool(_CALLS.fullmatch(" ".join(ASIDE.sub(" ", _titled(label)).split())))


def is_open_in(entry: Entry, label: str) -> bool:
    """Whether the entry gives the weeks in which a call is open: ``Call for papers: 1 November 2023
    to 11 February 2024``."""
    first, last = entry.value.first, entry.value.last
    if last is None or not is_call(label):
        return False
    return (last.month - first.month) % 12 * 30 + last.day - first.day >= LONGEST


def _titled(label: str) -> str:
    """A label without the name of what the call behind it is for: ``Robots in Public - Call for
    Papers``; a weekday behind it is the date's."""
    label = _WEEKDAY_LAST.sub("", label)
    before, _, last = label.rpartition(" - ")
    return last if before and not handed_in(before) else label
