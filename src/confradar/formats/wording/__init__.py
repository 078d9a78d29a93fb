"""What the words beside a date say it is for: the grammar of labels and its tables of words, one a language."""

from confradar.formats.wording.grammar import Wording, read_label, track_of

__all__ = ["Wording", "read_label", "track_of"]
