"""What an earlier program made is not taken for this one's: the mark of the rules grows when they
change."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from confradar import paths
from confradar.version import RULES

# Every module that decides what stands in an index or in a merged catalogue.
MADE_OF = ("index", "forecast", "formats/lists", "formats/wording", "sync", "catalogue", "model")
KEPT = Path(__file__).with_name("rules.txt")


def digest() -> str:
    found = hashlib.sha256()
    for room in MADE_OF:
        for path in sorted((paths.PACKAGE / room).rglob("*.py")):
            found.update(
                path.relative_to(paths.PACKAGE).as_posix().encode()
                + b"\0"
                + path.read_bytes()
                + b"\0"
            )
    return found.hexdigest()[:16]


def test_a_change_of_the_rules_makes_everything_anew() -> None:
    """A changed module wants a new number in `confradar/version.py`; then `UPDATE_RULES=1` on this
    test keeps the pair."""
    number, kept = KEPT.read_text().split()
    if os.environ.get("UPDATE_RULES") and (int(number) != RULES or kept == digest()):
        KEPT.write_text(f"{RULES} {digest()}\n")
        return
    assert (int(number), kept) == (RULES, digest()), (
        "raise RULES in src/confradar/version.py, then run this test with UPDATE_RULES=1"
    )
