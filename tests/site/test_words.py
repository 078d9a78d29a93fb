"""The words of the site: both languages say everything, and nothing that no page says."""

from __future__ import annotations

import re
from string import Formatter

from confradar import paths
from confradar.model.kinds import CALLED_OFF, KINDS, Activity, Cadence, Format
from confradar.site.events import CONTINENTS
from confradar.site.words import words
from confradar.views.words.chinese_site import WORDS as CHINESE
from confradar.views.words.english_site import WORDS as ENGLISH

SITE = paths.PACKAGE / "site"


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_both_languages_say_all_with_the_same_places() -> None:
    assert list(ENGLISH) == list(CHINESE)
    for key, text in ENGLISH.items():
        for form in (*text.split("|"), CHINESE[key]):
            assert places(form) == places(text), key


def test_every_key_is_said_somewhere() -> None:
    text = "\n".join(
        path.read_text() for path in SITE.rglob("*") if path.suffix in {".py", ".html", ".js"}
    )
    names = "venues topics ranks timeline events workshops journals about".split()
    composed = {f"site.{name}" for name in names}
    groups = ("venue.", "edition.", "format.", "cadence.", "activity.", "region.")
    for key in ENGLISH:
        said = key.removeprefix("site.js.") if key.startswith("site.js.") else key
        assert (
            key in composed
            or key.startswith(groups)
            or re.search(rf"['\"]{re.escape(said)}['\"]", text)
        ), key


def test_every_fixed_word_has_its_name() -> None:
    say = words("zh")
    fixed = {
        "venue": KINDS,
        "edition": ("planned", "open", "closed", "over", *CALLED_OFF),
        "format": [form.value for form in Format],
        "cadence": [cadence.value for cadence in Cadence],
        "activity": [activity.value for activity in Activity],
        "region": CONTINENTS,
    }
    for group, names in fixed.items():
        for name in names:
            assert say.named(group, name) != name, (group, name)
