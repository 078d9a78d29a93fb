"""`confradar publish`: what it writes, when, and what it leaves alone."""

from __future__ import annotations

import json
import os
from pathlib import Path
from unittest import mock

import pytest

from confradar.site import folder as folders
from confradar.site.folder import MANIFEST
from confradar.storage import locked
from sites import World, files, venues
from support import Done


def publish(world: World, site: Path, *more: str, **environ: str) -> Done:
    done = world("publish", str(site), *more, **environ)
    assert done.code == 0, done.err
    return done


def told(done: Done) -> dict[str, set[str]]:
    """The paths by what is said of them."""
    found: dict[str, set[str]] = {}
    for line in done.out.splitlines():
        what, path = line.split("\t")
        found.setdefault(what, set()).add(path)
    return found


def one_line(done: Done, code: int) -> str:
    """The one line (and its hint) that a run ends in."""
    assert done.code == code, done
    lines = done.err.splitlines()
    assert lines[0].startswith("confradar: "), done.err
    assert len(lines) <= 2, done.err
    assert "Traceback" not in done.err
    return done.err


def test_a_site_has_its_pages_feeds_calendars_and_data(world: World, tmp_path: Path) -> None:
    site = tmp_path / "site"
    added = told(publish(world, site))["added"]
    assert added == files(site).keys() - {MANIFEST}
    assert added >= {
        "index.html", "404.html", "about.html", "events.html", "timeline.html", "timeline.svg",
        "venues.html", "journals.html", "workshops.html", "topics.html", "ranks.html",
        "venues/alpha.html", "topics/nlp.html", "topics/ai.html", "ranks/ccf-a.html",
        "ranks/core-a-star.html", "feeds/all.atom", "feeds/venues/alpha.atom",
        "feeds/topics/nlp.atom", "feeds/ranks/ccf-a.atom", "calendars/all.ics",
        "calendars/venues/alpha.ics", "calendars/topics/nlp.ics", "calendars/ranks/ccf-a.ics",
        "api/venues.json", "api/deadlines.json", "api/changes.json", "api/venues/alpha.json",
        "api/venues.csv", "catalogue.yaml", "robots.txt", "site.js", "style.css", "data.js",
    }  # fmt: skip
    assert "sitemap.xml" not in added, "which has whole addresses"
    assert "calendars/venues/paper-journal.ics" not in added, "readers refuse an empty one"


def test_the_same_data_are_the_same_bytes_on_every_day(world: World, tmp_path: Path) -> None:
    publish(world, tmp_path / "one")
    publish(world, tmp_path / "other", CONFRADAR_NOW="2027-03-01T10:00Z", TZ="Asia/Tokyo")
    assert files(tmp_path / "one") == files(tmp_path / "other")


