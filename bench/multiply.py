"""Writes a larger catalogue: the shipped records, then again and again under other names.

python bench/multiply.py 100 larger.yaml
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import yaml

SHIPPED = Path(__file__).resolve().parents[1] / "data" / "venues.yaml"
NAMED = re.compile(r"(?P<key>  - id|    acronym|    name|    aliases|    parent): (?P<value>.*)\n")


def multiplied(text: str, times: int) -> Iterator[str]:
    """A catalogue's text, then its records again ``times`` - 1 times, with other ids, acronyms,
    names, aliases and parents."""
    head, mark, records = text.partition("\nvenues:\n")
    yield head + mark + records
    lines = records.splitlines(keepends=True)
    matches = ((place, NAMED.fullmatch(line)) for place, line in enumerate(lines))
    names = [
        (place, match["key"], yaml.safe_load(match["value"])) for place, match in matches if match
    ]
    for number in range(2, times + 1):
        for place, key, value in names:
            mark = f"-{number}" if key.split()[-1] in {"id", "parent"} else f" {number}"
            renamed = (
                [f"{item}{mark}" for item in value] if isinstance(value, list) else f"{value}{mark}"
            )
            lines[place] = f"{key}: {json.dumps(renamed, ensure_ascii=False)}\n"
        yield "\n" + "".join(lines)


def main() -> None:
    """Write the file named on the command line."""
    times, target = sys.argv[1:]
    with Path(target).open("w", encoding="utf-8") as file:
        file.writelines(multiplied(SHIPPED.read_text(encoding="utf-8"), int(times)))


if __name__ == "__main__":
    main()
