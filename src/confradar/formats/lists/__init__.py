"""Readers of upstream lists: bytes to models, or reported. No I/O."""
