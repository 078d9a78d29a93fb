"""Options that take one of a few words: every command takes the same spellings, and offers the
words behind Tab."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from confradar.cli.commands import COMMANDS, loaded
from confradar.cli.value_types import OneOf
from confradar.errors import UsageError
from support import called


def commands() -> Iterator[Any]:
    """Every command, those of groups too."""
    for name in COMMANDS:
        command = loaded(name)
        yield from getattr(command, "commands", {"": command}).values()


OPTIONS = {
    f"{command.name} {parameter.opts[0]}": parameter
    for command in commands()
    for parameter in command.params
    if isinstance(parameter.type, OneOf)
}


@pytest.mark.parametrize("option", OPTIONS)
def test_a_word_is_taken_in_any_case_and_another_refused(option: str) -> None:
    parameter = OPTIONS[option]
    words = list(parameter.type.words(None, ""))
    assert words
    for word in words:
        for spelled in (word, word.upper(), word.title(), f" {word} ", word.replace("_", "-")):
            assert parameter.type.convert(spelled, parameter, None) == word
        offered = parameter.type.shell_complete(None, parameter, word[:1].upper())
        assert word in [item.value for item in offered]
    with pytest.raises(UsageError, match=parameter.opts[0]) as caught:
        parameter.type.convert("qqq", parameter, None)
    assert caught.value.hint


@pytest.mark.parametrize(
    ("spelled", "same"),
    [
        ("list -n 2 --format Markdown", "list -n 2 --format md"),
        ("list -n 2 --format YML", "list -n 2 --format yaml"),
        ("list -n 2 --sort RANK", "list -n 2 --sort rank"),
        ("list -n 2 --kind CONFERENCES --ccf a", "list -n 2 --kind conference --ccf A"),
        ("deadlines -n 2 --only Announced", "deadlines -n 2 --only announced"),
        ("deadlines -n 2 -d Camera-Ready", "deadlines -n 2 -d camera_ready"),
        ("guide faq --lang zh-CN --format MARKDOWN", "guide faq --lang zh --format md"),
        ("guide FAQ --lang ZH_hans", "guide faq --lang zh"),
        ("checklist --lang zh_CN --format MD", "checklist --lang zh --format md"),
        ("export acl --lang ZH-cn --format JSON", "export acl --lang zh --format json"),
        ("export acl --link Google", "export acl --link google"),
        ("agenda --tracks ALL --format Json", "agenda --tracks all --format json"),
        ("remind --within 30d --again --format MARKDOWN", "remind --within 30d --again -f md"),
        ("plan nlp --by SOONEST --feasible Tight", "plan nlp --by soonest --feasible tight"),
        ("changes --since LAST", "changes --since last"),
    ],
)
def test_commands_take_the_same_spellings(spelled: str, same: str, warm: dict[str, str]) -> None:
    first, second = called(spelled.split(), warm), called(same.split(), warm)
    assert (first.code, first.out) == (0, second.out)
    assert first.out or "--since" in spelled
