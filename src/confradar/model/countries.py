"""Country names to ISO 3166 codes, on top of pycountry."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

# Spellings seen in venue announcements that ISO 3166 and pycountry do not list.
SPELLINGS = {
    "america": "US",
    "u s a": "US",
    "u s": "US",
    "eeuu": "US",
    "hawaii": "US",
    "uk": "GB",
    "u k": "GB",
    "england": "GB",
    "scotland": "GB",
    "wales": "GB",
    "northern ireland": "GB",
    "korea": "KR",
    "republic of korea": "KR",
    "uae": "AE",
    "u a e": "AE",
    "dubai": "AE",
    "taipei": "TW",
    "russia": "RU",
    "turkey": "TR",
    "the netherlands": "NL",
    "holland": "NL",
    "hong kong sar": "HK",
    "hongkong": "HK",
    "macao s a r": "MO",
    "macau": "MO",
    "singapore expo": "SG",
    "p r china": "CN",
    "mainland china": "CN",
    "brasil": "BR",
    "中国": "CN",
    "美国": "US",
    "日本": "JP",
    "韩国": "KR",
    "英国": "GB",
    "法国": "FR",
    "德国": "DE",
    "加拿大": "CA",
    "澳大利亚": "AU",
    "新加坡": "SG",
    "意大利": "IT",
    "西班牙": "ES",
}


@lru_cache(maxsize=2048)
def country_code(name: str) -> str | None:
    """The ISO 3166 alpha-2 code of a country's name, code or usual spelling; None when it is not
    one."""
    from confradar.model.names import fold

    folded = fold(name)
    if folded in SPELLINGS:
        return SPELLINGS[folded]
    if len(folded) < 2 or any(character.isdigit() for character in folded):
        return None
    return _spelt().get(name.strip().lower()) or _folded_names().get(folded)


@lru_cache(maxsize=1)
def _countries() -> dict[str, dict[str, str]]:
    """The countries of pycountry's table by their alpha-2 codes. Its file is read directly: to
    import pycountry looks through what is installed, which takes far longer."""
    found = find_spec("pycountry")
    if found is None or found.origin is None:
        raise ModuleNotFoundError(name="pycountry")
    text = Path(found.origin).with_name("databases").joinpath("iso3166-1.json").read_bytes()
    return {country["alpha_2"]: country for country in json.loads(text)["3166-1"]}


@lru_cache(maxsize=1)
def _spelt() -> dict[str, str]:
    """The code of every country by its names, its codes and its flag, in small letters. Where two
    countries share a spelling, one whose code it is goes before one whose name it is."""
    # the last one of a spelling stays
    fields = ("common_name", "official_name", "name", "flag", "alpha_3", "alpha_2")
    return {
        country[field].lower(): code
        for field in fields
        for code, country in _countries().items()
        if field in country
    }


@lru_cache(maxsize=1)
def _folded_names() -> dict[str, str]:
    from confradar.model.names import fold

    return {fold(name): code for code, country in _countries().items() for name in _names(country)}


def _names(country: Mapping[str, str]) -> list[str]:
    fields = (country.get(field) for field in ("name", "common_name", "official_name"))
    return [name for name in fields if name]


@lru_cache(maxsize=512)
def country_names(code: str) -> tuple[str, ...]:
    """The code and every name of a country, its usual one first after the code."""
    country = _countries().get(code.upper())
    if country is None:
        return (code,)
    usual = country.get("common_name", country["name"])
    spellings = (name for name, known in SPELLINGS.items() if known == code)
    return tuple(dict.fromkeys((code, usual, country["alpha_3"], *_names(country), *spellings)))


def country_of_place(place: str) -> str | None:
    """The country that a place such as ``Vienna, Austria`` or ``Baltimore, Maryland USA`` ends in;
    None where it names none.

    A US state alone means the US, but for Georgia, which is also a country.
    """
    bare = re.sub(r"\([^)]*\)", " ", place)
    parts = [part.strip(" .;") for part in re.split(r"[,;/]| and ", bare) if part.strip(" .;")]
    if not parts:
        return None
    for part in parts:
        if part.casefold() in _OF_THEIR_OWN:
            return country_code(part)
    last = parts[-1]
    if len(parts) > 1 and (last in _states() or last.casefold() in _states()):
        return "US"
    if last.casefold() == "georgia" and parts[0].casefold() not in {"tbilisi", "batumi", "kutaisi"}:
        return None
    return country_code(last) or next(
        (code for words in _tails(last) if (code := country_code(words))), None
    )


def _tails(text: str) -> list[str]:
    """The last two words of a text and the last one, where there are more."""
    words = text.split()
    return [
        " ".join(words[-count:]) for count in (2, 1) if len(words) > count and len(words[-1]) > 2
    ]


# What has a code of its own in ISO 3166, whatever country the line ends in.
_OF_THEIR_OWN = frozenset({"hong kong", "macau", "macao", "taiwan", "taipei"})


@lru_cache(maxsize=1)
def _states() -> frozenset[str]:
    """The codes (``WA``) of the states of the US and their names in small letters, without those
    that rather name a country: Georgia, and DE for Germany."""
    import pycountry

    parts = list(pycountry.subdivisions.get(country_code="US"))  # type: ignore[no-untyped-call] # not typed in pycountry
    states = [part for part in parts if part.type in {"State", "District"}]
    codes = {state.code.removeprefix("US-") for state in states}
    return frozenset(codes - {"DE"} | {part.name.casefold() for part in parts} - {"georgia"})
