"""`confradar read` and `confradar add --from`: a call is shown with its evidence, and what is sure
goes into the reader's catalogue."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest
import yaml

from server import serving
from support import PROGRAM, Done, deadline, edition, run, venue, written
from terminal import on_terminal

CALL = """\
CFP: NOTH 2027, Workshop on Nothing
Lisbon, 3 July 2027
https://noth.example/2027

Paper submission: 29 March 2027, 23:59 AoE (extended from 22 March 2027)
Notification: 10 May 2027
Camera-ready papers: 24 May 2027
"""


def piped(arguments: list[str], text: str, environ: dict[str, str]) -> Done:
    done = subprocess.run(
        [*PROGRAM, *arguments],
        input=text.encode(),
        env=environ,
        capture_output=True,
        timeout=60,
        check=False,
    )
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode())


def own_file(environ: dict[str, str]) -> Path:
    return Path(environ["CONFRADAR_CONFIG_DIR"]) / "venues.yaml"


def deadlines(environ: dict[str, str], name: str) -> list[tuple[str, str, str]]:
    done = run(["deadlines", name, "--confirmed", "--format", "json"], environ)
    return [
        (item["kind"], item["wall"][:16], item["zone"]) for item in json.loads(done.out)["items"]
    ]


def test_a_call_is_read_with_its_evidence(tiny: dict[str, str]) -> None:
    done = piped(["read", "-", "--format", "json"], CALL, tiny)
    first = json.loads(done.out)["items"][0]
    assert (done.code, first["venue"], first["year"], first["kind"]) == (0, "NOTH", 2027, "paper")
    assert (first["wall"], first["zone"], first["was"], first["sure"]) == (
        "2027-03-29T23:59",
        "AoE",
        ["2027-03-22"],
        True,
    )
    assert first["evidence"].startswith("Paper submission: 29 March 2027")
    assert "its title says NOTH 2027: 3 points" in " ".join(
        done.err.replace(")", ":").split()
    ).replace("::", ":")
    assert not own_file(tiny).exists()


@pytest.mark.parametrize("form", ["tsv", "csv", "jsonl", "yaml", "md"])
def test_every_machine_format_has_the_points(form: str, tiny: dict[str, str]) -> None:
    done = piped(["read", "-", "--format", form], CALL, tiny)
    assert done.code == 0
    assert all(day in done.out for day in ("2027-03-29T23:59", "2027-05-10", "2027-05-24"))


@pytest.mark.parametrize(
    ("arguments", "text", "code", "told"),
    [
        (["read", "-"], "nothing here", 3, "no dates found"),
        (["read", "nowhere.html"], "", 3, "cannot be read"),
        (["read", "-", "--as", "docx"], CALL, 2, "--as"),
        (["read", "-", "--year", "27"], CALL, 2, "--year"),
        (["add", "--from", "-", "--page", "noth.example"], CALL, 2, "--page"),
        (["add", "--from", "-", "--topic", "nlpp"], CALL, 2, "did you mean nlp"),
        (["add", "--from", "-"], CALL.replace("https://noth.example/2027", ""), 2, "give --page"),
        (
            ["add", "--from", "-", "--page", "https://a.example/"],
            CALL.replace("NOTH 2027, ", ""),
            2,
            "give --venue",
        ),
        (["add", "--from", "-", "--into", "nowhere.yaml"], CALL, 3, "no such catalogue file"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_a_hint(
    arguments: list[str], text: str, code: int, told: str, tiny: dict[str, str]
) -> None:
    done = piped(arguments, text, tiny)
    assert (done.code, done.out) == (code, "")
    assert told in done.err
    assert "Traceback" not in done.err
    assert not own_file(tiny).exists()


def test_a_new_venue_is_added_shown_and_undone(tiny: dict[str, str]) -> None:
    done = piped(["add", "--from", "-", "--topic", "nlp"], CALL, tiny)
    assert done.code == 0, done.err
    assert deadlines(tiny, "noth") == [
        ("paper", "2027-03-29T23:59", "AoE"),
        ("notification", "2027-05-10T23:59", "AoE"),
        ("camera_ready", "2027-05-24T23:59", "AoE"),
    ]
    assert run(["lint"], tiny).code == 0
    assert "2027-03-22" in run(["show", "noth"], tiny).out
    assert "BEGIN:VEVENT" in run(["export", "noth"], tiny).out
    undo = done.err.rpartition("to undo: ")[2].strip()
    assert subprocess.run(["sh", "-c", undo], check=False).returncode == 0
    assert run(["show", "noth"], tiny).code == 2


def test_a_second_venue_with_the_full_name_of_a_known_one_is_refused(tiny: dict[str, str]) -> None:
    add = ["add", "--from", "-", "--topic", "nlp"]
    assert piped(add, CALL, tiny).code == 0
    before = own_file(tiny).read_text()
    more = [*add, "--venue", "MORE", "--page", "https://more.example/2027"]
    again = piped(more, CALL, tiny)
    assert (again.code, again.out, own_file(tiny).read_text()) == (3, "", before)
    assert "nothing was written: more: 'workshop on nothing' is already a name of noth" in again.err
    assert piped([*more, "--doubtful"], CALL, tiny).code == 0


def test_what_the_page_moves_is_moved_and_its_earlier_value_kept(tiny: dict[str, str]) -> None:
    piped(["add", "--from", "-", "--topic", "nlp"], CALL, tiny)
    again = piped(["add", "--from", "-"], CALL, tiny)
    assert (again.code, again.out) == (0, "")
    assert "nothing to add" in again.err
    moved = piped(
        ["add", "--from", "-", "--format", "json"], CALL.replace("29 March", "5 April"), tiny
    )
    assert [(item["what"], item["key"]) for item in json.loads(moved.out)["items"]] == [
        ("moved", "paper")
    ]
    assert deadlines(tiny, "noth")[0] == ("paper", "2027-04-05T23:59", "AoE")
    point = yaml.safe_load(own_file(tiny).read_text())["venues"][0]["editions"][0]["deadlines"][0]
    assert [item["at"] for item in point["revisions"]][-1] == "2027-03-29 23:59"
    before = own_file(tiny).with_name("venues.yaml.before")
    assert "29 23:59" in before.read_text()


def test_doubtful_points_are_left_out_and_told_unless_asked_for(tiny: dict[str, str]) -> None:
    text = CALL.replace("Notification: 10 May 2027", "Notification: 10 May 2027, 17:00 CST")
    done = piped(["add", "--from", "-", "--topic", "nlp"], text, tiny)
    assert "left out: NOTH 2027 notification" in done.err
    assert "CST is ambiguous" in done.err
    assert [kind for kind, *_ in deadlines(tiny, "noth")] == ["paper", "camera_ready"]
    piped(["add", "--from", "-", "--doubtful"], text, tiny)
    assert [kind for kind, *_ in deadlines(tiny, "noth")] == [
        "paper",
        "notification",
        "camera_ready",
    ]


@pytest.mark.parametrize(
    ("answer", "kinds"),
    [("y\n", ["paper", "notification", "camera_ready"]), ("n\n", ["paper", "camera_ready"])],
)
def test_on_a_terminal_doubtful_points_are_asked_for(
    answer: str, kinds: list[str], tiny: dict[str, str], tmp_path: Path
) -> None:
    page = tmp_path / "call.txt"
    page.write_text(
        CALL.replace("Notification: 10 May 2027", "Notification: 10 May 2027, 17:00 CST")
    )
    shown = on_terminal(
        ["add", "--from", str(page), "--topic", "nlp"], columns=120, environ=tiny, typed=answer
    )
    assert "doubtful: CST is ambiguous" in shown
    assert [kind for kind, *_ in deadlines(tiny, "noth")] == kinds


def test_of_two_notifications_the_last_is_the_main_one(tiny: dict[str, str]) -> None:
    call = CALL.replace("Notification:", "First notification: 20 April 2027\nFinal notification:")
    assert piped(["add", "-", "--topic", "ml"], call, tiny).code == 0
    done = run(["deadlines", "noth", "--confirmed", "--format", "json"], tiny)
    told = {
        item["wall"][:10]: item["track"]
        for item in json.loads(done.out)["items"]
        if item["kind"] == "notification"
    }
    assert told == {"2027-04-20": "first-notification", "2027-05-10": None}


def test_a_known_venue_is_amended_and_a_clash_is_not_written(
    tiny: dict[str, str], tmp_path: Path
) -> None:
    lab = written(
        tmp_path / "lab.yaml",
        venue(
            "noth",
            acronym="NOTH",
            kind="workshop",
            editions=[edition(2027, deadline("2027-03-01", zone="AoE"))],
        ),
    )
    done = piped(["add", "--from", "-", "--catalogue", str(lab)], CALL, tiny)
    assert "another value is known: 2027-03-01" in done.err
    record = yaml.safe_load(own_file(tiny).read_text())["venues"][0]
    assert set(record) == {"id", "editions"}
    assert [item["kind"] for item in record["editions"][0]["deadlines"]] == [
        "notification",
        "camera_ready",
    ]


def test_amending_records_and_comments_of_the_readers_file_stay(
    tiny: dict[str, str], tmp_path: Path
) -> None:
    lab = written(
        tmp_path / "lab.yaml",
        venue("noth", acronym="NOTH", kind="workshop"),
        venue("foo", acronym="FOO", editions=[edition(2027, deadline("2027-01-01"))]),
    )
    mine = (
        "# mine\nschema: 1\nvenues:\n  - id: foo  # moved by hand\n    editions:\n      - "
        "year: 2027\n        deadlines:\n          - {kind: paper, at: 2027-01-09}\n"
    )
    own_file(tiny).parent.mkdir(parents=True)
    own_file(tiny).write_text(mine)
    done = piped(["add", "--from", "-", "--catalogue", str(lab)], CALL, tiny)
    assert done.code == 0, done.err
    assert own_file(tiny).read_text().startswith(mine.rstrip())
    assert [item["id"] for item in yaml.safe_load(own_file(tiny).read_text())["venues"]] == [
        "foo",
        "noth",
    ]


@pytest.mark.parametrize(
    "mine",
    [
        "venues: [{id: foo, note: x}]\n",
        "venues: [{id: foo, note: x},\n  {id: noth, editions: [{year: 2026}]}]\n",
        "venues:\n  - {id: noth, note: x}\n",
        "# nothing yet\n",
        "",
    ],
)
def test_a_layout_that_cannot_be_edited_is_named_and_left(
    mine: str, tiny: dict[str, str], tmp_path: Path
) -> None:
    lab = written(
        tmp_path / "lab.yaml",
        venue("noth", acronym="NOTH", kind="workshop"),
        venue("foo", acronym="FOO"),
    )
    own_file(tiny).parent.mkdir(parents=True)
    own_file(tiny).write_text(mine)
    done = piped(["add", "--from", "-", "--catalogue", str(lab)], CALL, tiny)
    assert (done.code, own_file(tiny).read_text()) == (3, mine)
    assert (
        f"{own_file(tiny)}: nothing was written" in done.err
        or "its layout does not allow" in done.err
    )


def test_into_changes_the_named_file_and_a_dry_run_none(
    tiny: dict[str, str], tmp_path: Path
) -> None:
    into = written(
        tmp_path / "lab.yaml",
        venue(
            "noth",
            acronym="NOTH",
            kind="workshop",
            editions=[edition(2026, deadline("2026-03-01"))],
        ),
    )
    before = into.read_text()
    dry = piped(["add", "--from", "-", "--into", str(into), "--dry-run"], CALL, tiny)
    assert (dry.code, into.read_text()) == (0, before)
    assert "paper" in dry.out
    piped(["add", "--from", "-", "--into", str(into)], CALL, tiny)
    editions = yaml.safe_load(into.read_text())["venues"][0]["editions"]
    assert [item["year"] for item in editions] == [2027, 2026]
    assert not own_file(tiny).exists()


def test_a_workshop_at_a_known_conference_is_not_the_conference(
    tiny: dict[str, str], tmp_path: Path
) -> None:
    lab = written(tmp_path / "lab.yaml", venue("noth", acronym="NOTH"))
    done = piped(
        ["add", "--from", "-", "--catalogue", str(lab)],
        CALL.replace("NOTH 2027,", "NOTH 2027 student"),
        tiny,
    )
    assert done.code == 2
    assert "looks like a workshop at NOTH" in done.err


def test_a_mailbox_of_twenty_proposes_known_venues_and_lists_unknown_ones_once(
    tiny: dict[str, str], tmp_path: Path
) -> None:
    lab = written(
        tmp_path / "lab.yaml",
        *(venue(f"noth{number}", acronym=f"NOTH{number}X", kind="workshop") for number in range(8)),
    )
    heads = (
        "",
        "Content-Type: text/html\n",
        'Content-Type: multipart/alternative; boundary="b"\n\n--b\n',
        "Content-Transfer-Encoding: quoted-printable\n",
    )

    def mail(name: str, head: str) -> str:
        return (
            f"From a@b Mon Nov  9 10:00:00 2026\nFrom: a@b\nSubject: CFP: {name} 2027\n{head}\n"
            "<p>Paper submission: 1 March 2027</p>\n\n<p>Notification: 1 May 2027</p>\n\n"
        )

    names = [
        *(f"NOTH{number}X" for number in range(8)),
        *(["ELSE", "OTHER"] * 5),
        "NOTH0X",
        "NOTH1X",
    ]
    box = tmp_path / "calls.mbox"
    box.write_text(
        "".join(mail(name, heads[number % len(heads)]) for number, name in enumerate(names))
    )
    done = run(["add", "--from", str(box), "--catalogue", str(lab), "--format", "jsonl"], tiny)
    assert done.code == 0, done.err
    assert {json.loads(line)["venue"] for line in done.out.splitlines()} == {
        f"noth{number}" for number in range(8)
    }
    for name in ("ELSE", "OTHER"):
        assert len(re.findall(rf"\b{name}\b", done.err)) == 1


@pytest.mark.parametrize(
    ("media", "body", "label"),
    [
        (
            "text/html; charset=windows-1251",
            "<meta charset=utf-8><p>Срок подачи статей: 3 March 2027".encode("cp1251"),
            "Срок подачи статей",
        ),
        (
            "text/html",
            '<meta charset="iso-8859-2"><p>Zgłaszanie artykułów: 3 March 2027'.encode("iso-8859-2"),
            "Zgłaszanie artykułów",
        ),
        ("text/html", "<p>投稿締切: 2027年3月3日".encode("cp932"), "投稿締切"),
        ("text/markdown", b"- **Paper submission**: 3 March 2027", "Paper submission"),
    ],
    ids=["server", "page", "neither", "form"],
)
def test_a_page_is_read_in_the_encoding_and_form_that_its_server_says(
    media: str, body: bytes, label: str, tiny: dict[str, str]
) -> None:
    with serving() as site:
        site.routes["/cfp"] = lambda asked: asked.reply(200, body, Content_Type=media)
        done = run(
            ["read", f"{site.url}/cfp", "--year", "2027", "--venue", "noth", "--format", "json"],
            tiny,
        )
    points = [(item["kind"], item["wall"], item["label"]) for item in json.loads(done.out)["items"]]
    assert points == [("paper", "2027-03-03", label)], done.err
