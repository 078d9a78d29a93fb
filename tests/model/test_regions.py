"""Regions of the world: which countries they have."""

from __future__ import annotations

import pycountry
import pytest

from confradar.model.regions import REGIONS, region_countries

CONTINENTS = ("africa", "americas", "antarctica", "asia", "europe", "oceania")


def test_every_country_is_on_one_continent() -> None:
    listed = [code for name in CONTINENTS for code in region_countries(name)]
    assert sorted(listed) == sorted(country.alpha_2 for country in pycountry.countries)


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("AT", "europe, Western Europe"),
        ("GB", "europe, northern_europe"),
        ("TR", "asia, WESTERN-ASIA, west asia"),
        ("SG", "亚洲, South-East Asia, southeast asia"),
        ("TW", "asia, east-asia, eastern asia"),
        ("MX", "North America, americas, Latin America, central-america"),
        ("US", "north-america, northern-america, 北美"),
        ("BR", "south-america, latin-america-and-the-caribbean"),
        ("NZ", "Oceania, australia-and-new-zealand, Australasia"),
        ("ZA", "africa, Sub-Saharan Africa, southern-africa"),
    ],
)
def test_a_region_is_known_however_it_is_spelled(code: str, names: str) -> None:
    for name in names.split(", "):
        assert code in region_countries(name), name


def test_a_country_is_in_its_own_regions_only() -> None:
    assert {name for name in REGIONS if "DE" in region_countries(name)} == {
        "europe",
        "western-europe",
    }
    assert region_countries("middle earth") == region_countries("") == ()
