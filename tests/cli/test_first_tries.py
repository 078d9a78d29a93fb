"""What people try first works, or one line names the right command; and the first screens answer
first."""

from __future__ import annotations

import re

import pytest
from rich.cells import cell_len

from confradar.cli.commands import COMMANDS
from confradar.cli.suggestions import FIRST_WORDS
from support import called
from terminal import on_terminal

HIGH = 500  # lines of a terminal that has room for everything
WORK = [
    "list nlp",
    "list neurips,icml",
    "list machine learning",
    "list nlp --ccf A,B",
    "list --within 30d",
    "list --country DE,FR",
    "list --all -n 3",
    "show neurips icml",
    "show nips",
    "deadlines acl --year 2027",
    "deadlines nlp",
    "deadlines --all -n 3",
    "deadlines --from tomorrow -n 3",
    "deadlines --from 2027/01/01 -n 3",
    "deadlines --within 3m -n 3",
    "deadlines --only announced -n 3",
    "deadlines --only estimated -n 3",
    "deadlines --confirmed -n 3",
    "agenda --tracks all",
    "checklist neurips",
]
TOLD = {
    "search language models": "confradar list -q 'language models'",
    "help": "confradar --help",
    "help deadlines": "confradar deadlines --help",
    "version": "confradar --version",
    "update": "confradar sync",
    "calendar neurips": "confradar export neurips -o deadlines.ics",
    "init": "confradar follow neurips acl",
    "neurips": "confradar show neurips",
    "nlp": "confradar list nlp",
    "deadline --within 30d": "confradar deadlines --within 30d",
    "calender": "confradar export -o deadlines.ics",
    "deadlnes acl": "confradar deadlines acl",
    "conferences": "confradar list --kind conference",
    "--json": "confradar list --format json",
    "list --json": "confradar list --format json",
    "list --rank A": "confradar list --ccf A",
    "list --search vision": "confradar list --query vision",
    "list --past": "confradar deadlines --past",
    "list --ccf A B": "--ccf A,B",
    "list workshops": "confradar list --kind workshop",
    "list germany": "confradar list --country DE",
    "list --kind paper": "confradar deadlines --deadline-kind paper",
    "deadlines --kind paper": "confradar deadlines --deadline-kind paper",
    "deadlines --days 30": "confradar deadlines --within 30",
    "deadlines --within 3 months": "--within '3 months'",
    "deadlines acl 2027": "confradar deadlines acl --year 2027",
    "deadlines acl2027": "confradar deadlines acl --year 2027",
    "show neurips 2026": "confradar show neurips --year 2026",
    "checklist neurips 2026": "confradar checklist neurips --year 2026",
    "show nlp": "confradar list nlp",
    "show nuerips": "did you mean neurips",
    "list qqqqzz": "confradar list -q qqqqzz",
    "agenda --json": "confradar agenda --format json",
    "search language models --ccf A": "confradar list -q 'language models' --ccf A",
    "neurips 2027": "confradar show neurips --year 2027",
    "icml --json": "confradar show icml --format json",
    "nlp --rank A": "confradar list nlp --ccf A",
    "when": "confradar deadlines",
    "recommend language models": "confradar match 'language models'",
    "agenda neurips": "confradar show neurips",
    "topics nlp": "confradar list nlp",
    "list acl --foo": "confradar list --help",
    "list --colums id": "confradar list --columns id",
    "list ccf-a": "confradar list --ccf A",
    "deadlines acl tomorrow": "confradar deadlines acl --from tomorrow",
    "deadlines next month": "--within '3 months'",
}


@pytest.mark.parametrize("tried", WORK)
def test_a_first_try_works(tried: str, warm: dict[str, str]) -> None:
    done = called(tried.split(), warm)
    assert done.code == 0, done.err
    assert done.out


@pytest.mark.parametrize("tried", TOLD)
def test_a_first_try_gets_one_line_that_names_the_right_command(
    tried: str, warm: dict[str, str]
) -> None:
    done = called(tried.split(), warm)
    assert (done.code, done.out) == (2, "")
    assert TOLD[tried] in done.err
    assert done.err.count("\n") == 1


