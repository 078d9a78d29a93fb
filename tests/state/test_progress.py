"""What the reader did of a checklist is a TOML file of theirs."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from confradar.errors import DamagedError, UsageError
from confradar.state.progress import add, note, parse_due, progress, tick

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "acl-2027.toml"


def test_a_tick_keeps_its_first_time_and_the_readers_comments(file: Path, tmp_path: Path) -> None:
    file.write_text('# mine\n[done]\nread-call = "2026-11-01T00:00:00Z"  # on the train\n')
    tick(file, tmp_path, ["read-call", "template"], NOW, done=True)
    assert progress(file).done == {
        "read-call": "2026-11-01T00:00:00Z",
        "template": "2026-11-27T12:00:00Z",
    }
    assert "# on the train" in file.read_text()
    tick(file, tmp_path, ["read-call", "never"], NOW, done=False)
    assert list(progress(file).done) == ["template"]


def test_an_empty_note_takes_the_note_away(file: Path, tmp_path: Path) -> None:
    note(file, tmp_path, "template", "  two columns \n")
    assert progress(file).notes == {"template": "two columns"}
    note(file, tmp_path, "template", " ")
    assert progress(file).notes == {}


def test_tasks_of_ones_own_are_numbered_on(file: Path, tmp_path: Path) -> None:
    add(file, tmp_path, "ask Kim", "2w-after-notification")
    add(file, tmp_path, "book", None)
    file.write_text(file.read_text().replace('"m2"', '"m7"'))
    add(file, tmp_path, "visa", "2027-05-01")
    assert [(task.id, task.anchor, task.days, task.day) for task in progress(file).added] == [
        ("m1", "notification", 14, None),
        ("m7", None, 0, None),
        ("m8", None, 0, "2027-05-01"),
    ]


@pytest.mark.parametrize("due", ["", "soon", "2027-02-30", "14d-before", "14d-before-lunch"])
def test_a_due_that_cannot_be_read_changes_nothing(file: Path, tmp_path: Path, due: str) -> None:
    with pytest.raises(UsageError, match="--due"):
        add(file, tmp_path, "visa", due)
    assert not file.exists()


def test_days_before_are_negative() -> None:
    assert parse_due("14d-before-event") == (None, "first_day", -14)


@pytest.mark.parametrize("text", ["[done", "done = 3", '[[added]]\ntext = "no id"'])
def test_a_damaged_file_is_told_when_read_and_kept_aside_when_changed(
    file: Path, tmp_path: Path, text: str
) -> None:
    file.write_text(text)
    with pytest.raises(DamagedError, match="damaged"):
        progress(file)
    assert tick(file, tmp_path, ["template"], NOW, done=True) is not None
    assert list(progress(file).done) == ["template"]
    assert (tmp_path / "acl-2027.toml.damaged").read_text() == text


def test_tasks_written_in_one_line_are_kept_when_another_comes(file: Path, tmp_path: Path) -> None:
    file.write_text('added = [{id = "a", text = "b"}]\ndone = {x = "y"}\n')
    add(file, tmp_path, "visa", None)
    assert [task.text for task in progress(file).added] == ["b", "visa"]
    assert progress(file).done == {"x": "y"}
