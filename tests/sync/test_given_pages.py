"""Real pages, served as their venues' sites would: none replaces an announced value by a wrong one,
and hardly any value that is taken is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from confradar import paths
from confradar.catalogue.load import load_catalogue
from confradar.model.deadline import Deadline
from confradar.model.names import fold, slug
from confradar.model.venue import Edition, Venue
from confradar.sources.answers import Answer, Limits, Validators
from confradar.sources.pages import Manners, fetch_pages
from confradar.sync.check_pages import AskedPage, Seen, Wish, keep, look
from confradar.sync.combine import from_text
from confradar.sync.page_records import Key
from confradar.sync.page_steps import is_from
from confradar.sync.run import Places
from confradar.sync.store import Store
from server import Asked, serving

CALLS = Path(__file__).parents[2].parent / "shared" / "calls" / "pages"
NOW = datetime(2026, 11, 27, 16, tzinfo=UTC)
MANNERS = Manners("confradar/test", Limits(timeout=5, total=20), pause=0, total=120)
MEDIA = {".html": "text/html", ".md": "text/markdown", ".txt": "text/plain"}
# Of what is taken, so much may be wrong.
WRONG = 0.02

pytestmark = pytest.mark.skipif(not CALLS.is_dir(), reason="no real pages here: ../shared/calls")


@pytest.fixture(scope="module")
def known() -> dict[str, Venue]:
    """The venues of the shipped catalogue, by id."""
    files = [paths.bundled("venues.yaml")], paths.bundled("topics.yaml")
    return {venue.id: venue for venue in load_catalogue(*files).venues}


@pytest.fixture(scope="module")
def truths() -> dict[str, dict[str, Any]]:
    """What each page says, by its name."""
    files = {path.name.split(".")[0]: path for path in CALLS.glob("*.truth.yaml")}
    return {name: yaml.safe_load(path.read_text()) for name, path in files.items()}


@pytest.fixture(scope="module")
def asked(
    known: Mapping[str, Venue], truths: Mapping[str, dict[str, Any]]
) -> Iterator[tuple[dict[str, AskedPage], dict[Key, Seen]]]:
    """The pages by name, and what came of each."""
    with serving() as site:
        pages = {}
        for name, truth in truths.items():
            (file,) = (path for path in CALLS.glob(f"{name}.*") if ".truth" not in path.name)
            path = f"/{name}/{truth['year']}/dates"
            media = f"{MEDIA[file.suffix]}; charset=utf-8"
            site.routes[path] = _served(file.read_bytes(), media)
            head = _head(str(truth["venue"]), known)
            pages[name] = AskedPage(head, truth["year"], site.url + path, dated=True)
        yield pages, look(list(pages.values()), {}, _fetch, lambda _: set())


def _served(body: bytes, media: str) -> Callable[[Asked], None]:
    return lambda asked: asked.reply(200, body, Content_Type=media)


def _fetch(wanted: Mapping[str, Validators | None]) -> Mapping[str, Answer | Any]:
    return fetch_pages(wanted, MANNERS)


def _head(name: str, known: Mapping[str, Venue]) -> Venue:
    """The venue that the catalogue has by this name, else one of the reader's own."""
    for venue in known.values():
        if fold(name) in {fold(text) for text in venue.names()}:
            return venue.model_copy(update={"editions": ()})
    return Venue.model_validate(
        {"id": slug(name), "acronym": name, "name": name, "kind": "workshop",
         "topics": ["nlp"], "sources": ["own"]}
    )  # fmt: skip


def _taken(
    base: Path, folder: Path, asked: tuple[dict[str, AskedPage], dict[Key, Seen]]
) -> Iterator[tuple[str, AskedPage, Edition, Deadline]]:
    """All values that are taken of the pages, each with its page and edition."""
    pages, seen = asked
    store = Store(folder / "sync")
    places = Places(base, paths.bundled("topics.yaml"), store)
    keep(list(pages.values()), seen, Wish(apply=True), [], places, now=NOW)
    data = store.read(store.state().catalogue)
    assert data is not None
    venues = {venue.id: venue for venue in from_text(data, "merged")}
    for name, page in pages.items():
        venue = venues.get(page.head.id)
        for edition in venue.editions if venue else ():
            if edition.year == page.year:
                for item in edition.deadlines:
                    if is_from(item, page.address):
                        yield name, page, edition, item


def _right(item: Deadline, truth: Mapping[str, Any]) -> bool:
    return any(
        point["date"] == item.at[:10] and item.kind.value in point["kind"]
        for point in truth["points"]
    )


def test_no_announced_value_is_replaced_by_a_wrong_one(
    asked: Any, truths: Any, known: Mapping[str, Venue], tmp_path: Path
) -> None:
    replaced = 0
    for name, page, edition, item in _taken(paths.bundled("venues.yaml"), tmp_path, asked):
        before = known.get(page.head.id)
        held = {
            old.lasting_key: old
            for other in (before.editions if before else ())
            if other.year == edition.year
            for old in other.deadlines
        }
        old = held.get(item.lasting_key)
        if old and old.known and not old.gone and old.at[:10] != item.at[:10]:
            replaced += 1
            assert _right(item, truths[name]), f"{name}: {old.at} -> {item.at}: {item.evidence}"
    assert replaced


def test_hardly_a_value_from_an_empty_catalogue_is_wrong(
    asked: Any, truths: Any, tmp_path: Path
) -> None:
    empty = tmp_path / "empty.yaml"
    empty.write_text("schema: 1\nvenues: []\n")
    taken = list(_taken(empty, tmp_path, asked))
    wrong = [(name, item.at) for name, _, _, item in taken if not _right(item, truths[name])]
    assert len(taken) > 400
    assert len(wrong) <= WRONG * len(taken), wrong