@pytest.mark.parametrize(
    "right",
    sorted(
        {right for right in TOLD.values() if right.startswith("confradar ")}
        - {"confradar --help", "confradar --version"}
    ),
)
def test_the_command_that_is_named_is_one(right: str, warm: dict[str, str]) -> None:
    """It can be read, at least: what syncs or writes is not done here."""
    assert called([*right.replace("'", "").split()[1:2], "--help"], warm).code == 0


def test_no_first_word_hides_a_command() -> None:
    tried = [word for words in FIRST_WORDS for word in words.split()]
    assert len(tried) == len(set(tried))
    assert not set(tried) & set(COMMANDS)
    assert {template.split()[1] for template in FIRST_WORDS.values()} <= {
        *COMMANDS,
        "{rest}",
        "--version",
        "--install-completion",
    }


def test_which_of_the_two_a_word_was_is_said(warm: dict[str, str]) -> None:
    assert called(["list", "nlp", "-n", "1"], warm).err == "nlp: topic\n"
    assert called(["list", "neurips"], warm).err == ""


def test_old_spellings_work_and_are_not_listed(warm: dict[str, str]) -> None:
    for new, old in (("--only announced", "--confirmed"), ("--only estimated", "--estimated")):
        assert called(["deadlines", "acl", *new.split()], warm) == called(
            ["deadlines", "acl", old], warm
        )
        assert old not in called(["deadlines", "--help"], warm).out
    assert called(["deadlines", "--only", "announced", "--estimated"], warm).code == 2


@pytest.mark.parametrize(
    ("command", "absent"),
    [
        ("changes", "--only"),
        ("conflicts", "--only"),
        ("follow", "--following"),
        ("follow", "--only"),
    ],
)
def test_options_that_say_nothing_are_not_there(
    command: str, absent: str, warm: dict[str, str]
) -> None:
    assert absent not in called([command, "--help"], warm).out
    assert called([command, absent, "announced"], warm).code == 2


@pytest.mark.parametrize("tried", ["show neurips", "agenda"])
def test_the_page_and_the_agenda_fit_a_small_terminal(tried: str, follower: dict[str, str]) -> None:
    lines = on_terminal(tried.split(), columns=80, environ=follower).splitlines()
    assert len(lines) <= 23, "one line is the prompt's"
    assert max(map(cell_len, lines)) <= 80


def test_who_asks_for_journals_sees_their_special_issues(follower: dict[str, str]) -> None:
    asked = ["deadlines", "--kind", "journal"]
    shown = on_terminal(asked, columns=120, lines=HIGH, environ=follower)
    assert re.search(r"paper, si \w+", shown)
    assert "of other kinds" not in shown


@pytest.mark.parametrize("tried", ["deadlines", "list"])
def test_the_first_screen_has_no_far_dates_and_says_what_is_left_out(
    tried: str, follower: dict[str, str]
) -> None:
    lines = on_terminal([tried], columns=80, lines=HIGH, environ=follower).splitlines()
    assert max(map(cell_len, lines)) <= 80
    assert re.fullmatch(r"[\d,]+ more of other kinds.*: --all", lines[-1])
    limit = "2027-02-26" if tried == "deadlines" else "2027-11-28"
    dates = [found[0] for line in lines if (found := re.search(r"20\d\d-\d\d-\d\d", line))]
    assert dates
    assert max(dates) <= limit
    assert "notification" not in "".join(lines)


@pytest.mark.parametrize("tried", ["deadlines", "list", "deadlines --all"])
def test_the_first_few_are_the_first_of_all(tried: str, follower: dict[str, str]) -> None:
    """An estimate whose interval has begun stands first, however far its middle is."""
    words = tried.split()
    few, every = (
        [
            _leads(line)
            for line in on_terminal(asked, columns=80, lines=HIGH, environ=follower).splitlines()
        ]
        for asked in ([*words, "-n", "4"], words)
    )
    assert few[1:5] == every[1:5]
    assert "now" in few[1]


def _leads(line: str) -> list[str]:
    """When it is, and how long until then: the columns beside them are as wide as the rows shown
    need."""
    return re.findall(r"any day|~?20\d\d-\d\d-\d\d|~?\d+ [dh]\b|\bnow\b", line)


