"""From sources to the catalogue: merging without loss, and what `sync` keeps on disk.

Whose value is followed, in order: what a curator ruled out (a ``differs`` entry) stays out;
announced beats TBD; then the later recorded value, then the curated one, then the source that is
configured first. The other value is kept under ``differs``. Nothing is deleted: what every list has
dropped is marked as gone.
"""
