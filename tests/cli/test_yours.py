"""What is the reader's own: venues followed, checklists with a memory, the agenda, reminders. Plain
files, safe in every state."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from support import PROGRAM, Done, deadline, edition, environment, run, venue, written
from terminal import on_terminal

NOW = "2026-11-23T12:00Z"
Reader = Callable[..., Done]


@pytest.fixture
def home(tiny: dict[str, str], tmp_path: Path) -> dict[str, str]:
    """A reader's environment with three venues of their own beside the small shipped catalogue."""
    catalogue = written(
        tmp_path / "mine.yaml",
        venue(
            "alpha",
            acronym="ALPHA",
            editions=[
                edition(
                    2027,
                    deadline("2026-11-28 23:59", zone="AoE"),
                    deadline("2027-01-20", "notification"),
                    start="2027-03-01",
                    end="2027-03-05",
                    place="Oslo, Norway",
                )
            ],
        ),
        venue(
            "beta",
            acronym="贝塔会议",
            editions=[edition(2027, deadline("2027-02-01 17:00", zone="PT"))],
        ),
        venue(
            "gamma",
            acronym="GAMMA",
            topics=["cv"],
            editions=[edition(2026, start="2026-12-01", end="2026-12-04", place="Rome, Italy")],
        ),
    )
    return {**tiny, "CONFRADAR_NOW": NOW, "CONFRADAR_CATALOGUE": str(catalogue)}


@pytest.fixture
def reader(home: dict[str, str]) -> Reader:
    return lambda *arguments, **more: run(arguments, {**home, **more})


def state(home: dict[str, str]) -> Path:
    return Path(home["CONFRADAR_STATE_DIR"])


# Following


def test_following_is_a_plain_list(reader: Reader, home: dict[str, str]) -> None:
    assert reader("following").err == "you follow no venue yet: confradar follow neurips\n"
    assert reader("list", "--following").out == ""
    assert reader("follow", "ALPHA", "gamma").code == 0
    path = state(home) / "following.txt"
    assert path.read_text() == "alpha\ngamma\n"
    path.write_text("# my field\nalpha\n\ngamma  # in Rome\nlost-one\n")
    assert reader("follow", "--topic", "nlp").code == 0
    assert path.read_text() == "# my field\nalpha\n\ngamma  # in Rome\nlost-one\ngoldconf\nbeta\n"
    assert reader("unfollow", "gamma", "lost-one").code == 0
    assert path.read_text() == "# my field\nalpha\n\ngoldconf\nbeta\n"


def test_words_and_every_filter_of_lists_choose_what_to_follow(
    reader: Reader, home: dict[str, str]
) -> None:
    def after(*arguments: str) -> list[str]:
        assert reader(*arguments).code == 0
        return (state(home) / "following.txt").read_text().split()

    assert after("follow", "gamma", "--query", "oslo", "--kind", "conference") == [
        "gamma",
        "alpha",
    ], "what is named, and what matches"
    assert after("unfollow", "--query", "oslo") == ["gamma"]
    assert after("follow", "nlp") == ["gamma", "goldconf", "alpha", "beta"], "a topic"
    assert after("unfollow", "nlp", "--ccf", "C") == ["gamma"]
    assert "which venues?" in reader("follow").err


def test_the_list_goes_from_one_reader_to_another(
    reader: Reader, home: dict[str, str], tmp_path: Path
) -> None:
    reader("follow", "alpha", "beta")
    ids = reader("following", "--ids").out
    assert ids == "alpha\nbeta\n"
    (tmp_path / "ids.txt").write_text("# from a colleague\nbeta\nnot-here\n")
    reader("unfollow", "beta")
    assert reader("follow", "--file", str(tmp_path / "ids.txt")).code == 0
    assert reader("following", "--ids").out == "alpha\nbeta\nnot-here\n"
    assert "not in the catalogue, kept in the list: not-here" in reader("following").err
    piped = subprocess.run(
        [*PROGRAM, "follow", "--from", "-"],
        env=home,
        input=b"gamma\n",
        capture_output=True,
        check=False,
    )
    assert piped.returncode == 0
    assert reader("following", "--ids").out.endswith("gamma\n")


@pytest.mark.parametrize(
    "arguments",
    [
        ("list",),
        ("deadlines",),
        ("export", "--format", "csv"),
        ("conflicts",),
        ("timeline",),
        ("changes", "--since", "all"),
        ("plan", "--ready", "2026-11-01"),
    ],
)
def test_following_is_a_filter_everywhere(reader: Reader, arguments: tuple[str, ...]) -> None:
    reader("follow", "alpha")
    done = reader(*arguments, "--following")
    assert done.code == 0, done.err
    assert "beta" not in done.out
    assert "alpha" in done.out.lower() or arguments[0] in {"conflicts", "changes"}


