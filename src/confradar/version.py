"""The program's version, and the mark of what it makes of a catalogue."""

from __future__ import annotations

__version__ = "0.1.0"
# Grows with every change of the index's tables, of the forecasts, or of how lists are read and
# merged: what was made with another number is made again.
RULES = 52
MADE_BY = f"{__version__}/{RULES}"
