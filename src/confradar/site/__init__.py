"""A web site of the catalogue: pages, feeds and calendars as files for any static host."""
