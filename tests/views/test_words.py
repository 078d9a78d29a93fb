"""The tables of words: every language says everything, with the same places to fill."""

from __future__ import annotations

import re
from contextlib import closing
from datetime import UTC, date
from pathlib import Path
from string import Formatter

import pytest

from confradar import views
from confradar.catalogue.findings import Severity
from confradar.errors import UsageError
from confradar.forecast.reason import Reason, read
from confradar.index.opening import open_index
from confradar.index.points import DeadlineItem
from confradar.model.kinds import (
    CALLED_OFF,
    DEADLINE_KINDS,
    KINDS,
    Activity,
    Cadence,
    Certainty,
    Format,
)
from confradar.model.submission import Pages, Speed
from confradar.model.submission_kinds import Allowed, Anonymity, Duty, Fact, Rebuttal
from confradar.queries.calendar import entry_of
from confradar.queries.deadlines import deadlines
from confradar.queries.filters import VenueFilter
from confradar.queries.plan_step import LEVELS
from confradar.queries.reminders import Reminder
from confradar.queries.task_dates import USUAL_LEAD
from confradar.sync.page_records import Status
from confradar.views.calendar_entries import description, summary
from confradar.views.reasons import reason_of
from confradar.views.reminders import line
from confradar.views.words import ENGLISH, LANGUAGES, find_language, words
from support import SHARED_CACHE, SHIPPED, TOPICS

SOURCES = [
    path for path in (Path(__file__).parents[2] / "src").rglob("*.py") if "words" not in path.parts
]
# Keys that are put together: their first part, and what fills it.
GROUPS = {
    "kind": DEADLINE_KINDS,
    "due": DEADLINE_KINDS,
    "anchor": USUAL_LEAD,
    "rule.on": USUAL_LEAD,
    "status": CALLED_OFF,
    "certainty": [certainty.value for certainty in Certainty],
    "venue": KINDS,
    "cadence": list(Cadence),
    "activity": list(Activity),
    "format": list(Format),
    "severity": list(Severity),
    "page_status": set(Status) - {Status.forbidden},  # whose name has a full stop
    "level": LEVELS,
    "fact": list(Fact),
    "anonymous": list(Anonymity),
    "preprints": list(Allowed),
    "dual_submission": list(Allowed),
    "rebuttal": list(Rebuttal),
    "duty": list(Duty),
    "speed": Speed.model_fields,
    "part": Pages.model_fields.keys() - {"main"},
    "limit": ["unlimited", "included"],
}


def places(text: str) -> set[str]:
    """What is filled in a text."""
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_all_keys_and_fills_the_same_places(language: str) -> None:
    table = words(language).table
    assert list(table) == list(ENGLISH.table), "the same keys, in the same order"
    for key, text in table.items():
        assert text.strip(), key
        expected = places(ENGLISH.table[key])
        for form in text.split("|"):
            assert places(form) == expected, key
    for key in ("weekdays", "weekdays_in_full", "months", "months_in_full"):
        assert len(table[key].split()) == len(ENGLISH.table[key].split()), key


def test_chinese_is_chinese() -> None:
    table = words("zh").table
    same = {key for key, text in table.items() if text == ENGLISH.table[key]}
    assert same == {"entry.wording"}, "which joins what is translated"


@pytest.mark.parametrize("group", GROUPS)
def test_every_fixed_word_has_its_name(group: str) -> None:
    named = {key for key in ENGLISH.table if key.rpartition(".")[0] == group}
    assert named >= {f"{group}.{name}" for name in GROUPS[group]}


def test_every_key_is_used() -> None:
    text = "\n".join(path.read_text() for path in SOURCES)
    chooser = Path(views.words.__file__).read_text()
    groups = {*GROUPS, "change", "nature", "entry", "page", "history", "reason", "held"}
    groups |= {"venue", "cadence", "activity", "group"}  # chosen where they are asked for
    groups |= {*re.findall(r'named\(\s*"(\w+)"', text), *re.findall(r'\(f"(\w+)\.\{', text)}
    unused = [
        key
        for key in ENGLISH.table
        if not re.search(rf"['\"]{re.escape(key)}['\"]", text + chooser)
        and key.rpartition(".")[0] not in groups
    ]
    assert unused == []


