"""`confradar publish`: the radar as a web site, with feeds and calendars."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import urlsplit

import typer

from confradar.cli.command import command
from confradar.cli.context import Context
from confradar.cli.option_groups import Filters
from confradar.cli.options import Following, Regions
from confradar.cli.selection import moment, venue_filter
from confradar.cli.value_types import OneOf
from confradar.errors import UsageError
from confradar.paths import expanded
from confradar.version import __version__

if TYPE_CHECKING:
    from confradar.site.folder import Difference
    from confradar.site.publishing import Order

LANGUAGES = {"en": ("en",), "zh": ("zh",), "both": ("en", "zh")}
PORT = 8000


@command(
    "confradar publish site --base-url https://lab.example/radar/",
    "confradar publish site --topic nlp --lang both --serve",
)
def publish(
    context: Context,
    filters: Filters,
    directory: Annotated[
        Path | None,
        typer.Argument(metavar="[DIR]", help="The folder of the site.", readable=False),
    ] = None,
    following: Following = False,
    region: Regions = None,
    title: Annotated[
        str | None, typer.Option("--title", metavar="TEXT", help="What the site is called.")
    ] = None,
    base_url: Annotated[
        str | None,
        typer.Option("--base-url", metavar="URL", help="Where it will be: https://host/path/."),
    ] = None,
    lang: Annotated[
        str | None,
        typer.Option(
            "--lang",
            metavar="en|zh|both",
            help="Language of the pages. Default: en.",
            click_type=OneOf("language", tuple(LANGUAGES)),
        ),
    ] = None,
    estimates: Annotated[
        bool | None,
        typer.Option(
            "--include-estimates/--no-estimates",
            help="Estimated dates too, marked as such. Default: yes.",
        ),
    ] = None,
    start: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="DAY",
            help="Lists begin with this day. Default: the day of the newest record.",
        ),
    ] = None,
    previous: Annotated[
        str | None,
        typer.Option(
            "--previous",
            metavar="DIR|URL",
            help="Where the site is published already, for its history. Default: DIR.",
        ),
    ] = None,
    check: Annotated[
        bool,
        typer.Option("--check", help="Write nothing; exit with 1 if something would change."),
    ] = False,
    serve: Annotated[
        bool, typer.Option("--serve", help="Then show it on this machine, until interrupted.")
    ] = False,
    port: Annotated[
        int,
        typer.Option("--port", metavar="PORT", min=0, max=65535, help="For --serve; 0 is any."),
    ] = PORT,
) -> None:
    """Write the catalogue as a web site for any static host. It has pages, feeds, calendars, and
    data that other confradars can sync. Only what changed is written, and only the site's own files
    are touched. The table `publish` of the configuration may say the same as the options."""
    from confradar.site.publishing import publish as published
    from confradar.site.settings import publish_table
    from confradar.storage import locked

    table = publish_table(context.paths.settings)
    named = directory or table.get("directory")
    if not named:
        raise UsageError("publish where?", hint="confradar publish DIR")
    into = expanded(str(named))
    if check and serve:
        raise UsageError("--check writes nothing to serve", hint="give one of them")
    given = {
        "title": title,
        "base-url": base_url,
        "lang": lang,
        "estimates": estimates,
        "from": start,
        "following": following or None,
        "region": region,
        "previous": previous,
        **dict(zip(filters.names(), filters.values(), strict=True)),
    }
    said = {**table, **{key: value for key, value in given.items() if value is not None}}
    if check:
        found = published(context.index, _order(context, said, into), into, write=False)
    else:
        with locked(into, context.paths.locks):
            found = published(context.index, _order(context, said, into), into, write=True)
    _tell(context, into, found, check=check)
    if check and found:
        context.out.flush()
        raise SystemExit(1)
    if serve:
        from confradar.site.serving import serve as serving

        serving(into, port, lambda address: context.note(f"{address} (Ctrl-C ends it)"))


def _order(context: Context, said: Mapping[str, Any], into: Path) -> Order:
    """What is to be published. Raises UsageError, StateError, NetworkError."""
    from confradar.site.folder import manifest
    from confradar.site.origins import Origins
    from confradar.site.previous import changes_of, own_changes
    from confradar.site.publishing import Order
    from confradar.sources.registry import load_sources

    filters = Filters(**{name: said.get(name) for name in Filters.names()})
    wanted = venue_filter(
        context, filters, following=bool(said.get("following")), regions=said.get("region")
    )
    before = (
        changes_of(said["previous"], agent=f"confradar/{__version__}")
        if "previous" in said
        else own_changes(into, manifest(into))
    )
    return Order(
        wanted,
        _title(said.get("title", "confradar")),
        _base_url(said["base-url"]) if said.get("base-url") else None,
        LANGUAGES[_language(said.get("lang", "en"))],
        said.get("estimates", True),
        moment(context, said["from"], "--from") if said.get("from") else None,
        context.files,
        Origins.of(load_sources(context.paths.settings)),
        list(context.store.entries()) if context.store.known else [],
        context.checked_days(),
        before,
        "previous" in said,
        context.epoch,
    )


def _language(name: str) -> str:
    from confradar.model.choice import one_of

    return one_of(name, LANGUAGES, "--lang: there is no language")


def _title(text: str) -> str:
    from confradar.views.text import safe

    if not (title := safe(text).strip()):
        raise UsageError("--title is empty", hint="leave it out for the usual one")
    return title


def _base_url(text: str) -> str:
    """The address with a slash at the end. Raises UsageError for one that is none."""
    try:
        parts = urlsplit(text.strip())
        port = parts.port  # raises ValueError
    except ValueError:
        parts, port = urlsplit(""), None
    plain = re.fullmatch(r"[\w.~:/%+@-]*", parts.path, re.ASCII)
    if parts.scheme not in {"http", "https"} or not parts.hostname or port == 0 or not plain:
        raise UsageError(f"--base-url: {text!r} is no address", hint="write https://host/path/")
    if parts.query or parts.fragment or parts.username is not None:
        raise UsageError(
            "--base-url: is more than an address", hint="write https://host/path/, nothing else"
        )
    return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}/"


def _tell(context: Context, into: Path, found: Difference, *, check: bool) -> None:
    """What was added, changed and removed, a line a file on stdout; on a terminal their numbers
    alone."""
    parts = [
        ("added", found.added),
        ("changed", found.changed),
        ("removed", found.removed),
    ]
    if not context.terminal:
        for name, listed in parts:
            for path in sorted(listed):
                context.out.write(f"{name}\t{path}\n")
    added, changed, removed = (len(listed) for _, listed in parts)
    if not found:
        context.note(f"{into}: nothing changed")
    elif check:
        context.note(f"{into}: {added} would be added, {changed} changed, {removed} removed")
    else:
        context.note(f"{into}: {added} added, {changed} changed, {removed} removed")
    for path in found.edited:
        context.note(f"{path} had been changed by somebody else; it is written anew")
    for path in found.kept:
        context.note(f"{path} is no longer the site's, but was changed by somebody else; it stays")
