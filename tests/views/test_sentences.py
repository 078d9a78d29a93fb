"""Sentences that are written in English where they arise: each has its Chinese."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import typer

from confradar.cli.app import app
from confradar.cli.commands import COMMANDS, loaded
from confradar.model.counts import counted
from confradar.views import words as words_package
from confradar.views.words import words
from confradar.views.words.sentences import pairs

TABLE = Path(words_package.__file__).with_name("chinese.po")
SOURCE = Path(words_package.__file__).parents[2]
# Modules whose errors only a program sees that calls them: it reads English.
FOR_PROGRAMS = {"__init__.py", "api/radar.py", "views", "model/base.py", "forecast"}
say = words("zh")

# What stays as it is: commands, options and their values, addresses, paths, names of formats,
# variables and programs, placeholders in capitals.
KEPT = re.compile(
    r"`[^`]*`|'[^']*'|confradar [a-z]+( [\w.,-]+)*|(?<![\w-])--?[a-zA-Z][\w-]*( [a-z][\w:,-]*)?"
    r"|https?(?:://\S*|\b)|\{\w+\}|\[\w+\]|[\w./]*[./_][\w./]*|\b[A-Z]+\w*\b|\w+[:|=]\S+"
)
VALUES = re.compile(
    r"\b(yaml-language-server|confradar|any|all|ics|csv|tsv|json|jsonl|yaml|html|txt|eml|page|openreview|researchr|ccfddl|hf"
    r"|aideadlines|netrc|keyring|shell|scheme|caldav|server|pip|install|mv|iconv|pdftotext|latin1|utf"
    r"|venue|topic|conference|workshop|journal|course|project|community|abstract|paper|notification"
    r"|europe|north-america|east-asia|asia|tomorrow|month|announced|estimated|main|next|name|rank"
    r"|soonest|acceptance|fit|certain|likely|tight|table|text|last|resources|steps|topics"
    r"|refresher|faq|tmux|polybar|waybar|before|after|event|submitted|accepted|rate|confirmed"
    r"|tentative|sections|checklist|neurips|iclr|my-lab|push|submission)\b"
)


def english_in(text: str) -> str:
    """The English words of a Chinese sentence, without what stays as it is."""
    left = VALUES.sub(" ", KEPT.sub(" ", text))
    return " ".join(re.findall(r"[a-z]{3,}", left))


def untold(said: str) -> str | None:
    """What remains English of a sentence; None where nothing does."""
    told = say.sentence(said)
    if not re.search("[\u4e00-\u9fff]", told):
        return "" if english_in(said) else None
    return english_in(told) or None


# ---- The table


def test_every_pair_fills_the_same_places() -> None:
    for said, told in pairs(TABLE):
        assert sorted(re.findall(r"\{\w+\}", said)) == sorted(re.findall(r"\{\w+\}", told)), said
        assert re.search("[\u4e00-\u9fff]", told) or english_in(told) == "", said


def test_no_sentence_stands_twice() -> None:
    said = [said for said, _ in pairs(TABLE)]
    assert sorted(said) == sorted(set(said))
    assert TABLE.read_text().count("\nmsgid ") == len(said), "each is one line"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("run it again", "请再运行一次"),
        ("/a/b.yaml: the file is empty", "/a/b.yaml：文件为空"),
        ("--within: 'x' is not a length of time", "--within：'x' 不是时长"),
        ("a.yaml: not UTF-8 (byte 12)", "a.yaml：不是 UTF-8（第 12 字节）"),
        ("3 changes of the catalogue: `confradar changes` tells them", None),
        ("left out 3 of 9 matching venues: 2 rolling, 1 long wait", None),
        ("What a stranger wrote: here; and there", "What a stranger wrote: here; and there"),
    ],
)
def test_a_finished_text_is_found_again(said: str, told: str | None) -> None:
    assert untold(said) is None or said == told
    assert told is None or say.sentence(said) == told


# ---- What is said


def sentences(node: ast.AST, filling: str) -> Iterator[str]:
    """The texts that an expression may be, its places filled so where nothing tells with what."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        yield from map("".join, product(*(list(filled(part, filling)) for part in node.values)))
    elif isinstance(node, ast.IfExp):
        yield from sentences(node.body, filling)
        yield from sentences(node.orelse, filling)


def filled(part: ast.AST, filling: str) -> Iterator[str]:
    """A part of a text: its words, what a choice or a count may be, else the filling."""
    value = part.value if isinstance(part, ast.FormattedValue) else part
    if isinstance(value, ast.Call) and getattr(value.func, "id", "") == "counted":
        yield counted(9, *map(ast.literal_eval, value.args[1:]))
    elif isinstance(value, ast.expr):
        yield from list(sentences(value, filling)) or [filling]


def said_in(tree: ast.Module) -> Iterator[tuple[int, ast.expr]]:
    """What a module says, by its lines: errors and their hints, notes, what follows results, empty
    results."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = node.func
        name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
        told: list[ast.expr] = []
        if name.endswith("Error") or name in {"note", "note_wrapped", "go_without"}:
            told += node.args[:1]
        if name == "append" and ast.unparse(called).endswith(("after.append", "left_out.append")):
            told += node.args
        told += [word.value for word in node.keywords if word.arg in {"hint", "empty"}]
        yield from ((node.lineno, expression) for expression in told)


MODULES = [
    path
    for path in sorted(SOURCE.rglob("*.py"))
    if not FOR_PROGRAMS & {str(path.relative_to(SOURCE)), path.relative_to(SOURCE).parts[0]}
]


def test_every_message_has_its_chinese() -> None:
    missing = []
    for path in MODULES:
        for line, expression in said_in(ast.parse(path.read_text())):
            # a place may be empty
            tries = zip(*(sentences(expression, filling) for filling in ("9", "")), strict=True)
            missing += [
                f"{path.relative_to(SOURCE)}:{line}: {texts[0]}"
                for texts in tries
                if all(any(untold(said) is not None for said in text.split("\n")) for text in texts)
            ]
    assert missing == []


def helps(command: Any) -> Iterator[str]:
    """What the help of a command says."""
    for paragraph in inspect.cleandoc(command.help or "").split("\n\n"):
        yield " ".join(paragraph.split("\n"))
    for parameter in command.params:
        if not getattr(parameter, "hidden", False):
            yield getattr(parameter, "help", None) or ""
    for own in getattr(command, "commands", {}).values():
        yield from helps(own)


@pytest.mark.parametrize("name", [*COMMANDS, ""])
def test_every_help_has_its_chinese(name: str) -> None:
    command: Any = loaded(name) if name else typer.main.get_command(app)
    if not name:
        command.commands = {}
    assert [text for text in helps(command) if text and untold(text) is not None] == []


@pytest.mark.parametrize(
    ("names", "told"),
    [
        ("acl", "acl"),
        ("acl or eacl", "acl 或 eacl"),
        ("acl or eacl or naacl", "acl、eacl 或 naacl"),
    ],
)
def test_several_names_are_joined_by_the_words_of_the_language(names: str, told: str) -> None:
    hint = f"did you mean {names}? Or search: confradar list -q acll"
    assert say.sentence(hint) == f"是否想写 {told}？或搜索：confradar list -q acll"
