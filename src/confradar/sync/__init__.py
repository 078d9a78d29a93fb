"""Merging what a source says into the catalogue: a pure plan of changes, without loss.

The rules, in order: what a curator ruled on (a ``differs`` entry, or a value whose source is a page) stays; announced beats
TBD; of two lists the later-recorded one is followed, and the other value is kept under ``differs``. Nothing is deleted.
"""