def test_followed_venues_are_marked(reader: Reader, home: dict[str, str]) -> None:
    reader("follow", "alpha")
    shown = on_terminal(["list", "--topic", "nlp"], columns=80, environ={**home, "NO_COLOR": "1"})
    assert "ALPHA*" in shown
    assert "* you follow it" in shown
    assert "贝塔会议*" not in shown
    assert "ALPHA* 2027" in on_terminal(["deadlines"], columns=80, environ=home)
    assert reader("list", "--query", "alpha", "--columns", "id,following").rows == [
        ["alpha", "true"]
    ]
    assert "ALPHA\t" in reader("list").out, "no mark in a pipe"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [((), 2), (("nothing-like-this",), 2), (("--from", "/nowhere"), 3), (("--topic", "nosuch"), 2)],
)
def test_what_cannot_be_followed_is_said(
    reader: Reader, arguments: tuple[str, ...], code: int
) -> None:
    done = reader("follow", *arguments)
    assert (done.code, done.out) == (code, "")
    assert len(done.err.splitlines()) <= 2


def test_a_damaged_list_is_named_and_kept_aside(reader: Reader, home: dict[str, str]) -> None:
    path = state(home) / "following.txt"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"alpha\n\xff\xfe")
    done = reader("list", "--following")
    assert done.code == 5
    assert str(path) in done.err
    assert reader("list").code == 0
    assert "kept as" in reader("follow", "beta").err
    assert path.read_text() == "beta\n"
    assert path.with_name("following.txt.damaged").read_bytes() == b"alpha\n\xff\xfe"


def test_two_at_once_lose_nothing(home: dict[str, str]) -> None:
    names = ["alpha", "beta", "gamma", "goldconf"]
    processes = [
        subprocess.Popen([*PROGRAM, "follow", name], env=home, stderr=subprocess.PIPE)
        for name in names
    ]
    assert [process.wait() for process in processes] == [0] * len(names)
    for process in processes:
        assert process.stderr is not None
        process.stderr.close()
    assert sorted((state(home) / "following.txt").read_text().split()) == sorted(names)


# The checklist's memory


def test_a_checklist_remembers(reader: Reader, home: dict[str, str]) -> None:
    assert reader("checklist", "alpha", "--done", "2.1,2.3", "--done", "1.3").code == 0
    assert (
        reader(
            "checklist", "alpha", "--undo", "2.3", "--note", "2.4", "passport till 2030 护照"
        ).code
        == 0
    )
    assert (
        reader("checklist", "alpha", "--add", "Print the poster", "--due", "2w-before-event").code
        == 0
    )
    rows = {
        row[1]: row
        for row in reader("checklist", "alpha", "--columns", "step,id,due,late,done,note,task").rows
    }
    assert rows["2.1"][4] == "2026-11-23T12:00:00Z"
    assert rows["2.3"][4] == ""
    assert rows["2.4"][5] == "passport till 2030 护照"
    assert rows["m1"][:4] == ["+", "m1", "2027-02-15", "false"]
    assert rows["m1"][6] == "Print the poster"
    assert "(2 of " in reader("checklist", "alpha", "--format", "table").out
    assert "- [x] 2.1 " in reader("checklist", "alpha", "--format", "md").out
    text = (state(home) / "checklists" / "alpha-2027.toml").read_text()
    assert '"2.1" = "2026-11-23T12:00:00Z"' in text
    assert reader("checklist", "beta", "--columns", "done").out.split() == ["done"]


def test_ticks_reach_the_calendar(reader: Reader) -> None:
    reader("checklist", "alpha", "--done", "2.1")
    tasks = reader("checklist", "alpha", "--format", "ics").out.split("BEGIN:VTODO")[1:]
    (ticked,) = (task for task in tasks if "STATUS:COMPLETED" in task)
    assert "PERCENT-COMPLETE:100" in ticked
    assert "COMPLETED:20261123T120000Z" in ticked
    assert all("PERCENT-COMPLETE:0" in task for task in tasks if task is not ticked)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("alpha", "--done", "9.9"), "no task '9.9'"),
        (("--done", "2.1"), "for a venue's edition"),
        (("alpha", "--add", "x", "--due", "soon"), "'soon' is not known"),
        (("alpha", "--add", "x", "--due", "2027-02-30"), "not a day"),
        (("alpha", "--add", " "), "no text"),
        (("alpha", "--due", "event"), "goes with --add"),
    ],
)
def test_what_cannot_be_remembered_is_said(
    reader: Reader, home: dict[str, str], arguments: tuple[str, ...], words: str
) -> None:
    done = reader("checklist", *arguments)
    assert done.code == 2
    assert words in done.err
    assert not (state(home) / "checklists").exists()


