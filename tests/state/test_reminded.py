"""Which reminders were given is remembered by event, span and the instant that was told."""

from pathlib import Path

import pytest

from confradar.state.reminded import reminded

NOW = 1_800_000_000
DAY = 86_400


def given(folder: Path, at: int, span: str = "7d") -> bool:
    with reminded(folder / "reminded.json", folder, NOW) as memory:
        return memory.was_given("acl-2027-paper", span, at)


def tell(folder: Path, at: int) -> None:
    with reminded(folder / "reminded.json", folder, NOW) as memory:
        memory.mark_given("acl-2027-paper", "7d", at)


def test_a_deadline_is_told_once_at_each_span_and_again_when_it_moves(tmp_path: Path) -> None:
    assert not given(tmp_path, NOW + DAY)
    tell(tmp_path, NOW + DAY)
    assert given(tmp_path, NOW + DAY)
    assert not given(tmp_path, NOW + DAY, span="1d")
    assert not given(tmp_path, NOW + 8 * DAY)


def test_what_was_told_is_kept_when_the_rest_of_the_run_fails(tmp_path: Path) -> None:
    file = tmp_path / "reminded.json"
    with pytest.raises(OSError, match="no mail"), reminded(file, tmp_path, NOW) as memory:
        memory.mark_given("acl-2027-paper", "7d", NOW)
        raise OSError("no mail")
    assert given(tmp_path, NOW)


def test_what_is_long_past_is_forgotten(tmp_path: Path) -> None:
    tell(tmp_path, NOW - 91 * DAY)
    assert not given(tmp_path, NOW - 91 * DAY)
    tell(tmp_path, NOW - 89 * DAY)
    assert given(tmp_path, NOW - 89 * DAY)


@pytest.mark.parametrize("text", ["{", "[]", '{"a": "b"}', '{"a": true}', "[" * 100_000])
def test_a_damaged_memory_is_kept_aside(tmp_path: Path, text: str) -> None:
    file = tmp_path / "reminded.json"
    file.write_text(text)
    with reminded(file, tmp_path, NOW) as memory:
        assert memory.aside is not None
        assert memory.aside.read_text() == text
        memory.mark_given("acl-2027-paper", "7d", NOW)
    assert given(tmp_path, NOW)
