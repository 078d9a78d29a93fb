"""Catalogues made to harm or made by accident: a clear line, exit 3, soon, and never a
traceback."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from support import deadline, edition, run, venue, written

HEAD = b"schema: 1\nvenues:\n"
GOOD = (
    b"  - {id: a, acronym: A, name: N, kind: journal, topics: [nlp], sources: ['https://"
    b"a.example/']}\n"
)

FILES: dict[str, tuple[bytes | Callable[[], bytes], str]] = {
    "an escape sequence": (
        HEAD + GOOD + b"# \x1b]0;owned\x07\n",
        ":4: a control character (U+001B)",
    ),
    "a NUL byte": (HEAD + b"  - {id: a, name: 'x\x00y'}\n", ":3: a control character (U+0000)"),
    "a tag": (
        HEAD + b"  - !!python/object/apply:os.system ['touch owned']\n",
        ":3: venues: a tag (tag:yaml.org,2002:python/object/apply:os.system)",
    ),
    "aliases that explode": (
        b"a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nvenues: [*c]\n",
        ":1: an anchor (&a)",
    ),
    "a merge of nothing": (HEAD + b"  - {<<: *x, id: a}\n", ":3: venues: an alias (*)"),
    "a cut-off file": (HEAD + GOOD + b'  - {id: b, name: "cut of', ":4: not valid YAML"),
    "not UTF-8": (HEAD + b"  - {id: caf\xe9}\n", ":3: not UTF-8"),
    "UTF-16": ((HEAD + GOOD).decode().encode("utf-16"), ":1: is UTF-16, not UTF-8"),
    "random bytes": (bytes(range(256)) * 40, ": not UTF-8"),
    "nothing but NUL": (b"\0" * 5000, ":1: a control character"),
    "deep nesting": (HEAD + b"  - " + b"[" * 100_000, ":3: nested deeper than 30 levels"),
    "deep mappings": (
        HEAD + b"  - {id: a, x: " + b"{a: " * 5_000 + b"}" * 5_000 + b"}\n",
        ":3: nested deeper than 30 levels",
    ),
    "nested keys": (b"? " * 20_000 + b"a", ":1: a key must be plain text"),
    "a list": (b"- a\n- b\n", ":1: expected a mapping"),
    "a word": (b"hello", ":1: expected a mapping"),
    "two documents": (HEAD + GOOD + b"---\n" + HEAD, ":4: a second document"),
    "a key twice": (HEAD + b"  - {id: a, id: b}\n", ":3: a: the key 'id' stands twice"),
    "wrong types": (
        b"schema: [1]\nsources: {}\nvenues:\n  - 1\n  - {id: [a]}\n  - {id: a, acronym: 1, "
        b"name: {}, kind: [], topics: x, editions: {year: 1}}\n",
        ":5: venues: a venue needs an id",
    ),
    "numbers beyond reason": (
        HEAD + GOOD.rstrip(b"}\n") + b", h5: {index: 9999999999999999999999, source: x}}\n",
        ":3: a, h5, index: input should be less than",
    ),
    "a broken address": (HEAD + GOOD.rstrip(b"}\n") + b", url: 'http://[x'}\n", ":3: a, url: "),
    "thousands of mistakes": (
        lambda: (
            HEAD + b"".join(b"  - {id: v%d, colour: red}\n" % number for number in range(5_000))
        ),
        ", and 24999 more",
    ),
    "50 MB without a line": (lambda: b"a" * 50_000_000, ":1: expected a mapping"),
    "50 MB of one record": (
        lambda: HEAD + b"  - {id: x}\n" * 3_600_000,
        ":4: x: the id stands already at line 3",
    ),
    "a value of 5 MB": (
        lambda: HEAD + GOOD.rstrip(b"}\n") + b", note: " + b"x" * 5_000_000 + b"}\n",
        ":3: a, note: string should have at most",
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_a_bad_catalogue_is_3_with_file_and_line(
    name: str, tiny: dict[str, str], tmp_path: Path
) -> None:
    content, told = FILES[name]
    (tmp_path / "bad.yaml").write_bytes(content() if callable(content) else content)
    began = time.monotonic()
    done = run(["list", "--catalogue", "bad.yaml"], tiny, cwd=tmp_path)
    assert done.code == 3
    assert told in done.err
    assert "bad.yaml" in done.err
    # What is no catalogue serves nothing; bad records in one leave the rest as it is.
    assert bool(done.out) == ("your file: not applied" in done.err)
    assert done.out == "" or done.out.splitlines()[0].endswith("\tunapplied")
    assert "Traceback" not in done.err
    assert all(letter.isprintable() or letter == "\n" for letter in done.err)
    assert len(done.err) < 30_000
    assert time.monotonic() - began < 20
    assert not (tmp_path / "owned").exists()


@pytest.mark.parametrize(
    ("name", "told"), [("missing.yaml", "no such catalogue file"), (".", "no such catalogue file")]
)
def test_no_file_is_3(name: str, told: str, tiny: dict[str, str], tmp_path: Path) -> None:
    for arguments in (["list", "--catalogue", name], ["topics", "--catalogue", name]):
        done = run(arguments, tiny, cwd=tmp_path)
        assert (done.code, done.out) == (3, "")
        assert told in done.err
    done = run(["lint", name], tiny, cwd=tmp_path)
    assert (done.code, "cannot be read" in done.err, "Traceback" in done.err) == (3, True, False)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"# nothing yet\n",
        b"schema: 1\nvenues: []\n",
        b"\xef\xbb\xbf" + HEAD + GOOD,
        (HEAD + GOOD).replace(b"\n", b"\r\n"),
    ],
)
def test_odd_but_right_files_are_read(content: bytes, tiny: dict[str, str], tmp_path: Path) -> None:
    """Empty, a byte-order mark, Windows line ends."""
    (tmp_path / "odd.yaml").write_bytes(content)
    done = run(["list", "--limit", "1", "--catalogue", "odd.yaml"], tiny, cwd=tmp_path)
    assert (done.code, done.err) == (0, "")


def test_hostile_texts_stay_texts_in_every_format(tiny: dict[str, str], tmp_path: Path) -> None:
    nasty = (
        "=cmd|' /C calc'!A0 \x1b[2J\x1b]8;;http://evil\x07 [bold]x[/bold] \u202egnp.exe \t\r\n"
        "<script>|`"
    )
    point = deadline("2026-10-01", "other", label=nasty, revisions=[{"at": "TBD"}])
    line = nasty.replace("\r\n", "")
    needs = {
        "source": nasty,
        "recorded": "2026-08-01",
        "system": line,
        "fees": [{"who": line, "amount": 1, "currency": "EUR"}],
        "notes": {"pages": line, "system": line, "template": line},
    }
    days = {"start": "2026-12-01", "sites": [{"place": nasty}]}
    parts = [{"name": nasty, "start": "2026-12-01"}]
    file = written(
        tmp_path / "nasty.yaml",
        venue(
            "nasty",
            acronym=nasty,
            name=nasty,
            note=nasty,
            aliases=[f"{nasty}!"],
            editions=[
                edition(
                    2026, point, place=nasty, note=nasty, submission=[needs], parts=parts, **days
                )
            ],
        ),
    )
    runs = [("list", form) for form in ("table", "tsv", "csv", "json", "yaml", "md")]
    for name, form in (
        *runs,
        ("deadlines", "table"),
        ("deadlines", "csv"),
        *((name, form) for name in ("show", "checklist") for form in ("table", "json")),
        *((name, form) for name in ("events", "export") for form in ("json", "md")),
        ("events", "table"),
        ("checklist", "md"),
        ("checklist", "ics"),
        ("export", "ics"),
    ):
        what = ["--query", "nasty"] if name == "list" else ["nasty"]
        done = run([name, *what, "--catalogue", str(file), "--format", form], tiny)
        assert done.code == 0, (form, name)
        assert not set("\x1b\x07\u202e") & set(done.out + done.err), (form, name)
        ended = done.out.replace("\r\n", "\n") if form == "ics" else done.out
        assert "\r" not in ended, (form, name)
        assert "calc" in done.out


def test_a_file_name_that_is_no_text(tiny: dict[str, str], tmp_path: Path) -> None:
    name = b"caf\xe9.yaml".decode(errors="surrogateescape")
    (tmp_path / name).write_bytes(HEAD + GOOD)
    assert run(["show", "a", "--catalogue", name], tiny, cwd=tmp_path).code == 0
    for form in ("tsv", "json"):
        assert run(["lint", name, "--format", form], tiny, cwd=tmp_path).code == 0
