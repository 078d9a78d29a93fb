"""Passwords and tokens: never in an address or a file of ours, never shown, never sent to anybody
else."""

from __future__ import annotations

import os
import stat
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path

import pytest

from confradar.credentials import authorization
from confradar.errors import StateError, UsageError
from confradar.sources.answers import Limits
from confradar.sources.fetching import fetch_all
from confradar.sources.registry import SourceSpec, load_sources
from server import Asked, Site, serving
from support import called, environment

pytestmark = [
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
SECRET = "tok-5ecret"  # noqa: S105 # of nobody
BASIC = "Basic " + b64encode(b"me:tok-5ecret").decode()


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        yield site


def asked(site: Site, spec: SourceSpec) -> list[str | None]:
    """What the server was told by those who fetched the source."""
    fetch_all({spec: None}, agent="confradar/9", limits=Limits(attempts=1))
    return [headers.get("Authorization") for _, headers in site.requests]


@pytest.mark.parametrize(
    ("value", "header"), [(SECRET, f"Bearer {SECRET}"), (f"me:{SECRET}", BASIC)]
)
def test_a_variable_holds_a_token_or_a_password(
    value: str, header: str, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LAB_TOKEN", value)
    site.serve("/list", b"- a")
    assert asked(site, SourceSpec("lab", f"{site.url}/list", "hf", auth="env:LAB_TOKEN")) == [
        header
    ]


def test_a_netrc_holds_a_password(
    site: Site, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text(f"machine 127.0.0.1 login me password {SECRET}\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    site.serve("/list", b"- a")
    assert asked(site, SourceSpec("lab", f"{site.url}/list", "hf", auth="netrc")) == [BASIC]


def test_another_host_is_not_told(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where it is only another port; the same one is."""
    monkeypatch.setenv("LAB_TOKEN", SECRET)
    with serving() as other:
        other.serve("/list", b"- a")
        site.routes["/list"] = lambda request: moved(request, f"{site.url}/there")
        site.routes["/there"] = lambda request: moved(request, f"{other.url}/list")
        spec = SourceSpec("lab", f"{site.url}/list", "hf", auth="env:LAB_TOKEN")
        assert asked(site, spec) == [f"Bearer {SECRET}"] * 2
        assert ["Authorization" in headers for _, headers in other.requests] == [False]


def moved(request: Asked, to: str) -> None:
    request.reply(302, Location=to)


@pytest.mark.parametrize(
    ("way", "environ", "told"),
    [
        ("env:LAB_TOKEN", {}, "LAB_TOKEN is not set"),
        ("env:LAB_TOKEN", {"LAB_TOKEN": "a\nb"}, "it has characters that no token has"),
        ("netrc", {"NETRC": "/nowhere"}, "has no password"),
        ("keyring:me", {}, "has no password"),
    ],
)
def test_a_secret_that_is_not_there_is_told(way: str, environ: dict[str, str], told: str) -> None:
    with pytest.raises(StateError, match=told):
        authorization(way, "https://lab.example/list", environ)


def test_nothing_is_sent_in_the_clear() -> None:
    with pytest.raises(StateError, match="in the clear"):
        authorization("env:T", "http://lab.example/list", {"T": SECRET})


@pytest.mark.parametrize(
    "arguments",
    [
        ["sources", "add", "https://me:tok-5ecret@lab.example/list.yml", "-f", "hf"],
        ["sources", "add", "https://tok-5ecret@lab.example/list.yml", "-f", "hf"],
        ["read", "https://me:tok-5ecret@lab.example/call"],
        ["add", "--from", "https://me:tok-5ecret@lab.example/call"],
        ["add", "--from", "-", "--page", "https://me:tok-5ecret@lab.example/call"],
        ["push", "https://me:tok-5ecret@lab.example/dav/"],
        ["sources", "add", "https://lab.example/list.yml", "-f", "hf", "--auth", "tok-5ecret"],
        ["sources", "add", "/a/file", "-f", "hf", "--auth", "netrc"],
    ],
    ids=lambda words: " ".join(words[:3]),
)
def test_a_secret_in_a_command_is_refused_and_not_repeated(
    arguments: list[str], tmp_path: Path
) -> None:
    done = called(arguments, environment(tmp_path))
    assert (done.code, done.out) == (2, "")
    assert SECRET not in done.err
    assert not list(tmp_path.rglob("config.toml"))


def test_a_secret_in_the_configuration_is_refused_and_not_repeated(tmp_path: Path) -> None:
    config = tmp_path / "config" / "config.toml"
    config.parent.mkdir()
    config.write_text(
        f'[sources.lab]\nlocation = "https://me:{SECRET}@lab.example/list.yml"\nformat = "hf"\n'
    )
    for command in (["sources", "list"], ["sync", "--offline"], ["doctor"]):
        done = called(command, environment(tmp_path))
        assert done.code in {1, 5}
        assert SECRET not in done.out + done.err


def test_where_a_secret_is_stays_in_the_configuration(tmp_path: Path) -> None:
    def auth_of(source: str) -> str | None:
        specs = load_sources(tmp_path / "config" / "config.toml")
        return next(spec.auth for spec in specs if spec.id == source)

    environ = environment(tmp_path)
    added = called(
        [
            "sources",
            "add",
            "https://lab.example/list.yml?key=tok-5ecret",
            "-f",
            "hf",
            "--id",
            "lab",
            "--auth",
            "env:LAB",
        ],
        environ,
    )
    assert (added.code, SECRET in added.err) == (0, False)
    assert auth_of("lab") == "env:LAB"
    assert called(["sources", "disable", "lab"], environ).code == 0
    assert auth_of("lab") == "env:LAB"


@pytest.mark.skipif(os.name == "nt", reason="permissions of this kind are of Unix")
def test_what_the_reader_writes_is_the_reader_s_alone(tmp_path: Path) -> None:
    environ = environment(tmp_path)
    config = tmp_path / "config" / "config.toml"
    config.parent.mkdir()
    config.write_text("# mine\n")
    config.chmod(0o644)
    for command in (
        ["sources", "disable", "hf"],
        ["follow", "neurips"],
        ["checklist", "neurips", "--note", "1.1", "x"],
        ["remind"],
    ):
        assert called(command, environ).code == 0, command
    for name in ("ccfddl", "aideadlines"):
        called(["sources", "disable", name], environ)
    assert called(["sync", "--offline"], environ).code == 0
    for path in [
        config,
        *tmp_path.glob("state/**/*"),
        *tmp_path.glob("data/**/*"),
        tmp_path / "state",
        tmp_path / "data",
    ]:
        if path.suffix != ".lock":
            assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


def test_a_way_is_one_of_three() -> None:
    from confradar.credentials import check_way

    for way in ("env:", "env:1A", "env:A B", "keyring:", "netrc:x", "", "token"):
        with pytest.raises(UsageError):
            check_way(way)
