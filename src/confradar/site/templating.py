"""The templates: what they may do with a text. Every text of data is escaped, and freed of control
characters and marks that reorder what is read; an address is a link only where it is an http(s)
one."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from confradar.site.words import words
from confradar.views.facts import short
from confradar.views.text import safe
from confradar.views.words import Words

FOLDER = Path(__file__).parent


@cache
def environment(language: str) -> Environment:
    """The templates of the package, in a language."""
    say = words(language)
    made = Environment(
        loader=_Said(say),
        autoescape=True,
        finalize=shown,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters.update(link=link, short=short, data=data)
    made.globals.update(say=say, lang=language, script_words=_script_words(say))
    return made


class _Said(FileSystemLoader):
    """The templates with the fixed words of a language put in before they are compiled: pages say
    a hundred of them each."""

    def __init__(self, say: Words) -> None:
        super().__init__(FOLDER / "templates")
        self._say = say

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        source, file, current = super().get_source(environment, template)
        said = re.sub(
            r'\{\{ say\("([^"]+)"\) \}\}', lambda match: str(escape(self._say(match[1]))), source
        )
        return said, file, current


def _script_words(say: Words) -> str:
    """What the script says, as JSON."""
    told = {
        key.removeprefix("site.js."): text
        for key, text in say.table.items()
        if key.startswith(("site.js.", "due."))
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def shown(value: Any) -> Any:
    """A value as it is put into a page: nothing of None, a text without what cannot be seen."""
    if type(value) is str:
        return value if value.isprintable() else safe(value)
    return "" if value is None else value


def link(address: str | None) -> str:
    """The address, where it can be followed; else an empty text."""
    text = safe(address or "").strip()
    return text if re.match(r"https?://[^/\s]", text, re.IGNORECASE) else ""


def data(value: Mapping[str, Any]) -> Markup:
    """JSON for a block of data in a page, from which no text can break out."""
    text = json.dumps(_seen(value), ensure_ascii=False, separators=(",", ":"))
    for letter, written in (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026")):
        text = text.replace(letter, written)
    return Markup(text)  # noqa: S704 # nothing in it that a page could take for markup


def _seen(value: Any) -> Any:
    if isinstance(value, str):
        return safe(value)
    if isinstance(value, Mapping):
        return {key: _seen(item) for key, item in value.items()}
    return [_seen(item) for item in value] if isinstance(value, list) else value