def test_the_screen_has_every_date_that_the_list_of_venues_leads_with(
    follower: dict[str, str],
) -> None:
    """Near is what is shown as near: the early side of an estimate."""
    shown = {
        tried: on_terminal([tried], columns=120, lines=HIGH, environ=follower)
        for tried in ("list", "deadlines")
    }
    near = re.findall(
        r"^(\S+).*by ~(2027-(?:01-\d\d|02-[01]\d)) (?:paper|abstract)", shown["list"], re.MULTILINE
    )
    assert near
    for venue, day in near:
        assert re.search(rf"by ~{day}.*{re.escape(venue)}", shown["deadlines"]), venue


@pytest.mark.parametrize("tried", ["deadlines", "list"])
def test_a_pipe_and_all_have_everything(tried: str, follower: dict[str, str]) -> None:
    piped = called([tried], follower).out.splitlines()
    every = on_terminal(
        [tried, "--all", "--format", "tsv"], columns=80, environ=follower
    ).splitlines()
    assert [line.rstrip() for line in every] == [line.rstrip() for line in piped]
    assert len(piped) > 3 * len(on_terminal([tried], columns=80, environ=follower).splitlines()) / 2


def test_the_agenda_says_what_it_leaves_out(follower: dict[str, str]) -> None:
    shown = on_terminal(["agenda"], columns=80, environ=follower)
    assert "more of other tracks and kinds: --tracks all" in shown
    assert "Go or no-go" not in shown
    assert "Go or no-go" in called(["agenda", "--tracks", "all"], follower).out


def test_estimates_stand_on_the_reader_s_day_among_the_others(follower: dict[str, str]) -> None:
    """An interval that begins at the end of a day anywhere on Earth begins a day later in
    Kiritimati."""
    days = {}
    for zone in ("AoE", "Pacific/Kiritimati"):
        shown = on_terminal(["deadlines", "neurips", "--tz", zone], columns=80, environ=follower)
        days[zone] = re.findall(r"by ~(2027-\d\d-\d\d).*abstract", shown)[0]
    assert days["AoE"] < days["Pacific/Kiritimati"]


@pytest.mark.parametrize("columns", [40, 80, 160])
@pytest.mark.parametrize("tried", ["", "deadlines", "export"])
def test_help_is_as_wide_as_the_terminal_up_to_100(
    tried: str, columns: int, warm: dict[str, str]
) -> None:
    shown = called([*tried.split(), "--help"], {**warm, "COLUMNS": str(columns)}).out.splitlines()
    widths = [len(line) for line in shown if "Example: " not in line]  # which is to be copied
    assert max(widths) <= min(columns, 100)
    assert max(widths) > min(columns, 100) - 12


@pytest.mark.parametrize("command", ["follow", "topics", "guide", "lint"])
def test_a_zone_is_listed_only_where_times_are_shown(command: str, warm: dict[str, str]) -> None:
    assert "--tz" in called(["deadlines", "--help"], warm).out
    assert "--tz" not in called([command, "--help"], warm).out
    assert called(["topics", "--tz", "AoE"], warm).code == 0


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_checklist_fits_a_narrow_terminal(language: str, follower: dict[str, str]) -> None:
    shown = on_terminal(["checklist", "neurips", "--lang", language], columns=40, environ=follower)
    assert max(cell_len(line) for line in shown.splitlines()) <= 40


@pytest.mark.parametrize(
    ("tried", "columns"),
    [
        *(
            (tried, 40)
            for tried in ("forecast iui", "conflicts iui", "show iui", "agenda", "checklist iui")
        ),
        ("conflicts", 120),
    ],
)
def test_dates_are_whole_however_narrow_the_terminal(
    tried: str, columns: int, follower: dict[str, str]
) -> None:
    shown = on_terminal(tried.split(), columns=columns, environ=follower)
    assert not re.findall(r"20\d\d-?…|\b20\d\d-\d?\d?-?\d?(?= |\n)", shown)
    assert max(cell_len(line) for line in shown.splitlines()) <= columns


def test_numbers_and_names_to_type_are_whole_on_a_narrow_terminal(follower: dict[str, str]) -> None:
    topics = on_terminal(["topics"], columns=40, environ=follower)
    assert re.search(r"^ *neural-networks .*\d$", topics, re.MULTILINE)
    assert re.search(
        r"^total +all.* 2\d\d\d$",
        on_terminal(["stats"], columns=40, environ=follower).replace(" \n", "\n"),
        re.MULTILINE,
    )
