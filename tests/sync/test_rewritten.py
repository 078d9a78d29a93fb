"""Whatever a merge yields, the edited text loads back to exactly that, and lines of nothing changed
stay as they were."""

from __future__ import annotations

from datetime import date

from hypothesis import example, given, settings
from hypothesis import strategies as st

from confradar.catalogue import edit, render
from confradar.catalogue.load import load_text
from confradar.formats.lists.reading import Reading
from confradar.model.deadline import Deadline
from confradar.model.held import Part, Site
from confradar.model.kinds import DeadlineKind
from confradar.model.submission import Submission
from confradar.model.submission_kinds import Fact
from confradar.model.venue import Edition, Venue
from confradar.model.wall_times import TBD
from confradar.sync.merge_venues import merge

HEAD = "# The head stays.\nschema: 1\n\nvenues:\n\n"

_TEXT = st.one_of(
    st.sampled_from(
        ["plain", "a: b", "#1 in the field", "x # y", "- dash", "* star", "'quoted'", 'say "hi"',
            "[a, b]", "{a: b}", "true", "null", "NO", "12", "1e5", "2026-05-06", "0.5", "ends:",
            "&and", "!bang", "%y", "@at", "`tick", "|pipe", "> fold", "? what", "中文，标题",
            "naïve – dash", "tab\there", "back\\slash", "a, b", "~", "=", "\U0001f600",
            "line\u2028sep", "\x85next", "nb\xa0sp"]
    ),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1,
        max_size=12).filter(str.strip),
)  # fmt: skip
_AT = st.one_of(
    st.dates(date(2025, 1, 1), date(2026, 12, 31)).map(str),
    st.dates(date(2025, 1, 1), date(2026, 12, 31)).map(lambda day: f"{day} 23:59:59"),
    st.just(TBD),
)
_OURS, _THEIRS = ["ccfddl", "hf", "https://icml.cc/2026"], ["hf"]
_DAYS = [date(2026, 1, 1), date(2026, 6, 1)]


def _deadlines(
    sources: list[str], day: st.SearchStrategy[date]
) -> st.SearchStrategy[tuple[Deadline, ...]]:
    return st.lists(
        st.builds(
            Deadline,
            kind=st.sampled_from(
                [DeadlineKind.abstract, DeadlineKind.paper, DeadlineKind.notification]
            ),
            round=st.sampled_from([None, 1, 2, 3]),
            track=st.sampled_from([None, None, "short"]),
            at=_AT,
            zone=st.sampled_from([None, "AoE", "PT"]),
            label=st.one_of(st.none(), _TEXT),
            source=st.sampled_from(sources),
            recorded=day,
        ),
        max_size=4,
        unique_by=lambda deadline: deadline.key,
    ).map(tuple)


def _submission(sources: list[str]) -> st.SearchStrategy[tuple[Submission, ...]]:
    line = _TEXT.filter(lambda text: len(text.splitlines()) == 1)
    group = st.builds(
        Submission,
        source=st.sampled_from(sources),
        recorded=st.sampled_from(_DAYS),
        system=line,
        notes=st.dictionaries(st.sampled_from([Fact.pages, Fact.fees]), line, max_size=2),
    )
    return st.lists(group, max_size=1).map(tuple)


@st.composite
def _editions(
    draw: st.DrawFn, sources: list[str], day: st.SearchStrategy[date]
) -> tuple[Edition, ...]:
    found = []
    for year in sorted(
        draw(st.sets(st.sampled_from([2024, 2025, 2026, 2027]), max_size=3)), reverse=True
    ):
        start = draw(st.one_of(st.none(), st.dates(date(year, 1, 1), date(year, 12, 1))))
        place, note = draw(st.one_of(st.none(), _TEXT)), draw(st.one_of(st.none(), _TEXT))
        found.append(
            Edition(
                year=year,
                start=start,
                end=start,
                place=place,
                note=note,
                sites=tuple(Site(place=site) for site in draw(st.lists(_TEXT, max_size=2))),
                parts=(Part(name="main", start=start),) if start else (),
                submission=draw(_submission(sources)),
                source=draw(st.sampled_from(sources)),
                recorded=draw(day),
                deadlines=draw(_deadlines(sources, day)),
            )
        )
    return tuple(found)


