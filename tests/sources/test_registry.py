"""Which sources there are: what the configuration file may say, and what a command changes in
it."""

from __future__ import annotations

from pathlib import Path

import pytest

from confradar.errors import StateError, UsageError
from confradar.sources.changing import add_source, enable_source, remove_source
from confradar.sources.locations import suggested_id, usable
from confradar.sources.registry import BUILTIN, SourceSpec, chosen, load_sources


@pytest.fixture
def config(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[sources", "not valid TOML"),
        ("sources = 1", "sources: expected tables"),
        ("[sources.Lab]\nlocation = '/x'\nformat = 'hf'", "sources.Lab: an id has lower-case"),
        ("[sources]\nlab = 1", "sources.lab: expected a table"),
        ("[sources.lab]\nplace = '/x'", "sources.lab: unknown key 'place': known are areas, auth"),
        ("[sources.lab]\nformat = 'hf'", "sources.lab.location: expected text"),
        ("[sources.lab]\nlocation = '/x'\nformat = 1", "sources.lab.format: expected text"),
        ("[sources.lab]\nlocation = '/x'\nformat = 'xls'", "'xls' is not one of ccfddl, hf"),
        ("[sources.hf]\nenabled = 'no'", "sources.hf.enabled: expected true or false"),
        ("[sources.hf]\nareas = 'AI'", "sources.hf.areas: expected a list of fields"),
        ("[sources.hf]\nauth = 1", "sources.hf.auth: expected text"),
        ("[sources.hf]\nauth = 'secret'", "sources.hf.auth: this does not say where"),
        ("[sources.hf]\nlocation = 'ftp://x/y'", "ftp:// is not an address"),
        ("[sources.hf]\nlocation = 'https://'", "https:// is no address"),
        ("[sources.hf]\nlocation = ' '", "needs an address or a path"),
        ("[sources.hf]\nlocation = 'https://me:word@x/y'", "could be seen by others"),
    ],
)
def test_what_the_file_says_wrong_is_told_with_its_place(
    config: Path, text: str, told: str
) -> None:
    config.write_text(text)
    with pytest.raises(StateError) as caught:
        load_sources(config)
    assert str(caught.value).startswith(f"{config}: ")
    assert told in str(caught.value)
    assert "word" not in str(caught.value).replace("password", "")
    assert caught.value.hint


@pytest.mark.parametrize(
    ("raw", "told"), [("\ufeffa".encode("utf-16"), "is UTF-16"), (b"# \xff", "not UTF-8 (byte 2)")]
)
def test_a_file_in_another_encoding_is_refused(config: Path, raw: bytes, told: str) -> None:
    config.write_bytes(raw)
    with pytest.raises(StateError) as caught:
        load_sources(config)
    assert told in str(caught.value)


def test_the_built_in_ones_come_first_and_keep_what_the_file_does_not_change(config: Path) -> None:
    assert load_sources(config) == BUILTIN
    config.write_text(
        "[sources.lab]\nlocation = '/lab.yaml'\nformat = 'confradar'\n[sources.hf]\nareas = ['AI']"
    )
    *builtin, lab = load_sources(config)
    assert [spec.id for spec in builtin] == [spec.id for spec in BUILTIN]
    assert (lab.id, lab.location, lab.remote, lab.builtin) == ("lab", "/lab.yaml", False, False)
    (hugging,) = (spec for spec in builtin if spec.id == "hf")
    assert (hugging.areas, hugging.remote, hugging.format) == (("AI",), True, "hf")


@pytest.mark.parametrize(
    ("location", "id_"),
    [
        ("/data/My List.yml", "my-list"),
        ("https://raw.githubusercontent.com/Some_Lab/x/main/c.yml", "some-lab"),
        ("https://www.lab.example/c.yml", "lab-example"),
        ("https://github.com", "github-com"),
        ("/data/hf.yml", "hf-3"),
        ("/data/会议.yml", "source"),
    ],
)
def test_an_id_is_made_of_the_location(location: str, id_: str) -> None:
    assert suggested_id(location, {"hf", "hf-2"}) == id_


