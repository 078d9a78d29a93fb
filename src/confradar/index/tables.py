"""The tables of the compiled index."""

from __future__ import annotations

from confradar.index.forecast_tables import ESTIMATES, PAST_FORECASTS, RISKS
from confradar.index.points import POINTS

TABLES = """
create table meta (key text primary key, value text not null) without rowid;
create table source (id text primary key, doc text not null, recorded text) without rowid;
create table topic (
  id text primary key, position integer, en text, zh text, parent text
) without rowid;
create table topic_name (folded text primary key, topic text not null) without rowid;
create table venue (
  position integer primary key, id text unique not null, acronym text, name text, kind text,
  topics text, ccf text, core text, thcpl text, h5 integer, url text, folded text,
  parent text, unapplied integer, doc text not null
);
create table venue_name (folded text not null, name text not null, venue integer not null);
create table venue_topic (
  topic text not null, venue integer not null, primary key (topic, venue)
) without rowid;
create table venue_country (
  country text not null, venue integer not null, primary key (country, venue)
) without rowid;
create table site (venue integer not null, year integer not null, country text not null);
create table country_name (folded text primary key, country text not null) without rowid;
create table edition (
  venue integer not null, year integer not null, place text, country text, start text, end text,
  url text, doc text not null
);
create virtual table search using fts5(text, content='', tokenize="unicode61 remove_diacritics 2");
""" + "".join(f"{table.definition}\n" for table in (POINTS, ESTIMATES, PAST_FORECASTS, RISKS))

# Built after the rows are in, which is faster than keeping them current.
INDEXES = """
create index venue_by_kind on venue (kind);
create index venue_by_parent on venue (parent);
create index name_of_venue on venue_name (folded);
create index edition_of_venue on edition (venue, year);
create index deadline_by_time on deadline (at);
create index deadline_of_venue on deadline (venue, main, at);
create index deadline_by_via on deadline (via) where via is not null;
create index estimate_of_venue on estimate (venue);
create index past_forecast_of_venue on past_forecast (venue);
create index risk_of_venue on risk (venue);
"""