def test_no_text_is_chosen_by_language_elsewhere() -> None:
    """Where one language is preferred to another, a third has no place."""
    for path in SOURCES:
        assert not re.search(r'==\s*"(en|zh)"|language\s*(==|!=)', path.read_text()), path


def test_days_and_their_spans() -> None:
    first, last = date(2026, 12, 6), date(2026, 12, 12)
    for language, told in (
        ("en", ["6 Dec 2026", "6-12 Dec 2026", "28 Nov - 6 Dec 2026", "6 Dec 2026 - 3 Jan 2027"]),
        (
            "zh",
            [
                "2026年12月6日",
                "2026年12月6日至12日",
                "2026年11月28日至12月6日",
                "2026年12月6日至2027年1月3日",
            ],
        ),
    ):
        say = words(language)
        spans = [
            (first, first),
            (first, last),
            (date(2026, 11, 28), first),
            (first, date(2027, 1, 3)),
        ]
        assert [say.days(*span) for span in spans] == told


def test_one_and_many() -> None:
    before = [
        words(language).counted("rule.before", number, anchor="X")
        for language in LANGUAGES
        for number in (1, 2)
    ]
    assert before == ["1 day before X", "2 days before X", "X前 1 天", "X前 2 天"]


@pytest.mark.parametrize("tag", ["zh", "ZH", "zh-CN", "zh_Hans_CN", " zh "])
def test_a_language_has_many_spellings(tag: str) -> None:
    assert find_language(tag) == "zh"


@pytest.mark.parametrize("tag", ["fr", "", "-", "chinese"])
def test_an_unknown_language_is_refused_with_the_known_ones(tag: str) -> None:
    with pytest.raises(UsageError) as raised:
        find_language(tag)
    assert raised.value.hint == "one of en, zh"


ENGLISH_LETTERS = re.compile(
    r"\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec|days?|editions?"
    r"|week|stable|usual|in)\b"
)


def test_reasons_of_estimates_are_words_of_the_language(tmp_path: Path) -> None:
    """Of every estimate of the shipped catalogue, whichever way it came about."""
    with closing(open_index([SHIPPED], TOPICS, Path(SHARED_CACHE) / "index")) as index:
        found = [
            item
            for item in deadlines(index, VenueFilter(), start=0, end=None, certainty="estimated")
            if item.basis
        ]
    kinds = {read(item.basis or "").by for item in found}
    assert kinds == {"habit", "lag"}
    for item in found:
        assert re.fullmatch(r"[a-z ]+: -?\d+ .*", reason_of(item) or "")
        assert not ENGLISH_LETTERS.search(reason_of(item, words("zh")) or "")


def test_a_chinese_calendar_entry_is_chinese() -> None:
    reason = Reason("habit", 6, 8, 30, 2021, -10, 8, "stable")
    point = DeadlineItem(
        2027, "paper", 1800000000, "2027-01-15T07:00:00", "UTC", "estimated", "estimate",
        "alpha", "ALPHA", "Alpha", low=1799000000, high=1801000000, basis=reason.written(),
    )  # fmt: skip
    entry = entry_of(point, venue_kind="conference", topics="[]", status="postponed")
    say = words("zh")
    lines = [summary(entry, say), *description(entry, say, UTC)]
    assert not ENGLISH_LETTERS.search("\n".join(lines))
    assert "1月15日 周五" in lines[2]
    assert "依据 6 届，与往年同一周相差不超过 8 天，会期推迟 30 天，2021 年以来未举办" in lines[4]
    reminded = line(Reminder(entry, "7d"), now=1800000000 - 86400 * 3, zone=UTC, say=say)
    assert not ENGLISH_LETTERS.search(reminded)
    assert "3 天后" in reminded
