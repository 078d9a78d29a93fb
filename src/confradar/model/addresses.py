"""Addresses of official pages as patterns: one for all years, with the edition's year in it."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, StringConstraints

from confradar.model.base import checked_url

_PLACE = re.compile(r"\{([^{}]*)\}")
_PLACES = ("year", "yy")


def address_in(pattern: str, year: int) -> str:
    """The address of an edition's page: ``{year}`` is its year, ``{yy}`` the last two digits."""
    return pattern.replace("{year}", str(year)).replace("{yy}", f"{year % 100:02d}")


def names_year(pattern: str) -> bool:
    """Whether each edition has an address of its own; else one page is for all of them."""
    return address_in(pattern, 2001) != address_in(pattern, 2002)


def _pattern(text: str) -> str:
    for place in _PLACE.findall(text):
        if place not in _PLACES:
            raise ValueError(f"{{{place}}} is not known: write {{year}} or {{yy}}")
    filled = address_in(text, 2027)
    if "{" in filled or "}" in filled:
        raise ValueError(f"{text!r} has a brace without its other half")
    if any(letter.isspace() for letter in text) or not text.isprintable():
        raise ValueError(f"{text!r} is not an address: it has a space in it")
    checked_url(filled)
    return text


Pattern = Annotated[str, StringConstraints(max_length=2000), AfterValidator(_pattern)]
