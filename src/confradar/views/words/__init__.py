"""The words of each language: a table a language (`english`, `chinese`), and their chooser.

What views print is here by key. What is said in English where it arises (errors, notes, help) has
its other languages in `sentences`. Values of machine formats are never translated.
"""

from __future__ import annotations

from datetime import date
from functools import cache, cached_property
from typing import TYPE_CHECKING

from confradar.errors import UsageError
from confradar.views.words.english import WORDS as _ENGLISH

if TYPE_CHECKING:
    from confradar.views.words.sentences import Sentences

# The module of each language; a further one is a line here, its table, and its sentences, a file of
# that name.
_TABLES = {"en": "english", "zh": "chinese"}
LANGUAGES = tuple(_TABLES)


class Words:
    """The words of one language. Called with a key it gives the text, its places filled."""

    def __init__(self, language: str, table: dict[str, str]) -> None:
        self.language = language
        self.table = table

    def __call__(self, key: str, /, **values: object) -> str:
        text = self.table[key]
        return text.format(**values) if values else text

    def counted(self, key: str, number: int, /, **values: object) -> str:
        """A text that tells a number: its first form (before ``|``) of one, else its last."""
        one, _, many = self.table[key].partition("|")
        text = one if abs(number) == 1 or not many else many
        return text.format(number=number, **values)

    def named(self, group: str, name: str) -> str:
        """What a fixed word (a kind, a change) is called; itself where no language has a name."""
        return self.table.get(f"{group}.{name}", name)

    def sentence(self, text: str) -> str:
        """What is written in English where it arises, in this language."""
        return text if self is ENGLISH else self._sentences(text)

    @cached_property
    def _sentences(self) -> Sentences:
        from pathlib import Path

        from confradar.views.words.sentences import Sentences

        return Sentences(Path(__file__).with_name(f"{_TABLES[self.language]}.po"))

    def weekday(self, day: date) -> str:
        """``Fri``."""
        return self.table["weekdays"].split()[day.weekday()]

    def month(self, day: date) -> str:
        """``May``, short."""
        return self.table["months"].split()[day.month - 1]

    def day(self, day: date) -> str:
        """``15 May 2026``."""
        return self("day", day=day.day, month=self.month(day), year=day.year)

    def near_day(self, day: date) -> str:
        """``15 May``."""
        return self("near_day", day=day.day, month=self.month(day))

    def days(self, first: date, last: date) -> str:
        """``6-12 Dec 2026``, ``28 Nov - 3 Dec 2026``, of one day ``6 Dec 2026``."""
        if first == last:
            return self.day(first)
        if first.year != last.year:
            return self("days.years", first=self.day(first), last=self.day(last))
        if first.month != last.month:
            first_day, last_day = self.near_day(first), self.near_day(last)
            return self("days.year", first=first_day, last=last_day, year=last.year)
        month = self.month(last)
        return self("days.month", first=first.day, last=last.day, month=month, year=last.year)

    def month_letters(self, day: date, columns: int) -> str:
        """``May`` or ``M``: a month in so many columns; its number for a name of wide letters."""
        name = self.month(day)
        return (name if name.isascii() else str(day.month))[:columns].ljust(columns)

    def month_of_year(self, day: date, *, short: bool = False) -> str:
        """``May 2026``, short ``May 26``."""
        return self("month_of_year", month=self.month(day), year=f"{day:%y}" if short else day.year)

    def near_days(self, first: date, last: date) -> str:
        """``6-12 Dec``, ``28 Nov - 3 Dec``, of one day ``6 Dec``: days that are near."""
        if first == last:
            return self.near_day(first)
        if (first.year, first.month) != (last.year, last.month):
            return self("near_days", first=self.near_day(first), last=self.near_day(last))
        month = self.month(last)
        return self("near_days.month", first=first.day, last=last.day, month=month)

    def of_week(self, day: date, text: str | None = None) -> str:
        """``Fri 15 May 2026``, or with another text of the day."""
        return self("of_week", weekday=self.weekday(day), day=text or self.day(day))

    def heading(self, day: date) -> str:
        """``Friday, 15 May 2026``, in full."""
        weekday = self.table["weekdays_in_full"].split()[day.weekday()]
        month = self.table["months_in_full"].split()[day.month - 1]
        return self("heading", weekday=weekday, day=day.day, month=month, year=day.year)


ENGLISH = Words("en", _ENGLISH)


@cache
def words(language: str) -> Words:
    """The words of a language: en or zh."""
    from importlib import import_module

    if language == ENGLISH.language:
        return ENGLISH
    return Words(language, import_module(f"{__name__}.{_TABLES[language]}").WORDS)


def find_language(name: str) -> str:
    """The language of a tag in any spelling: ``zh``, ``zh-CN``, ``ZH_cn``. Raises UsageError."""
    language = name.strip().lower().replace("_", "-").partition("-")[0]
    if language not in LANGUAGES:
        raise UsageError(f"there is no language {name!r}", hint=f"one of {', '.join(LANGUAGES)}")
    return language