@pytest.mark.parametrize(
    "damage",
    [
        b"\xff",
        b"[done",
        b"done = 3",
        b"[[added]]\nid = 'm1'",
        b"[[added]]\nid='m1'\ntext='x'\ndue='soon'",
    ],
)
def test_a_damaged_memory_is_kept_aside(
    reader: Reader, home: dict[str, str], damage: bytes
) -> None:
    path = state(home) / "checklists" / "alpha-2027.toml"
    path.parent.mkdir(parents=True)
    path.write_bytes(damage)
    shown = reader("checklist", "alpha")
    assert (shown.code, bool(shown.out)) == (5, True)
    assert f"{path}: damaged" in shown.err
    assert path.read_bytes() == damage, "looking changes nothing"
    done = reader("checklist", "alpha", "--done", "2.1")
    assert (done.code, "kept as" in done.err) == (0, True)
    assert path.with_name("alpha-2027.toml.damaged").read_bytes() == damage
    assert '"2.1"' in path.read_text()


# The agenda


def test_the_agenda_tells_what_counts(reader: Reader, home: dict[str, str]) -> None:
    assert "You follow no venue yet" in reader("agenda").out
    reader("follow", "alpha", "beta", "gamma")
    reader("checklist", "alpha", "--done", "2.1", "--add", "Call home", "--due", "2026-11-25")
    page = reader("agenda").out
    for words in (
        "Monday, 23 November 2026",
        "Next dates",
        "ALPHA 2027",
        "贝塔会议 2027",
        "To do (ALPHA 2027: 1 of",
        "Call home",
        "Events",
        "GAMMA 2026",
        "Rome, Italy",
        "in 8 d",
    ):
        assert words in page
    document = json.loads(reader("agenda", "--format", "json").out)["items"][0]
    assert document["following"] == ["alpha", "beta", "gamma"]
    assert [item["venue"] for item in document["dates"]][:1] == ["alpha"]
    assert {"id", "task", "due"} <= document["tasks"][0].keys()
    assert [item["venue"] for item in document["events"]] == ["gamma"]
    assert "- in 5 d: **ALPHA 2027** paper" in reader("agenda", "--format", "md").out
    assert reader("agenda", "--format", "xml").code == 2


def test_the_agenda_fits_every_screen(reader: Reader, home: dict[str, str]) -> None:
    from rich.cells import cell_len

    reader("follow", "alpha", "beta", "gamma", "goldconf")
    reader("checklist", "alpha", "--done", "2.1")
    on_terminal(["agenda"], columns=80, environ=home)  # says once that the data are old
    for columns in (60, 80, 200):
        shown = on_terminal(["agenda"], columns=columns, environ={**home, "NO_COLOR": "1"})
        assert max(cell_len(line) for line in shown.splitlines()) <= columns
        assert "\x1b" not in shown


# Reminders


def test_each_thing_is_said_once_at_each_span(
    reader: Reader, home: dict[str, str], tmp_path: Path
) -> None:
    def said(now: str, *more: str) -> list[str]:
        return [
            line.partition(":")[0]
            for line in reader("remind", "alpha", "beta", *more, CONFRADAR_NOW=now).out.splitlines()
        ]

    assert said("2026-11-20T12:00Z") == []
    assert said("2026-11-23T12:00Z") == ["ALPHA 2027"]
    assert said("2026-11-23T13:00Z") == []
    assert said("2026-11-28T13:00Z") == ["ALPHA 2027"], "once more a day before"
    assert said("2026-11-28T14:00Z") == []
    assert said("2026-11-28T14:00Z", "--again") == ["ALPHA 2027"]
    catalogue = Path(home["CONFRADAR_CATALOGUE"])
    catalogue.write_text(catalogue.read_text().replace("2026-11-28", "2026-11-29"))
    assert said("2026-11-28T15:00Z") == ["ALPHA 2027"], "it moved"
    assert json.loads((state(home) / "reminders.json").read_text())