def test_a_path_is_kept_whole_whatever_it_is_given_as(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert usable("list.yml") == usable(f"file://{tmp_path}/list.yml") == f"{tmp_path}/list.yml"
    assert usable("HTTPS://lab.example/x") == "HTTPS://lab.example/x"


def test_only_enabled_ones_are_chosen() -> None:
    specs = BUILTIN
    assert chosen(specs, []) == {spec.id for spec in specs} - {"confradar"}
    assert chosen(specs, ["hf"]) == {"hf"}
    with pytest.raises(UsageError, match="no source 'hff'") as caught:
        chosen(specs, ["hff"])
    assert caught.value.hint == "did you mean hf?"


def test_sources_are_added_disabled_and_removed_and_comments_stay(
    config: Path, tmp_path: Path
) -> None:
    config.write_text("# mine\n")
    locks = tmp_path / "locks"
    added = add_source(
        config, locks, SourceSpec("", "https://lab.example/c.yml", "hf", auth="env:LAB_TOKEN")
    )
    assert added == load_sources(config)[-1]
    assert (added.id, added.auth) == ("lab-example", "env:LAB_TOKEN")
    with pytest.raises(UsageError, match="there is a source lab-example already"):
        add_source(config, locks, SourceSpec("lab-example", "https://lab.example/d.yml", "hf"))
    enable_source(config, locks, "lab-example", False, ["AI"])
    with pytest.raises(UsageError, match="is disabled"):
        chosen(load_sources(config), ["lab-example"])
    enable_source(config, locks, "lab-example", True, [])
    assert load_sources(config)[-1].areas == ()
    assert "removed" in remove_source(config, locks, "lab-example")
    assert load_sources(config) == BUILTIN
    assert config.read_text().startswith("# mine\n")


def test_a_built_in_one_is_moved_and_comes_back_and_is_disabled_rather_than_removed(
    config: Path, tmp_path: Path
) -> None:
    locks = tmp_path / "locks"
    add_source(config, locks, SourceSpec("hf", "/copy.tar.gz", "hf"))
    assert "/copy.tar.gz" in {spec.location for spec in load_sources(config)}
    assert "its own address again" in remove_source(config, locks, "hf")
    assert load_sources(config) == BUILTIN
    assert "it is disabled" in remove_source(config, locks, "hf")
    assert [spec.id for spec in load_sources(config) if not spec.enabled] == ["hf", "confradar"]


@pytest.mark.parametrize(
    ("location", "form", "id_", "auth", "told"),
    [
        ("/x", "xls", None, None, "there is no format 'xls'"),
        ("/x", "hf", "My Lab", None, "'My Lab' is not an id"),
        ("/x", "hf", None, "netrc", "a file is read as you"),
        ("https://x/y", "hf", None, "word", "does not say where the secret is"),
    ],
)
def test_what_cannot_be_added_changes_nothing(
    config: Path,
    tmp_path: Path,
    location: str,
    form: str,
    id_: str | None,
    auth: str | None,
    told: str,
) -> None:
    with pytest.raises(UsageError) as caught:
        add_source(config, tmp_path / "locks", SourceSpec(id_ or "", location, form, auth=auth))
    assert told in str(caught.value)
    assert not config.exists()


def test_a_broken_file_is_never_written_over(config: Path, tmp_path: Path) -> None:
    config.write_text("[sources.lab]\nplace = 1\n")
    with pytest.raises(StateError):
        add_source(config, tmp_path / "locks", SourceSpec("y", "/x", "hf"))
    assert config.read_text() == "[sources.lab]\nplace = 1\n"


def test_the_project_s_own_catalogue_waits_for_an_address(config: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="publishes no catalogue yet"):
        enable_source(config, tmp_path, "confradar", True)
    add_source(
        config,
        tmp_path,
        SourceSpec("confradar", "https://site.example/catalogue.yaml", "confradar"),
    )
    enable_source(config, tmp_path, "confradar", True)
    assert "confradar" in chosen(load_sources(config), [])
