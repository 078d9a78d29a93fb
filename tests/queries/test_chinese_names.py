"""Venues by Chinese names that no record gives."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from confradar.index.opening import open_index
from confradar.queries.filters import VenueFilter, venue_ids
from confradar.queries.lookup import venue_called
from support import SHARED_CACHE, SHIPPED, TOPICS


@pytest.fixture(scope="module")
def index() -> Iterator[sqlite3.Connection]:
    """The shipped catalogue."""
    with closing(open_index([SHIPPED], TOPICS, Path(SHARED_CACHE) / "index")) as opened:
        yield opened


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("国际机器学习大会", "icml"),
        ("国际机器学习会议", "icml"),
        ("国际 机器学习 大会", "icml"),
        ("亚洲机器学习大会", "acml"),
        ("国际人工智能联合会议", "ijcai"),
        ("AAAI 人工智能大会", "aaai"),
        ("国际计算机视觉大会", "iccv"),
        ("欧洲计算机视觉会议", "eccv"),
        ("神经信息处理系统大会", "neurips"),
        ("国际表征学习大会", "iclr"),
        ("自然语言处理经验方法会议", "emnlp"),
        ("计算语言学协会年会", "acl"),
        ("软件学报", "jos"),
    ],
)
def test_a_name_is_understood_by_its_words(index: sqlite3.Connection, name: str, id_: str) -> None:
    called = venue_called(index, name)
    assert called is not None
    assert called.id == id_
    if id_ != "jos":
        assert venue_ids(index, VenueFilter(query=name)) == [id_]


@pytest.mark.parametrize("name", ["机器学习", "国际会议", "大会", "国际量子大会", "你好", "学"])
def test_what_names_no_venue_or_several_is_none(index: sqlite3.Connection, name: str) -> None:
    """A topic is one, and is no venue."""
    assert venue_called(index, name) is None
