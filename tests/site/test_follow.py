"""A site as a source: another confradar follows it, and publishes the same."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from confradar.site.folder import MANIFEST
from confradar.site.previous import CHANGES
from confradar.site.settings import KEYS
from server import serving
from sites import World, files, venues
from support import deadline, venue


def follow(world: World, address: str) -> None:
    """Have the reader follow nothing but this catalogue, and sync."""
    for name in ("ccfddl", "hf", "aideadlines"):
        assert world("sources", "disable", name).code == 0
    done = world("sources", "add", address, "--format", "confradar", "--id", "lab")
    assert done.code == 0, done.err
    done = world("sync")
    assert done.code == 0, done.err


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address of a folder on loopback."""
    handler = partial(SimpleHTTPRequestHandler, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(
            target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        )
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


def test_publish_sync_publish_is_a_fixed_point(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reader whose shipped catalogue has one of the venues follows a site over the network: what
    he publishes is what he follows, and so on."""
    monkeypatch.setattr(SimpleHTTPRequestHandler, "log_message", lambda *_: None)
    first = World(tmp_path / "first")
    site = tmp_path / "site"
    assert first("publish", str(site)).code == 0
    for name in ("second", "third"):
        other = World(tmp_path / name, venues()[0])
        with served(site) as address:
            follow(other, f"{address}/catalogue.yaml")
        before, site = files(site), tmp_path / f"{name}-site"
        assert other("publish", str(site)).code == 0
        after = files(site)
        assert after["catalogue.yaml"] == before["catalogue.yaml"]
        differing = {
            path for path in after.keys() | before.keys() if after.get(path) != before.get(path)
        }
        # what came with this sync is told, by feeds and by the pages that have the latest news
        news = ("feeds/", "index.html", "venues/", "topics/", "ranks/")
        assert {path for path in differing if not path.startswith(news)} <= {MANIFEST, CHANGES}


def test_where_a_source_is_on_this_machine_is_nobody_s_business(
    world: World, tmp_path: Path
) -> None:
    other = World(tmp_path / "other", venue("gamma", topics=["cv"], name="Only in the lab's list"))
    assert other("publish", str(tmp_path / "lab")).code == 0
    follow(world, str(tmp_path / "lab" / "catalogue.yaml"))
    site = tmp_path / "site"
    assert world("publish", str(site)).code == 0
    assert "venues/gamma.html" in files(site)
    for path, data in files(site).items():
        assert str(tmp_path).encode() not in data, path


def test_the_reader_s_own_records_are_laid_over(world: World, tmp_path: Path) -> None:
    own = Path(world.environ["CONFRADAR_CONFIG_DIR"]) / "venues.yaml"
    own.parent.mkdir(parents=True)
    own.write_text("venues:\n  - {id: beta, name: Named otherwise}\n")
    site = tmp_path / "site"
    assert world("publish", str(site)).code == 0
    assert b"Named otherwise" in files(site)["catalogue.yaml"]
    assert b"Named otherwise" in files(site)["venues/beta.html"]


def test_a_site_at_an_address_gives_its_history(world: World, tmp_path: Path) -> None:
    assert world("publish", str(tmp_path / "old")).code == 0
    told = (tmp_path / "old" / CHANGES).read_bytes()
    alpha, *rest = venues()
    alpha["editions"][0]["deadlines"].append(deadline("2026-11-20", kind="demo"))
    world.ship(alpha, *rest)
    with serving() as site:
        site.routes["/radar/api/changes.json"] = lambda asked: asked.reply(200, told)
        done = world("publish", str(tmp_path / "new"), "--previous", f"{site.url}/radar")
        assert done.code == 0, done.err
        assert b"ALPHA 2027: demo new" in files(tmp_path / "new")["feeds/all.atom"]
        # nothing is there yet: the first time that a site is published
        assert world("publish", str(tmp_path / "x"), "--previous", f"{site.url}/none/").code == 0
        site.routes["/broken/api/changes.json"] = lambda asked: asked.reply(403)
        done = world("publish", str(tmp_path / "y"), "--previous", f"{site.url}/broken/")
        assert (done.code, (tmp_path / "y").exists()) == (4, False)


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ('titel = "x"', "did you mean title?"),
        ("title = 3", "publish.title: expected text"),
        ("topic = [1]", "publish.topic: expected text, or a list"),
        ('following = "yes"', "publish.following: expected true or false"),
    ],
)
def test_a_table_that_cannot_be_read(world: World, tmp_path: Path, table: str, told: str) -> None:
    _configure(world, table)
    done = world("publish", str(tmp_path / "site"))
    assert (done.code, (tmp_path / "site").exists()) == (5, False)
    assert told in done.err
    assert "config.toml" in done.err


def _configure(world: World, table: str) -> None:
    config = Path(world.environ["CONFRADAR_CONFIG_DIR"]) / "config.toml"
    config.parent.mkdir(parents=True, exist_ok=True)
    config.write_text(f"[publish]\n{table}\n")


def test_the_configuration_says_what_options_do_not(world: World, tmp_path: Path) -> None:
    site = tmp_path / "site"
    _configure(
        world,
        f'directory = "{site}"\ntitle = "The lab"\ntopic = "nlp"\nlang = "zh"\n'
        'base-url = "https://lab.example/radar"\nestimates = false',
    )
    assert world("publish").code == 0
    front = (site / "index.html").read_text()
    assert "<h1>The lab</h1>" in front
    assert '<html lang="zh"' in front
    assert "venues/beta.html" not in files(site)
    assert not re.search("data-est", front)
    assert world("publish", "--lang", "en", "--topic", "cv").code == 0
    assert '<html lang="en"' in (site / "index.html").read_text()
    assert "venues/beta.html" in files(site)


def test_every_option_has_its_key() -> None:
    from confradar.cli.commands import loaded

    names = {
        option.removeprefix("--").removeprefix("include-")
        for parameter in loaded("publish").params
        for option in parameter.opts
        if option.startswith("--")
    }
    own = {"check", "serve", "port", "catalogue", "tz", "now", "help"}
    assert names - own == set(KEYS) - {"directory"}


def test_serving_is_on_this_machine_alone_until_interrupted(tmp_path: Path) -> None:
    import urllib.request

    from confradar.site import serving as preview

    (tmp_path / "index.html").write_text("front")
    (tmp_path / "all.ics").write_text("calendar")
    addresses: list[str] = []
    ready = threading.Event()

    def told(address: str) -> None:
        addresses.append(address)
        ready.set()

    threading.Thread(target=preview.serve, args=(tmp_path, 0, told), daemon=True).start()
    assert ready.wait(10)
    assert addresses[0].startswith("http://127.0.0.1:")
    with urllib.request.urlopen(f"{addresses[0]}all.ics") as answer:  # noqa: S310 # loopback
        assert answer.headers["Content-Type"].startswith("text/calendar")
    with urllib.request.urlopen(addresses[0]) as answer:  # noqa: S310 # loopback
        assert answer.read() == b"front"
    port = int(addresses[0].rsplit(":", 1)[1].strip("/"))
    with pytest.raises(Exception, match=f"port {port} cannot be used"):
        preview.serve(tmp_path, port, told)
