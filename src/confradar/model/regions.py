"""Regions of the world and their countries, by ISO 3166 code.

The table is the geoscheme of the United Nations, M49 (Standard country or area codes for
statistical use, https://unstats.un.org/unsd/methodology/m49/): so Cyprus, Turkey and the Caucasus
are in Western Asia, Russia in Eastern Europe, Mexico in North America. TW, for which M49 has no
entry, stands in Eastern Asia.
"""

from __future__ import annotations

from confradar.model.names import fold

# The smallest regions of M49, an intermediate one where it has such.
_PARTS = {
    "northern-africa": "DZ EG EH LY MA SD TN",
    "eastern-africa": "BI DJ ER ET IO KE KM MG MU MW MZ RE RW SC SO SS TF TZ UG YT ZM ZW",
    "middle-africa": "AO CD CF CG CM GA GQ ST TD",
    "southern-africa": "BW LS NA SZ ZA",
    "western-africa": "BF BJ CI CV GH GM GN GW LR ML MR NE NG SH SL SN TG",
    "caribbean": "AG AI AW BB BL BQ BS CU CW DM DO GD GP HT JM KN KY LC MF MQ MS PR SX TC TT VC "
    "VG VI",
    "central-america": "BZ CR GT HN MX NI PA SV",
    "south-america": "AR BO BR BV CL CO EC FK GF GS GY PE PY SR UY VE",
    "northern-america": "BM CA GL PM US",
    "central-asia": "KG KZ TJ TM UZ",
    "eastern-asia": "CN HK JP KP KR MN MO TW",
    "south-eastern-asia": "BN ID KH LA MM MY PH SG TH TL VN",
    "southern-asia": "AF BD BT IN IR LK MV NP PK",
    "western-asia": "AE AM AZ BH CY GE IL IQ JO KW LB OM PS QA SA SY TR YE",
    "eastern-europe": "BG BY CZ HU MD PL RO RU SK UA",
    "northern-europe": "AX DK EE FI FO GB GG IE IM IS JE LT LV NO SE SJ",
    "southern-europe": "AD AL BA ES GI GR HR IT ME MK MT PT RS SI SM VA",
    "western-europe": "AT BE CH DE FR LI LU MC NL",
    "australia-and-new-zealand": "AU CC CX HM NF NZ",
    "melanesia": "FJ NC PG SB VU",
    "micronesia": "FM GU KI MH MP NR PW UM",
    "polynesia": "AS CK NU PF PN TK TO TV WF WS",
    "antarctica": "AQ",
}
# What is made of others; North America is the continent of M49's own note.
_WHOLES = {
    "africa": "northern-africa sub-saharan-africa",
    "sub-saharan-africa": "eastern-africa middle-africa southern-africa western-africa",
    "americas": "latin-america-and-the-caribbean northern-america",
    "latin-america-and-the-caribbean": "caribbean central-america south-america",
    "north-america": "caribbean central-america northern-america",
    "asia": "central-asia eastern-asia south-eastern-asia southern-asia western-asia",
    "europe": "eastern-europe northern-europe southern-europe western-europe",
    "oceania": "australia-and-new-zealand melanesia micronesia polynesia",
}
REGIONS = (*_WHOLES, *_PARTS)
"""The names of the regions, the continents among the first."""
# Further names of them.
_SPELLINGS = {
    "latin america": "latin-america-and-the-caribbean",
    "east asia": "eastern-asia",
    "southeast asia": "south-eastern-asia",
    "south east asia": "south-eastern-asia",
    "southeastern asia": "south-eastern-asia",
    "south asia": "southern-asia",
    "west asia": "western-asia",
    "subsaharan africa": "sub-saharan-africa",
    "north africa": "northern-africa",
    "east africa": "eastern-africa",
    "west africa": "western-africa",
    "east europe": "eastern-europe",
    "north europe": "northern-europe",
    "south europe": "southern-europe",
    "west europe": "western-europe",
    "australasia": "australia-and-new-zealand",
    "非洲": "africa",
    "美洲": "americas",
    "北美": "north-america",
    "北美洲": "north-america",
    "南美": "south-america",
    "南美洲": "south-america",
    "拉丁美洲": "latin-america-and-the-caribbean",
    "亚洲": "asia",
    "东亚": "eastern-asia",
    "东南亚": "south-eastern-asia",
    "欧洲": "europe",
    "大洋洲": "oceania",
}


def region_countries(name: str) -> tuple[str, ...]:
    """The ISO 3166 alpha-2 codes of the countries of a region, sorted; empty for a name that no
    region has. Case, accents and separators do not count."""
    folded = fold(name)
    region = _SPELLINGS.get(folded, folded.replace(" ", "-"))
    if region in _WHOLES:
        parts = _WHOLES[region].split()
        return tuple(sorted(code for part in parts for code in region_countries(part)))
    return tuple(_PARTS.get(region, "").split())
