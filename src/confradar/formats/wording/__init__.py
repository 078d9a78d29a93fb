"""What the words beside a date say it is for: the grammar of labels and its tables of words, one a
language."""

from confradar.formats.wording.grammar import Wording, read_label, track_of
from confradar.formats.wording.marked_words import han_runs
from confradar.formats.wording.status import Status, read_status

__all__ = ["Status", "Wording", "han_runs", "read_label", "read_status", "track_of"]
