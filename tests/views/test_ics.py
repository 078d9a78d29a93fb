"""The calendar's bytes are those that the library would write, only sooner."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Event, vText

from confradar.views.ics import written_out

# Around the length at which lines are folded, with the marks that are not parted from what they
# escape.
TEXTS = st.lists(
    st.text(alphabet="ab ,;\\^\n", min_size=60, max_size=90) | st.text(max_size=40), max_size=4
).map("".join)


@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_lines_are_folded_as_the_library_folds_them(texts: list[str]) -> None:
    calendar = Calendar()
    for text in texts:
        event = Event()
        event["SUMMARY"] = vText(text.replace("\r", ""))
        calendar.add_component(event)
    assert written_out(calendar) == calendar.to_ical()
