"""What each read command may load on a current index: a careless import fails here with its name, not with a slow day.

The project's modules are listed by name. Of others every package counts, and of the standard library what takes long to load;
what `import typer` loads is free. A new line is fine where the module is needed for what the command does.
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
    "asyncio calendar concurrent csv ctypes dataclasses decimal email fractions hashlib html http importlib.metadata importlib.resources "
    "logging multiprocessing optparse pickle random secrets socket ssl statistics tempfile tomllib unittest urllib.request xml zipfile zoneinfo"
)

START = "__main__ cli cli.app cli.boundary cli.commands errors"
INDEX = f"{START} catalogue catalogue.index catalogue.tables cli.context cli.options clock model model.names paths sync sync.store"
READ = f"{INDEX} model.counts model.walls cli.output queries queries.filters views views.cells views.items views.text"
CHOSEN = f"{READ} cli.selection queries.deadlines"
EXPLAINED = f"{READ} catalogue.history queries.deadlines queries.venues queries.coming queries.estimates queries.forecast queries.history dataclasses"
TABLE = "views.table rich dataclasses decimal fractions pickle random"
MEDIANS = "statistics dataclasses decimal fractions random"
COUNTED = f"{READ} cli.topics queries.overview views.table dataclasses"

CALL = Path(__file__).parents[1] / "corpus" / "calls" / "readme.txt"
CALLS = (
    "blocks bounds calendar datafile dates document entries events html labels mail markdown months notes openreview pages pairing placing plain points read rows settle "
    "text times values years"
)
WORDS = "chinese clauses english european grammar status table words"

PIPED = {
    f"read {CALL}": f"{START} cli.context cli.options clock paths model model.counts model.names model.zones cli.output cli.read cli.source views "
    "views.cells views.items views.text views.tsv formats formats.calls formats.wording "
    + " ".join([*(f"formats.calls.{name}" for name in CALLS.split()), *(f"formats.wording.{name}" for name in WORDS.split())])
    + " dataclasses html zoneinfo",
    "--version": START,
    "--help": START,
    "list": f"{CHOSEN} cli.list queries.venues views.tsv",
    "list --topic nlp --kind conference --query language": f"{CHOSEN} cli.list queries.venues views.tsv",
    "list --format jsonl": f"{CHOSEN} cli.list queries.venues views.json",
    "list --format json": f"{CHOSEN} cli.list queries.venues views.json",
    "list --format csv": f"{CHOSEN} cli.list queries.venues views.csv csv",
    "list --format md": f"{CHOSEN} cli.list queries.venues views.markdown views.text",
    "list --format yaml -n 1": f"{CHOSEN} cli.list queries.venues views.yaml yaml",
    "deadlines --within 60d": f"{CHOSEN} cli.deadlines views.tsv",
    "deadlines --format json": f"{CHOSEN} cli.deadlines views.json",
    "deadlines icml --tz Europe/Paris": f"{CHOSEN} cli.deadlines views.tsv model.zones dataclasses zoneinfo",
    "show neurips": f"{EXPLAINED} cli.show queries.cycles views.page {TABLE}",
    "show neurips --format json": f"{CHOSEN} cli.show queries.cycles queries.venues views.json views.venue views.yaml",
    "topics": f"{COUNTED} views.tsv",
    "stats": f"{COUNTED} views.tsv",
    "forecast neurips --format json": f"{EXPLAINED} cli.forecast views.json",
    "export --format csv": f"{CHOSEN} cli.export queries.calendar views.csv views.ics views.json views.links views.markdown views.words "
    "csv dataclasses hashlib",
    "plan --topic nlp": f"{CHOSEN} cli.plan queries.calendar queries.left_out queries.plan queries.slots views.plan views.tsv {MEDIANS} hashlib",
    "timeline --topic nlp": f"{EXPLAINED} cli.selection cli.timeline queries.calendar queries.slots queries.timeline views.timeline {MEDIANS} {TABLE}",
    "guide faq --format json": f"{READ} cli.checklist queries.checklist queries.deadlines queries.forecast queries.history queries.venues "
    "views.guide views.json views.markdown dataclasses",
    "checklist neurips": f"{EXPLAINED} cli.checklist queries.checklist views.guide views.markdown views.tsv",
    "following": f"{READ} cli.follow queries.deadlines queries.venues views.tsv",
    "agenda": f"{EXPLAINED} cli.agenda cli.selection queries.agenda queries.changes queries.checklist views.agenda views.changes views.markdown "
    f"views.page {TABLE}",
    "changes": f"{CHOSEN} cli.changes queries.changes views.changes views.page views.table views.tsv",
    "conflicts": f"{CHOSEN} cli.changes queries.conflicts views.changes views.page views.table views.tsv dataclasses",
}
SHOWN = {
    "list --topic nlp": f"{CHOSEN} cli.list queries.venues queries.age sources sources.registry {TABLE}",
    "deadlines --within 60d": f"{CHOSEN} cli.deadlines queries.age sources sources.registry model.zones zoneinfo {TABLE}",
    "show neurips": f"{EXPLAINED} cli.show queries.age queries.cycles sources sources.registry views.page {TABLE}",
}
COMPLETED = {
    "confradar li": START,
    "confradar show neur": f"{INDEX} cli.completing cli.show cli.output",
    "confradar list --topic nl": f"{INDEX} cli.completing cli.list cli.output cli.selection",
    "confradar list --fo": f"{INDEX} cli.completing cli.list cli.output cli.selection",
    "confradar list --kind c": f"{INDEX} cli.completing cli.list cli.output cli.selection queries queries.filters",
    "confradar list --columns i": f"{READ} cli.completing cli.list cli.selection",
    "confradar deadlines --deadline-kind p": f"{CHOSEN} cli.completing cli.deadlines",
}


# What these do takes more than the index: YAML, models, files that they write.
OTHERS = {"add", "sync", "sources", "doctor", "lint", "schema", "import", "follow", "unfollow", "remind", "push"}


def test_every_read_command_is_listed() -> None:
    assert set(COMMANDS) - OTHERS == {name for arguments in PIPED for name in arguments.split()[:1] if not name.startswith("-")}


@pytest.fixture(scope="module")
def free() -> set[str]:
    """What importing Typer loads."""
    script = "import sys, typer; print(*sys.modules)"
    return set(subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split())


def beyond(loaded: str, free: set[str], allowed: str) -> list[str]:
    """The modules that count and are not allowed."""
    may = set(allowed.split())
    slow = SLOW.split()
    found = set()
    for name in set(loaded.split()) - free:
        head, _, own = name.partition(".")
        if head == "confradar":
            found |= {own} - {""}
        elif name in slow or (head not in sys.stdlib_module_names and not head.startswith("_")):
            found.add(name if name in slow else head)
    # what an installation for development loads by itself
    return sorted(found - may - {"typer", "cython_runtime"})


@pytest.mark.parametrize("arguments", PIPED)
def test_a_piped_run_loads_only(arguments: str, warm: dict[str, str], free: set[str], tmp_path: Path) -> None:
    assert run(["list", "-n", "1"], warm).code == 0
    told = tmp_path / "modules"
    assert run([str(told), *arguments.split()], warm, program=[sys.executable, "-c", SCRIPT]).code == 0
    assert beyond(told.read_text(), free, PIPED[arguments]) == []


@pytest.mark.parametrize("arguments", SHOWN)
def test_a_run_on_a_terminal_loads_only(arguments: str, warm: dict[str, str], free: set[str], tmp_path: Path) -> None:
    assert run(["list", "-n", "1"], warm).code == 0
    told = tmp_path / "modules"
    on_terminal([str(told), *arguments.split()], columns=100, environ=warm, program=[sys.executable, "-c", SCRIPT])
    assert beyond(told.read_text(), free, SHOWN[arguments]) == []


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_a_completion_with_help_loads_no_more(shell: str, warm: dict[str, str], free: set[str], tmp_path: Path) -> None:
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
    assert beyond(told.read_text(), free, COMPLETED["confradar list --fo"]) == []


@pytest.mark.parametrize("words", COMPLETED)
def test_a_completion_loads_only(words: str, warm: dict[str, str], free: set[str], tmp_path: Path) -> None:
    assert run(["list", "-n", "1"], warm).code == 0
    told = tmp_path / "modules"
    asked = {"_CONFRADAR_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": str(len(words.split()) - 1)}
    done = run([str(told)], {**warm, **asked}, program=[sys.executable, "-c", SCRIPT])
    assert done.out.strip(), "something is offered"
    assert beyond(told.read_text(), free, COMPLETED[words]) == []
