"""The words of a site in a language: those of all views, and its own."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from confradar.views.words import Words
from confradar.views.words import words as shared

_OWN = {"en": "english_site", "zh": "chinese_site"}


@cache
def words(language: str) -> Words:
    """The words of a language: en or zh."""
    own = import_module(f"confradar.views.words.{_OWN[language]}").WORDS
    return Words(language, {**shared(language).table, **own})
