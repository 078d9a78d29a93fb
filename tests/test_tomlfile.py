"""Changing TOML that people wrote in their own way: what is written says what it said, but for the
change."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from confradar import tomlfile

ADDED = {"id": "m9", "text": "x"}


def add(document: Any) -> None:
    if document.get("added"):
        document["added"].append(dict(ADDED))
    else:
        document["added"] = [dict(ADDED)]


def tick(document: Any) -> None:
    document.setdefault("done", {})["2.1"] = "T"


def disable(document: Any) -> None:
    document.setdefault("sources", {}).setdefault("hf", {})["enabled"] = False


def remove(document: Any) -> None:
    document.get("sources", {}).pop("hf", None)


WAYS = [
    "",
    "added = []",
    "added = [] # mine\n[done]\n",
    'added = [{id="m1", text="my task"}]',
    'added = [\n # mine\n {id="m1", text="a"},\n]\nnotes = {z = "y"}\n',
    '[[added]]\nid="m1"\ntext="a"\n[done]\n"1.1" = "x"\n',
    '[notes]\nx="1"\n[done]\na="b"\n[[added]]\nid="m1"\ntext="y"',
    "done = {}",
    'done.a = "b"\n# x\n"done".b = "c"\n',
    "sources = {}",
    "sources.hf.enabled = true",
    "sources = {hf = {enabled = true}}",
    "[sources]\nhf.enabled = true\n",
    "[sources]\nhf = {enabled = true} # k\n",
    '[sources.lab]\nlocation = "/x"\nformat = "hf"\n[x]\n[sources.hf]\nenabled = true\n',
    'sources.lab.location = "/x"\nsources.lab.format = "hf"\n[other]\nn = inf\nday = 2027-01-01\n',
    'sources.lab = {location = "/x", format = "hf"}\n[sources2]\nhf = 1.0\n',
]


@pytest.mark.parametrize("change", [add, tick, disable, remove])
@pytest.mark.parametrize("text", WAYS)
def test_whatever_the_style_only_what_is_meant_changes(text: str, change: Any) -> None:
    wanted = tomllib.loads(text)
    change(wanted)
    done = tomlfile.changed(text, change)
    assert tomllib.loads(done) == wanted
    assert tomlfile.changed(done, lambda _: None) == done


NAMES = st.sampled_from(["added", "done", "notes", "sources", "hf", "lab", "x", '"2.1"', "enabled"])
PLAIN = st.one_of(
    st.integers(-5, 5).map(str),
    st.sampled_from(['"a"', "true", "[]", "{}", "[1, 2]", "2027-01-01", "'#'", "inf"]),
)
VALUES = st.recursive(
    PLAIN,
    lambda inner: st.one_of(
        st.lists(inner, max_size=2).map(lambda items: f"[{', '.join(items)}]"),
        st.dictionaries(NAMES, inner, max_size=2).map(
            lambda facts: "{" + ", ".join(f"{key} = {value}" for key, value in facts.items()) + "}"
        ),
    ),
    max_leaves=4,
)
KEYS = st.lists(NAMES, min_size=1, max_size=3).map(".".join)
LINES = st.one_of(
    st.tuples(KEYS, VALUES).map(lambda pair: f"{pair[0]} = {pair[1]}"),
    KEYS.map(lambda key: f"[{key}]"),
    KEYS.map(lambda key: f"[[{key}]]"),
    st.just("# a comment"),
)


@given(st.lists(LINES, max_size=7).map("\n".join), st.sampled_from([tick, disable, remove]))
def test_of_any_document_the_change_is_right_or_refused(text: str, change: Any) -> None:
    try:
        wanted = tomllib.loads(text)
        change(wanted)
    except (ValueError, TypeError, AttributeError):
        return  # no TOML, or not the shape that the callers check first
    try:
        done = tomlfile.changed(text, change)
    except ValueError:
        return
    assert tomllib.loads(done) == wanted


@pytest.mark.parametrize(
    "text", ["x = " + "9" * 5000, "x = " + "[" * 5000, "x = 1\nx = 2", "= 1", "x = \x00"]
)
def test_what_is_no_toml_is_refused_in_words(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        tomlfile.changed(text, tick)
