"""The tables of the compiled index: what is in them, and the form in which their text is searched."""

from __future__ import annotations

# Grows with every change of the tables or of what is written into them: an index of another format is built anew.
FORMAT = 11

TABLES = """
create table meta (key text primary key, value text not null) without rowid;
create table source (id text primary key, doc text not null, recorded text) without rowid;
create table topic (id text primary key, position integer, en text, zh text, parent text) without rowid;
create table topic_name (folded text primary key, topic text not null) without rowid;
create table venue (
  position integer primary key, id text unique not null, acronym text, name text, kind text, topics text, ccf text, core text,
  thcpl text, h5 integer, url text, folded text, parent text, doc text not null
);
create table venue_name (folded text not null, name text not null, venue integer not null);
create table venue_topic (topic text not null, venue integer not null, primary key (topic, venue)) without rowid;
create table venue_country (country text not null, venue integer not null, primary key (country, venue)) without rowid;
create table country_name (folded text primary key, country text not null) without rowid;
create table edition (venue integer not null, year integer not null, place text, country text, start text, end text, url text, doc text not null);
create table deadline (
  at integer not null, venue integer not null, year integer not null, kind text not null, round integer, track text, wall text not null,
  zone text not null, date_only integer not null, certainty text not null, low integer, high integer, label text, source text not null,
  revisions text, recorded text, cancelled integer not null, main integer not null, gone text, key text not null, via text
);
create virtual table search using fts5(text, content='', tokenize="unicode61 remove_diacritics 2");
"""

# Built after the rows are in, which is faster than keeping them current.
INDEXES = """
create index venue_by_kind on venue (kind);
create index venue_by_parent on venue (parent);
create index name_of_venue on venue_name (folded);
create index edition_of_venue on edition (venue, year);
create index deadline_by_time on deadline (at);
create index deadline_of_venue on deadline (venue, main, at);
"""

# The dated points by which a venue's next deadline is told: what an author must not miss.
MAIN_KINDS = frozenset({"abstract", "paper", "commitment"})
# The statuses of editions whose dates no longer hold.
CALLED_OFF = frozenset({"cancelled", "postponed"})


def searchable(text: str) -> str:
    """Text as full-text search wants it: Chinese, Japanese and Korean characters apart, since no spaces part their words."""
    return "".join(f" {letter} " if "\u2e80" <= letter <= "\u9fff" or "\uac00" <= letter <= "\ud7af" else letter for letter in text)
