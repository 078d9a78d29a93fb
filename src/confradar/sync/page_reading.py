"""What an official page answered, read: its points, or why there are none."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from confradar.errors import DataError, NetworkError, RefusedError
from confradar.formats.calls.dated_points import EDITION_GUESSED, Point
from confradar.formats.calls.document import read_document
from confradar.formats.calls.page_points import Call
from confradar.formats.calls.years import NAMED_IN_TEXT
from confradar.model.names import fold
from confradar.sources.answers import Answer
from confradar.sources.pages import ElsewhereError, NotAskedError
from confradar.sources.robots import ForbiddenError
from confradar.sync.page_records import Status


@dataclass(frozen=True)
class PageSaid:
    """What came of a page: its points where it was ``read``, else why not."""

    status: Status
    detail: str = ""
    points: tuple[Point, ...] = ()


@dataclass(frozen=True)
class Meant:
    """The edition that a page is asked for: ``dated`` where its address names the year. ``others``
    gives the ids of the venues that a name belongs to, ``own`` are those that it may be of (None:
    any, since the page of a workshop names its host), ``names`` what its venue is called."""

    year: int
    dated: bool
    own: Container[str] | None
    names: Sequence[str]
    others: Callable[[str], set[str]]


_LOGIN_PATH = re.compile(
    r"(?:^|[/_.-])(?:log-?in|log-?on|sign-?in|sso|saml\d?|oauth\d?)(?:[/_.?-]|$)", re.I
)
_PASSWORD = re.compile(rb"<input\b[^>]*\btype\s*=\s*[\"']?password", re.I)
_PARKED = re.compile(
    rb"domain(?: name)?(?: \S+)? (?:is|may be|could be) (?:parked|for sale|available for purchase)|"
    rb"buy this domain|parked (?:free|domain|page)|domain parking|sedoparking|parkingcrew|"
    rb"hugedomains|(?:domain|website|site) has expired|expired domain|"
    rb"renew (?:this|your) domain|interested in this domain",
    re.I,
)
_NOT_FOUND = re.compile(
    rb"<(title|h1)\b[^>]*>[^<]*"
    rb"(?:\b404\b|not found|does(?:n.t| not) exist|coming soon|under construction)[^<]*</",
    re.I,
)
_HEAD = 256 * 1024


def failure(error: NetworkError) -> PageSaid:
    """What a page that did not come means: 404 and 410 are answers."""
    if isinstance(error, ForbiddenError):
        return PageSaid(Status.forbidden, str(error))
    if isinstance(error, NotAskedError):
        return PageSaid(Status.not_asked, str(error))
    if isinstance(error, ElsewhereError):
        return PageSaid(Status.unreadable, str(error))
    if isinstance(error, RefusedError):
        if error.status in {404, 410}:
            return PageSaid(Status.missing, f"the server answers {error.status}")
        if error.status in {401, 403, 407}:
            return PageSaid(Status.unreadable, str(error))
    return PageSaid(Status.failed, str(error))


def read_answer(
    body: bytes, answer: Answer, address: str, meant: Meant, form: str | None = None
) -> PageSaid:
    """The points that a page gives for the edition that is meant, or why none."""
    if why := _no_page(body[:_HEAD], answer.address if answer.address != address else ""):
        return PageSaid(Status.unreadable, why)
    try:
        call = _call(body, answer, address, meant, form)
    except DataError as error:
        return _no_dates(body[:_HEAD], str(error).removeprefix(f"{address}: "))
    if isinstance(call, PageSaid):
        return call
    if _of_another(call, meant):
        return PageSaid(Status.unreadable, f"it is the page of {call.edition.venue}")
    return PageSaid(Status.read, points=call.points)


def _call(
    body: bytes, answer: Answer, address: str, meant: Meant, form: str | None
) -> Call | PageSaid:
    """The call of the edition that is meant. A page that says itself that it is of another year is
    not read as of this one; one that says nothing is of the year in its address."""

    def read(year: int | None) -> Call:
        found = read_document(body, address, year=year, form=form, media=answer.media)
        calls = [item.call for item in found if item.call]
        if len(calls) != 1:
            raise DataError(f"it holds {len(calls)} calls")
        return calls[0]

    try:
        own = read(None)
    except DataError as error:
        if "several editions" in str(error) or ("which year" in str(error) and meant.dated):
            return read(meant.year)
        raise
    other = own.edition.year != meant.year
    if other and own.edition.how.startswith(NAMED_IN_TEXT):
        return _other_year(own, meant)
    if not (own.edition.guessed and meant.dated):
        return _other_year(own, meant) if other else own
    try:
        call = read(meant.year)
    except DataError:
        return _other_year(own, meant)
    if not other:
        return call
    doubtful = (replace(point, doubts=(*point.doubts, EDITION_GUESSED)) for point in call.points)
    return replace(call, points=tuple(doubtful))


def _of_another(call: Call, meant: Meant) -> bool:
    """Whether a page's title names another venue of the catalogue, and its own one nowhere."""
    named = meant.others(call.edition.venue) if call.edition.venue else set()
    if not named or meant.own is None or any(id_ in meant.own for id_ in named):
        return False
    title = f" {fold(call.title)} "
    return not any(f" {fold(name)} " in title for name in meant.names)


def _other_year(call: Call, meant: Meant) -> PageSaid:
    """The page of another edition: one page for all years was not yet renewed."""
    if call.edition.year < meant.year and not meant.dated:
        return PageSaid(Status.missing, f"the page is still of {call.edition.year}")
    how = f" ({call.edition.how})" if call.edition.how else ""
    return PageSaid(Status.wrong_year, f"it is of {call.edition.year}{how}")


def _no_page(head: bytes, moved: str) -> str:
    """Why an answer is no page of a venue at all; empty where it may be one. ``moved`` is where the
    address led to, if to another."""
    if moved and _LOGIN_PATH.search(urlsplit(moved).path):
        return "it wants a login"
    if _PARKED.search(head):
        return "the domain is parked or for sale"
    return ""


def _no_dates(head: bytes, why: str) -> PageSaid:
    """A page that gives no dates: what it is instead, where it says so."""
    if _NOT_FOUND.search(head):
        return PageSaid(Status.missing, "the page says that it is not there")
    if _PASSWORD.search(head):
        return PageSaid(Status.unreadable, "it wants a login")
    return PageSaid(Status.unreadable, why)
