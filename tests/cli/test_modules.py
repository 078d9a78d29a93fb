"""What each read command may load on a current index: a careless import fails here with its name,
not with a slow day.

Every package that is not ours counts, and of the standard library what takes long to load; what
`import typer` loads is free. A new name is fine where the command needs it for what it does.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from confradar.cli.commands import COMMANDS
from support import run
from terminal import on_terminal

# Runs the program and writes the names of the loaded modules to the file named first.
SCRIPT = """
import sys
told = sys.argv.pop(1)
sys.argv[0] = "confradar"
from confradar.__main__ import main
try:
    main()
finally:
    open(told, "w").write(" ".join(sys.modules))
"""

SLOW = (
    "asyncio calendar concurrent csv ctypes dataclasses decimal email fractions hashlib "
    "html http importlib.metadata importlib.resources "
    "logging multiprocessing optparse pickle random secrets socket ssl statistics tempfile "
    "tomllib unittest urllib.request xml zipfile zoneinfo"
)

TABLE = "rich dataclasses decimal fractions pickle random"
MEDIANS = "statistics dataclasses decimal fractions random"
CALL = Path(__file__).parents[1] / "corpus" / "calls" / "readme.txt"

PIPED = {
    f"read {CALL}": "dataclasses html zoneinfo",
    "--version": "",
    "--help": "",
    "list": "",
    "list --topic nlp --kind conference --query language": "",
    "list --format jsonl": "",
    "list --format json": "",
    "list --format csv": "csv",
    "list --format md": "",
    "list --format yaml -n 1": "yaml",
    "deadlines --within 60d": "",
    "deadlines --format json": "",
    "deadlines icml --tz Europe/Paris": "dataclasses zoneinfo",
    "next": "",
    "next neurips --format json": "",
    "events": "dataclasses",
    "events --region europe --format json": "dataclasses",
    "show neurips": TABLE,
    "show neurips --format json": "",
    "topics": "dataclasses",
    "stats": "dataclasses",
    "forecast neurips --format json": "dataclasses",
    "export --format csv": "csv dataclasses hashlib",
    "match graph networks": "",
    "plan --topic nlp": f"{MEDIANS} hashlib",
    "timeline --topic nlp": f"{MEDIANS} {TABLE}",
    "guide faq --format json": "dataclasses",
    "checklist neurips": "dataclasses",
    "following": "",
    "agenda": TABLE,
    "changes": "",
    "conflicts": "dataclasses",
}
SHOWN = {
    "list --topic nlp": TABLE,
    "deadlines --within 60d": f"zoneinfo {TABLE}",
    "show neurips": TABLE,
}
COMPLETED = (
    "confradar li",
    "confradar show neur",
    "confradar list --topic nl",
    "confradar list --fo",
)


# What these do takes more than the index: YAML, models, files that they write.
OTHERS = {
    "publish",
    "add",
    "sync",
    "check",
    "sources",
    "doctor",
    "lint",
    "schema",
    "import",
    "follow",
    "unfollow",
    "remind",
    "push",
}


def test_every_read_command_is_listed() -> None:
    assert set(COMMANDS) - OTHERS == {
        name for arguments in PIPED for name in arguments.split()[:1] if not name.startswith("-")
    }


@pytest.fixture(scope="module")
def free() -> set[str]:
    """What importing Typer loads."""
    script = "import sys, typer; print(*sys.modules)"
    return set(
        subprocess.run(
            [sys.executable, "-c", script], capture_output=True, text=True, check=True
        ).stdout.split()
    )


def beyond(loaded: str, free: set[str], allowed: str) -> list[str]:
    """The modules that count and are not allowed."""
    may = set(allowed.split())
    slow = SLOW.split()
    found = set()
    for name in set(loaded.split()) - free:
        head = name.partition(".")[0]
        if name in slow or (
            head not in {"confradar", *sys.stdlib_module_names} and not head.startswith("_")
        ):
            found.add(name if name in slow else head)
    # what an installation for development loads by itself
    return sorted(found - may - {"typer", "cython_runtime"})


@pytest.mark.parametrize("arguments", PIPED)
def test_a_piped_run_loads_only(
    arguments: str, warm: dict[str, str], free: set[str], tmp_path: Path
) -> None:
    assert run(["list", "-n", "1"], warm).code == 0
    told = tmp_path / "modules"
    assert (
        run([str(told), *arguments.split()], warm, program=[sys.executable, "-c", SCRIPT]).code == 0
    )
    assert beyond(told.read_text(), free, PIPED[arguments]) == []


def test_a_run_loads_no_other_command(warm: dict[str, str], tmp_path: Path) -> None:
    told = tmp_path / "modules"
    assert (
        run([str(told), "list", "-n", "1"], warm, program=[sys.executable, "-c", SCRIPT]).code == 0
    )
    ours = (name.removeprefix("confradar.cli.").rstrip("_") for name in told.read_text().split())
    assert set(ours) & set(COMMANDS) == {"list"}


@pytest.mark.parametrize("arguments", SHOWN)
def test_a_run_on_a_terminal_loads_only(
    arguments: str, warm: dict[str, str], free: set[str], tmp_path: Path
) -> None:
    assert run(["list", "-n", "1"], warm).code == 0
    told = tmp_path / "modules"
    on_terminal(
        [str(told), *arguments.split()],
        columns=100,
        environ=warm,
        program=[sys.executable, "-c", SCRIPT],
    )
    assert beyond(told.read_text(), free, SHOWN[arguments]) == []


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_a_completion_with_help_loads_no_more(
    shell: str, warm: dict[str, str], free: set[str], tmp_path: Path
) -> None:
    """These shells show the help beside each name; it comes as it is written."""
    told = tmp_path / "modules"
    asked = {
        "_CONFRADAR_COMPLETE": f"complete_{shell}",
        "_TYPER_COMPLETE_ARGS": "confradar list --t",
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
    }
    done = run([str(told)], {**warm, **asked}, program=[sys.executable, "-c", SCRIPT])
    assert "--tz" in done.out
    assert "[env: CONFRADAR_TZ" in done.out.replace("\\", "")
    assert beyond(told.read_text(), free, "") == []


@pytest.mark.parametrize("words", COMPLETED)
def test_a_completion_loads_only(
    words: str, warm: dict[str, str], free: set[str], tmp_path: Path
) -> None:
    assert run(["list", "-n", "1"], warm).code == 0
    told = tmp_path / "modules"
    asked = {
        "_CONFRADAR_COMPLETE": "complete_bash",
        "COMP_WORDS": words,
        "COMP_CWORD": str(len(words.split()) - 1),
    }
    done = run([str(told)], {**warm, **asked}, program=[sys.executable, "-c", SCRIPT])
    assert done.out.strip(), "something is offered"
    assert beyond(told.read_text(), free, "") == []
