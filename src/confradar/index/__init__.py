"""The compiled index: catalogue files to one SQLite file that every read command asks."""
