"""What the shells offer behind Tab, by the protocol that they share, and in the shells themselves
where they are installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from confradar.cli.app import app
from confradar.cli.commands import StandIn
from support import Done, called, run

# What no list holds: times, texts, numbers and names of the reader's own; files are the shell's to
# complete.
FREE = frozenset(
    {
        "DAY",
        "SPAN",
        "SPANS",
        "WHEN",
        "TIME",
        "TEXT",
        "FILE",
        "CATALOGUE",
        "FILE|URL|-",
        "URL",
        "ADDRESS",
        "COMMAND",
        "SECONDS",
        "YEAR",
        "N",
        "NAME",
        "NAME=DAY",
        "WHERE",
        "FILE|-",
        "FILE.BIB",
        "DIR",
        "DIR|URL",
        "PORT",
    }
)


def offered(line: str, environ: dict[str, str]) -> list[str]:
    """What bash is offered at the end of a line."""
    words = line.split(" ")
    asked = {
        "_CONFRADAR_COMPLETE": "complete_bash",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(words) - 1),
    }
    return [value for value in called([], {**environ, **asked}).out.splitlines() if value]


@pytest.mark.parametrize(
    ("line", "among"),
    [
        ("list --kind c", "conference course community"),
        ("list --kind conference,w", "conference,workshop"),
        ("list --ccf ", "A B C"),
        ("list --core A", "A* A"),
        ("list --thcpl ", "A B"),
        ("list --topic NLP,multim", "NLP,multimodal"),
        ("list --country germ", "germany"),
        ("list --sort ", "next name rank h5"),
        ("list --format J", "json jsonl"),
        ("list --columns id,ac", "id,acronym"),
        ("list --columns next_deadline.pl", "next_deadline.place"),
        ("list --tz europe/par", "Europe/Paris"),
        ("deadlines --deadline-kind cam", "camera_ready"),
        ("deadlines --columns sec", "seconds_left"),
        ("sources list --columns loc", "location"),
        ("stats --quality --columns mea", "measure"),
        ("export --format i", "ics"),
        ("export --split ", "venue topic"),
        ("export --link ", "google outlook"),
        ("export --lang ", "en zh"),
        ("plan --by so", "soonest"),
        ("plan --feasible ", "certain likely tight"),
        ("plan --ladder icml,neurip", "icml,neurips"),
        ("plan --format ic", "ics"),
        ("remind --format ", "table md json"),
        ("guide fa", "faq"),
        ("guide a", "all"),
        ("checklist neurips --done 3.1,3.2", "3.1,3.2"),
        ("checklist neurips --undo 1", "1 1.1"),
        ("changes --since ", "last all"),
        ("sync cc", "ccfddl"),
        ("sources disable h", "hf"),
        ("sources add x --format conf", "confradar"),
        ("read x --as e", "eml"),
        ("show NEURIP", "neurips"),
        ("deadlines MULTIM", "multimedia multimodal"),
        ("follow Acl", "acl"),
    ],
)
def test_values_of_lists_are_offered_in_any_case(
    line: str, among: str, warm: dict[str, str]
) -> None:
    assert set(among.split()) <= set(offered(f"confradar {line}", warm))


def takes_values() -> Iterator[tuple[str, str]]:
    """Every option and argument of every command whose values may be of a list: the command, and
    how it is given."""

    def of(command: Any, name: str) -> Iterator[tuple[str, str]]:
        for child in getattr(command, "commands", {}).values():
            yield from of(child, f"{name} {child.name}")
        before = ""
        for parameter in () if hasattr(command, "commands") else command.params:
            metavar = (parameter.metavar or parameter.type.name).strip("[].").upper()
            if (
                not getattr(parameter, "is_flag", False)
                and not parameter.hidden
                and metavar not in FREE
            ):
                if parameter.param_type_name == "option":
                    yield name, parameter.opts[0]
                else:
                    yield name + before, ""
            if parameter.param_type_name == "argument":
                before = " x"

    for name, stand_in in get_command(app).commands.items():  # type: ignore[attr-defined]
        assert isinstance(stand_in, StandIn)
        yield from of(stand_in.load(), name)


def test_every_option_that_has_a_list_offers_it(warm: dict[str, str]) -> None:
    silent = []
    for command, option in takes_values():
        line = f"confradar {command} {option} " if option else f"confradar {command} "
        if command != "unfollow" and not [
            value for value in offered(line, warm) if not value.startswith("-")
        ]:
            silent.append(line)
    assert silent == [], "or it is of no list: then its metavar is one of FREE"


def test_columns_are_those_of_the_command(warm: dict[str, str]) -> None:
    for command in ("deadlines", "list", "conflicts", "forecast"):
        header = (
            run([command, *(["icml"] if command == "forecast" else []), "--format", "tsv"], warm)
            .out.split("\n")[0]
            .split("\t")
        )
        assert set(header) <= set(offered(f"confradar {command} --columns ", warm))


def test_unfollow_offers_what_is_followed(warm: dict[str, str], tmp_path: Path) -> None:
    environ = {**warm, "CONFRADAR_STATE_DIR": str(tmp_path)}
    assert called(["follow", "acl", "iclr"], environ).code == 0
    assert offered("confradar unfollow ", environ) == ["acl", "iclr"]
    assert offered("confradar unfollow I", environ) == ["iclr"]


def test_own_tasks_are_offered_for_their_venue(warm: dict[str, str], tmp_path: Path) -> None:
    environ = {**warm, "CONFRADAR_STATE_DIR": str(tmp_path)}
    assert called(["checklist", "neurips", "--add", "Print it"], environ).code == 0
    assert "m1" in offered("confradar checklist NeurIPS --done ", environ)
    assert "m1" not in offered("confradar checklist icml --done ", environ)


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_other_shells_are_offered_the_same(shell: str, warm: dict[str, str]) -> None:
    asked = {
        "_CONFRADAR_COMPLETE": f"complete_{shell}",
        "_TYPER_COMPLETE_ARGS": "confradar show NEURIP",
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
    }
    assert "neurips" in called([], {**warm, **asked}).out


# ---- The shells


def script(shell: str, environ: dict[str, str], option: str = "--show-completion") -> Done:
    program = shutil.which("confradar", path=environ["PATH"]) or ""
    return run(
        [option, shell],
        {**environ, "_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"},
        program=[program],
    )


@pytest.fixture
def on_path(warm: dict[str, str], tmp_path: Path) -> dict[str, str]:
    """The shared environment, in which `confradar` is a command."""
    program = tmp_path / "bin" / "confradar"
    program.parent.mkdir()
    main = "import sys; sys.argv[0] = 'confradar'; from confradar.__main__ import main; main()"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -c "{main}" "$@"\n')
    program.chmod(0o755)
    return {**warm, "PATH": f"{program.parent}{os.pathsep}{warm['PATH']}", "HOME": str(tmp_path)}


def test_bash_completes(on_path: dict[str, str], tmp_path: Path) -> None:
    """Also what the shell would take for a pattern, with files there that match it."""
    (tmp_path / "Afile").write_text("")
    asked = (
        "COMP_WORDS=(confradar list --core A); COMP_CWORD=3; _confradar_completion confradar; "
        "printf '%s\\n' \"${COMPREPLY[@]}\""
    )
    text = f"{script('bash', on_path).out}\n{asked}"
    done = subprocess.run(
        ["bash", "-c", text], env=on_path, cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert (done.stdout.splitlines(), done.stderr) == (["A\\*", "A"], "")


@pytest.mark.parametrize(
    ("shell", "settings", "place"),
    [("zsh", ".zshrc", ".zfunc/_confradar"), ("bash", ".bashrc", ".bash_completions/confradar.sh")],
)
@pytest.mark.parametrize("before", [b"export EDITOR=vi", "# café\n".encode("latin-1")])
def test_an_installation_adds_one_line_and_changes_nothing_else(
    before: bytes, shell: str, settings: str, place: str, on_path: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / settings).write_bytes(before)
    for _ in range(2):
        assert script(shell, on_path, "--install-completion").code == 0
    assert (
        tmp_path / settings
    ).read_bytes() == before.rstrip() + f"\nsource '{tmp_path / place}'\n".encode()
    assert not [
        word
        for word in ("zstyle", "setopt", "bindkey", "alias")
        if word in (tmp_path / place).read_text()
    ]


@pytest.mark.skipif(shutil.which("zsh") is None, reason="zsh is not installed")
def test_zsh_reads_its_script(on_path: dict[str, str]) -> None:
    text = (
        f"{script('zsh', on_path).out}\nprint -r -- $+functions[_confradar_completion] "
        "$_comps[confradar]"
    )
    done = subprocess.run(
        ["zsh", "-fc", text], env=on_path, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["1", "_confradar_completion"]


@pytest.mark.skipif(shutil.which("fish") is None, reason="fish is not installed")
def test_fish_completes(on_path: dict[str, str]) -> None:
    text = f"{script('fish', on_path).out}\ncomplete -C 'confradar list --sort n'"
    done = subprocess.run(
        ["fish", "-c", text], env=on_path, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["name", "next"]
