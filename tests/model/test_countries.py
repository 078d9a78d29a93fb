"""Countries as announcements spell them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from confradar.model.countries import country_code, country_names, country_of_place


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Germany", "DE"),
        ("germany", "DE"),
        ("DE", "DE"),
        ("DEU", "DE"),
        ("USA", "US"),
        ("U.S.A.", "US"),
        ("United States", "US"),
        ("UK", "GB"),
        ("Scotland", "GB"),
        ("South Korea", "KR"),
        ("Republic of Korea", "KR"),
        ("Korea", "KR"),
        ("Türkiye", "TR"),
        ("Turkey", "TR"),
        ("Czech Republic", "CZ"),
        ("The Netherlands", "NL"),
        ("Viet Nam", "VN"),
        ("Taiwan", "TW"),
        ("Hong Kong", "HK"),
        ("Macau", "MO"),
        ("UAE", "AE"),
        ("Côte d'Ivoire", "CI"),
        ("cote d ivoire", "CI"),
        ("中国", "CN"),
    ],
)
def test_names_and_codes(name: str, code: str) -> None:
    assert country_code(name) == code


@pytest.mark.parametrize(
    "name", ["", " ", "X", "Atlantis", "840", "Pennsylvania", "TBD", "Online", "Europe"]
)
def test_what_is_no_country_gives_none(name: str) -> None:
    assert country_code(name) is None


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ("Vienna, Austria", "AT"),
        ("Baltimore, Maryland USA", "US"),
        ("Seattle, WA", "US"),
        ("Honolulu, Hawaii", "US"),
        ("Philadelphia, Pennsylvania", "US"),
        ("Atlanta, Georgia", None),
        ("Atlanta, GA", "US"),
        ("Washington, DC", "US"),
        ("Berlin, DE", "DE"),
        ("Taipei, Taiwan, China", "TW"),
        ("Hong Kong, China", "HK"),
        ("Tbilisi, Georgia", "GE"),
        ("Seoul, South Korea (hybrid)", "KR"),
        ("San Diego, USA and Mexico City, Mexico", "MX"),
        ("Macao S.A.R.", "MO"),
        ("Singapore", "SG"),
        ("London, UK.", "GB"),
        ("Somewhere", None),
        ("", None),
        (",", None),
        ("(Online)", None),
    ],
)
def test_the_country_of_a_place(place: str, code: str | None) -> None:
    assert country_of_place(place) == code


@given(st.text(max_size=30))
def test_no_text_breaks_the_lookup(text: str) -> None:
    for code in (country_code(text), country_of_place(text)):
        assert code is None or (len(code) == 2 and code.isupper())


def test_names_of_a_country_lead_back_to_its_code() -> None:
    for code in ("US", "GB", "KR", "TR", "AE", "CZ", "CN", "VN"):
        names = country_names(code)
        assert names[0] == code
        assert {country_code(name) for name in names} == {code}
    assert country_names("XX") == ("XX",)