@st.composite
def _venues(draw: st.DrawFn, sources: list[str]) -> tuple[Venue, ...]:
    day = st.sampled_from(_DAYS) if len(sources) > 1 else st.just(draw(st.sampled_from(_DAYS)))
    found = []
    for id_ in sorted(draw(st.sets(st.sampled_from(["aaai", "icml", "kdd", "vldb"]), max_size=3))):
        name = draw(_TEXT)
        found.append(
            Venue.model_validate(
                {
                    "id": id_,
                    "acronym": id_.upper(),
                    "name": name,
                    "kind": draw(st.sampled_from(["conference", "workshop"])),
                    "topics": ("ml",),
                    "sources": tuple(sources[:1]),
                    "dblp": draw(st.sampled_from([None, f"conf/{id_}"])),
                    "editions": draw(_editions(sources, day)),
                }
            )
        )
    return tuple(found)


def _text_of(venues: tuple[Venue, ...]) -> str:
    return (
        HEAD
        + "\n\n".join(f"  # about {venue.id}\n{render.venue(venue)}" for venue in venues)
        + "\n"
        if venues
        else "schema: 1\nvenues: []\n"
    )


@settings(max_examples=20)
@given(_venues(_OURS))
def test_what_is_rendered_loads_back(venues: tuple[Venue, ...]) -> None:
    assert load_text(_text_of(venues), "file").venues == venues


@settings(max_examples=40)
@given(_venues(_OURS), _venues(_THEIRS))
def test_a_merge_written_in_place_loads_back_to_the_merged_venues(
    ours: tuple[Venue, ...], theirs: tuple[Venue, ...]
) -> None:
    text = _text_of(ours)
    before = load_text(text, "file").venues
    plan = merge(before, Reading("hf", theirs))
    after = edit.rewritten(text, before, plan.venues)
    assert {venue.id: venue for venue in load_text(after, "file").venues} == {
        venue.id: venue for venue in plan.venues
    }
    again = merge(plan.venues, Reading("hf", theirs))
    assert (again.venues, again.changes) == (plan.venues, ())
    for line in text.splitlines():
        if line.startswith(("#", "  #")):
            assert line in after.splitlines(), "a comment is lost"


@settings(max_examples=20)
@given(_venues(_OURS))
@example(())
def test_a_merge_of_nothing_leaves_every_byte(venues: tuple[Venue, ...]) -> None:
    text = _text_of(venues)
    before = load_text(text, "file").venues
    assert edit.rewritten(text, before, merge(before, Reading("hf")).venues) == text


def test_changed_facts_of_a_submission_are_written_in_their_place() -> None:
    text = (
        HEAD
        + """\
  - id: icml
    acronym: ICML
    name: ICML
    kind: conference
    topics: [ml]
    sources: [hf]
    editions:
      - year: 2027
        submission:
          - source: hf
            recorded: 2026-01-01
            system: CMT
        # the dates
        deadlines:
          - {kind: paper, at: 2027-01-15, source: hf}
"""
    )
    before = load_text(text, "file").venues
    (edition,) = before[0].editions
    facts = edition.submission[0].model_copy(update={"system": "OpenReview"})
    more = Submission(source="hf", recorded=date(2026, 2, 2), notes={Fact.pages: "as before"})
    changed = edition.model_copy(update={"submission": (facts, more)})
    after = edit.rewritten(text, before, [before[0].with_edition(changed)])
    assert load_text(after, "file").venues[0].editions == (changed,)
    assert after == text.replace(
        "            system: CMT\n",
        "            system: OpenReview\n          - source: hf\n            recorded: 2026-02-02\n"
        "            notes: {pages: as before}\n",
    )