def test_what_does_not_change_is_not_written(world: World, tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(world, site)
    before = {path: path.stat().st_ino for path in site.rglob("*") if path.is_file()}
    assert "nothing changed" in publish(world, site).err
    records = venues()
    records[1]["name"] = "Another name"
    world.ship(*records)
    done = told(publish(world, site))
    assert "venues/beta.html" in done["changed"]
    assert "venues/alpha.html" not in done["changed"]
    assert not {"added", "removed"} & done.keys()
    same = {path for path, inode in before.items() if path.stat().st_ino == inode}
    assert same - {site / MANIFEST} == {  # written anew, it may get the old one's number
        path
        for path in before
        if path.relative_to(site).as_posix() not in {*done["changed"], MANIFEST}
    }


def test_check_writes_nothing_and_says_whether_something_would_change(
    world: World, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    done = world("publish", str(site), "--check")
    assert (done.code, site.exists()) == (1, False)
    assert "index.html" in told(done)["added"]
    publish(world, site)
    before = files(site)
    assert world("publish", str(site), "--check").code == 0
    world.ship(*venues()[1:])
    done = world("publish", str(site), "--check")
    assert done.code == 1
    assert "venues/alpha.html" in told(done)["removed"]
    assert files(site) == before


def test_what_is_no_longer_due_is_removed_and_what_is_foreign_stays(
    world: World, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    publish(world, site)
    (site / "CNAME").write_text("radar.example")
    (site / "venues" / "mine.html").write_text("mine")
    edited = site / "venues" / "beta.html"
    edited.write_text("edited")
    done = publish(world, site, "--topic", "nlp")
    removed = told(done)["removed"]
    assert removed >= {"venues/off.html", "topics/cv.html", "calendars/topics/cv.ics"}
    assert not [path for path in removed if (site / path).exists()]
    assert edited.read_text() == "edited"
    assert "venues/beta.html is no longer the site's" in done.err
    assert (site / "CNAME").read_text() == "radar.example"
    assert (site / "venues" / "mine.html").read_text() == "mine"


def test_an_edited_file_that_is_due_is_written_again_and_told(world: World, tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(world, site)
    before = files(site)
    (site / "about.html").write_text("broken")
    (site / "topics" / "nlp.html").unlink()
    done = publish(world, site)
    assert told(done) == {"changed": {"about.html"}, "added": {"topics/nlp.html"}}
    assert "about.html had been changed by somebody else" in done.err
    assert files(site) == before


@pytest.mark.parametrize("path", ["index.html", "venues/alpha.html", "venues"])
def test_a_foreign_file_in_the_way_stops_it_before_anything_is_written(
    world: World, tmp_path: Path, path: str
) -> None:
    site = tmp_path / "site"
    (site / path).parent.mkdir(parents=True)
    (site / path).write_text("mine")
    assert "not written by confradar; nothing was changed" in one_line(
        world("publish", str(site)), 5
    )
    assert files(site) == {path: b"mine"}


@pytest.mark.parametrize("known", [False, True])
def test_links_that_lead_out_of_the_folder_are_not_followed(
    world: World, tmp_path: Path, known: bool
) -> None:
    site, outside = tmp_path / "site", tmp_path / "outside"
    outside.mkdir()
    (outside / "index.html").write_text("mine")
    if known:
        publish(world, site)
        for path in (site / "venues").iterdir():
            path.unlink()
        (site / "venues").rmdir()
        (site / "index.html").unlink()
        world.ship(*venues()[:-1])
    else:
        site.mkdir()
    (site / "venues").symlink_to(outside)
    (site / "index.html").symlink_to(outside / "index.html")
    one_line(world("publish", str(site)), 5)
    assert files(outside) == {"index.html": b"mine"}


@pytest.mark.parametrize(
    "tampered",
    [
        "{}",
        "not json",
        '{"schema": "confradar.site/1", "made_of": "", "files": {"../mine": "%s"}}' % ("0" * 64),
        '{"schema": "confradar.site/1", "made_of": "", "files": {"/etc/mine": "%s"}}' % ("0" * 64),
        '{"schema": "confradar.site/1", "made_of": "", "files": {"a/./b": "%s"}}' % ("0" * 64),
        '{"schema": "confradar.site/1", "made_of": "", "files": {"index.html": "../x"}}',
        '{"schema": "confradar.site/1", "made_of": 1, "files": []}',
        "[" * 100_000,
    ],
)
def test_a_manifest_that_cannot_be_trusted_changes_nothing(
    world: World, tmp_path: Path, tampered: str
) -> None:
    site = tmp_path / "site"
    publish(world, site)
    (tmp_path / "mine").write_text("mine")
    (site / MANIFEST).write_text(tampered)
    before = files(tmp_path)
    assert "is damaged" in one_line(world("publish", str(site), "--topic", "cv"), 5)
    assert {path: data for path, data in files(tmp_path).items() if "home" not in path} == {
        path: data for path, data in before.items() if "home" not in path
    }


def test_a_run_that_is_cut_short_loses_nothing_and_the_next_one_ends_it(
    world: World, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    publish(world, site)
    old = files(site)
    world.ship(*venues()[:3], *venues()[4:])
    expected = tmp_path / "expected"
    publish(world, expected, "--previous", str(site))
    real, count = os.replace, 0

    def killed(path: str | Path, target: str | Path) -> None:
        nonlocal count
        count += "confradar-publish" in str(path)
        if count > 5:
            raise KeyboardInterrupt
        real(path, target)

    with mock.patch.object(os, "replace", killed):
        assert world("publish", str(site)).code == 130
    between = files(site)
    new = files(expected)
    assert between.keys() >= old.keys() - {MANIFEST}
    for path, data in between.items():
        assert path == MANIFEST or data in {old.get(path), new.get(path)}, "no file is half written"
    publish(world, site)
    assert {**files(site), MANIFEST: b""} == {**new, MANIFEST: b""}
    assert not [path for path in site.iterdir() if path.name.startswith(".")]


def test_the_front_page_is_replaced_last(world: World, tmp_path: Path) -> None:
    site = tmp_path / "site"
    order: list[str] = []
    real = os.replace

    def noted(path: str | Path, target: str | Path) -> None:
        if Path(target).is_relative_to(site):
            order.append(Path(target).name)
        real(path, target)

    with mock.patch.object(os, "replace", noted):
        publish(world, site)
    pages = [name for name in order if name != MANIFEST]
    assert pages[-1] == "index.html"
    assert order[0] == order[-1] == MANIFEST, "it tells of both states until the new one is whole"


def test_a_file_for_a_folder_and_a_folder_that_cannot_be_written(
    world: World, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("mine")
    assert "is a file, not a folder" in one_line(world("publish", str(tmp_path / "file")), 2)
    assert (tmp_path / "file").read_text() == "mine"
    one_line(world("publish", str(tmp_path / "file" / "below")), 5)


def test_a_file_that_the_system_refuses(world: World, tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")  # systems without it have no such limit
    world("list")  # the index is there
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, before[1]))
    try:
        done = world("publish", str(tmp_path / "full"))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert "File too large" in one_line(done, 5)
    assert not files(tmp_path / "full")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_of_somebody_else(world: World, tmp_path: Path) -> None:
    (tmp_path / "site").mkdir(mode=0o500)
    one_line(world("publish", str(tmp_path / "site")), 5)


def test_two_at_once_wait_for_each_other(world: World, tmp_path: Path) -> None:
    locks = Path(world.environ["CONFRADAR_STATE_DIR"]) / "locks"
    waiting = locked.__wrapped__  # type: ignore[attr-defined] # beneath the context manager
    short = mock.patch.object(waiting, "__kwdefaults__", {"wait": 0.05})
    with locked(tmp_path / "site", locks), short:
        assert "another process" in one_line(world("publish", str(tmp_path / "site")), 5)
    publish(world, tmp_path / "site")


def test_what_was_left_beside_by_a_killed_run_is_swept(world: World, tmp_path: Path) -> None:
    site = tmp_path / "site"
    (site / folders._BESIDE / "venues").mkdir(parents=True)
    (site / folders._BESIDE / "venues" / "half.html").write_text("half")
    publish(world, site)
    assert not (site / folders._BESIDE).exists()


def test_filters_and_nothing_that_matches(world: World, tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(world, site, "--kind", "conference", "--ccf", "A,B", "--region", "asia")
    listed = json.loads((site / "api" / "venues.json").read_text())["items"]
    assert [item["id"] for item in listed] == ["alpha"]
    before = files(site)
    assert "no venue matches" in one_line(world("publish", str(site), "--query", "nowhere"), 1)
    assert "did you mean" in one_line(world("publish", str(site), "--topic", "nlq"), 2)
    assert files(site) == before


def test_following_and_estimates(world: World, tmp_path: Path) -> None:
    world("follow", "beta")
    site = tmp_path / "site"
    publish(world, site, "--following", "--no-estimates")
    points = json.loads((site / "api" / "deadlines.json").read_text())["items"]
    assert points == []
    publish(world, site, "--following", "--include-estimates")
    points = json.loads((site / "api" / "deadlines.json").read_text())["items"]
    assert {(item["venue"], item["certainty"]) for item in points} == {("beta", "estimated")}


def test_from_a_day_on(world: World, tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(world, site, "--from", "2025-01-01", "--no-estimates")
    points = json.loads((site / "api" / "deadlines.json").read_text())["items"]
    assert min(item["wall"] for item in points).startswith("2025-10")


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        ([], 2, "publish where?"),
        (["~nobody-here/site"], 2, "no such home directory"),
        (["site", "--base-url", "lab.example"], 2, "is no address"),
        (["site", "--base-url", "javascript:alert(1)"], 2, "is no address"),
        (["site", "--base-url", "https://lab.example/?q=1"], 2, "more than an address"),
        (["site", "--base-url", "https://me:secret@lab.example/"], 2, "more than an address"),
        (["site", "--base-url", 'https://lab.example/"><script>'], 2, "is no address"),
        (["site", "--title", "\u202e "], 2, "--title is empty"),
        (["site", "--from", "someday"], 2, "is not a day"),
        (["site", "--check", "--serve"], 2, "--check writes nothing"),
        (["site", "--previous", "nowhere"], 2, "has no api/changes.json"),
    ],
)
def test_what_cannot_be_asked(
    world: World, tmp_path: Path, arguments: list[str], code: int, told: str
) -> None:
    given = [str(tmp_path / name) if name == "site" else name for name in arguments]
    assert told in one_line(world("publish", *given), code)
    assert not (tmp_path / "site").exists()
