"""In which language a run speaks, decided once, before anything is said: by ``--lang`` wherever it
stands on the command line, else by CONFRADAR_LANG, else by the locale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from confradar.errors import UsageError

if TYPE_CHECKING:
    from confradar.views.words import Words

OPTION, VARIABLE = "--lang", "CONFRADAR_LANG"
WRITTEN = "en"  # in which all is written
LOCALES = ("LC_ALL", "LC_MESSAGES", "LANG")  # the first that says something decides


class Language(NamedTuple):
    """A language, and whether it was ``asked`` for: a locale changes what people read, never a file
    that is written for other programs."""

    name: str = WRITTEN
    asked: bool = False


_run = Language()


def choose(arguments: Sequence[str], environ: Mapping[str, str]) -> None:
    """Have this run speak the language that its arguments and environment say. Raises UsageError
    where the environment names one that there is none of."""
    global _run  # one a process, as its locale is: errors have no context
    _run = Language()
    _run = _chosen(arguments, environ)


def _chosen(arguments: Sequence[str], environ: Mapping[str, str]) -> Language:
    if (asked := _option(arguments)) and (found := _known(asked)):  # the parser refuses others
        return Language(found, asked=True)
    if asked := environ.get(VARIABLE):
        from confradar.views.words import find_language

        try:
            return Language(find_language(asked), asked=True)
        except UsageError as error:
            raise UsageError(f"{VARIABLE}: {error}", hint=error.hint) from None
    locale = next((value for name in LOCALES if (value := environ.get(name))), "")
    return Language(_known(locale.partition(".")[0]) or WRITTEN)


def _known(tag: str) -> str | None:
    """The language of a tag or a locale's name, where there are words of it."""
    language = tag.strip().lower().replace("_", "-").partition("-")[0]
    if language in {"", "c", "posix", WRITTEN}:
        return WRITTEN
    from confradar.views.words import LANGUAGES

    return language if language in LANGUAGES else None


def _option(arguments: Sequence[str]) -> str | None:
    """What stands behind the last ``--lang``; the parser refuses what is none."""
    found = None
    for place, word in enumerate(arguments):
        if word == "--":
            break
        name, equals, value = word.partition("=")
        if name == OPTION:
            found = value if equals else next(iter(arguments[place + 1 : place + 2]), None)
    return found


def say() -> Words:
    """The words for what people read."""
    from confradar.views.words import words

    return words(_run.name)


def say_in_files() -> Words:
    """The words for calendars and other files and documents."""
    from confradar.views.words import words

    return words(_run.name if _run.asked else WRITTEN)


def told(text: str) -> str:
    """A sentence in the language of the run."""
    return text if _run.name == WRITTEN else say().sentence(text)


def english() -> bool:
    """Whether the run speaks the language in which all is written."""
    return _run.name == WRITTEN