def test_reminders_come_in_several_forms(reader: Reader) -> None:
    line = reader("remind", "alpha", "--again").out
    assert (
        line == "ALPHA 2027: paper deadline in 5 d: Sat 28 Nov 2026 23:59 AoE = Sun 29 Nov 11:59 "
        "UTC (your time Sun 2026-11-29 11:59)\n"
    )
    assert reader("remind", "alpha", "--again", "--format", "md").out == f"- {line}"
    (item,) = json.loads(reader("remind", "alpha", "--again", "--format", "json").out)["items"]
    assert (item["venue"], item["kind"], item["span"], item["left"]) == (
        "alpha",
        "paper",
        "7d",
        "in 5 d",
    )
    assert reader("remind", "alpha", "--again", "--exit-code").code == 1
    assert reader("remind", "beta", "--again", "--exit-code").code == 0


def test_a_command_gets_the_fields_and_no_shell_reads_them(
    reader: Reader, home: dict[str, str], tmp_path: Path
) -> None:
    catalogue = Path(home["CONFRADAR_CATALOGUE"])
    catalogue.write_text(
        catalogue.read_text().replace(
            "acronym: ALPHA", "acronym: '$(touch evil)`touch evil`;touch evil'"
        )
    )
    script = tmp_path / "tell.sh"
    script.write_text(
        '#!/bin/sh\nprintf "%s|%s|%s\\n" "$REMIND_VENUE" "$REMIND_LEFT" "$2" >> told\n'
    )
    script.chmod(0o755)
    done = run(["remind", "alpha", "--exec", f"{script} first"], home, cwd=tmp_path)
    assert (done.code, done.out) == (0, "")
    assert (
        (tmp_path / "told")
        .read_text()
        .startswith("alpha|in 5 d|$(touch evil)`touch evil`;touch evil 2027: paper deadline")
    )
    assert not (tmp_path / "evil").exists()


def test_a_command_that_fails_is_given_another_chance(reader: Reader) -> None:
    failed = reader("remind", "alpha", "--exec", "false")
    assert failed.code == 5
    assert "1 of 1 commands failed" in failed.err
    assert reader("remind", "alpha", "--exec", "no-such-program-here").code == 5
    assert reader("remind", "alpha", "--exec", "true").code == 0
    assert reader("remind", "alpha").out == ""
    assert reader("remind", "alpha", "--exec", "'open").code == 2


@pytest.mark.parametrize("damage", [b"\xff", b"{", b"[]", b'{"a": "b"}'])
def test_a_damaged_memory_of_reminders_is_kept_aside(
    reader: Reader, home: dict[str, str], damage: bytes
) -> None:
    path = state(home) / "reminders.json"
    path.parent.mkdir(parents=True)
    path.write_bytes(damage)
    done = reader("remind", "alpha")
    assert done.code == 0
    assert "ALPHA" in done.out
    assert "kept as" in done.err
    assert path.with_name("reminders.json.damaged").read_bytes() == damage
    assert reader("remind", "alpha").out == ""


def test_an_estimate_is_reminded_of_as_one(home: dict[str, str]) -> None:
    environ = {**environment(Path(home["HOME"]) / "other"), "CONFRADAR_NOW": "2027-04-30T12:00Z"}
    lines = run(["remind", "neurips", "--within", "7d", "--deadline-kind", "abstract"], environ).out
    assert lines.startswith("[est.] NeurIPS 2027: abstract deadline in ")
    assert run(["remind", "neurips", "--within", "7d", "--confirmed"], environ).out == ""


def test_an_old_id_is_still_followed_and_found_and_a_gone_one_is_told(
    own: dict[str, str], tmp_path: Path
) -> None:
    overlay = written(tmp_path / "own.yaml", venue("new-name", formerly=["old-name"]))
    home = {**own, "CONFRADAR_CATALOGUE": str(overlay)}
    source = tmp_path / "ids"
    source.write_text("old-name\nlost\n")
    assert run(["follow", "--from", str(source)], home).code == 0
    assert "new-name" in run(["show", "old-name"], home).out
    assert run(["following", "--ids"], home).out == "new-name\nlost\n"
    for command in (["agenda"], ["remind", "--following"], ["deadlines", "--following"]):
        assert "not in the catalogue, kept in the list: lost" in run(command, home).err, command
    assert any(
        "lost" in line and "attention" in line for line in run(["doctor"], home).out.splitlines()
    )
    assert run(["unfollow", "new-name"], home).code == 0
    assert run(["following", "--ids"], home).out == "lost\n"
