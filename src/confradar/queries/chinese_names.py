"""Chinese names of venues that no record gives, understood word by word: what they are made of are
the names of topics and the few words of the field. Nothing is added to the catalogue by it."""

from __future__ import annotations

import re
import sqlite3

from confradar.model.likeness import SOCIETIES

# Words of conferences' names; those that only join others are empty.
_WORDS = {
    "国际": "international",
    "世界": "world",
    "全国": "national",
    "欧洲": "european",
    "亚洲": "asian",
    "亚太": "asia pacific",
    "北美": "north american",
    "联合": "joint",
    "大会": "conference",
    "会议": "conference",
    "学术会议": "conference",
    "年会": "annual meeting",
    "协会": "association",
    "学会": "society",
    "研讨会": "workshop",
    "专题研讨会": "symposium",
    "理论": "theory",
    "应用": "applications",
    "系统": "systems",
    "方法": "methods",
    "技术": "technology",
    "信息": "information",
    "处理": "processing",
    "知识发现": "knowledge discovery",
    "经验方法": "empirical methods",
    "计算语言学": "computational linguistics",
    "表征学习": "learning representations",
    "表示学习": "learning representations",
    "神经": "neural",
    "智能机器人": "intelligent robots",
    "自动化": "automation",
    "与": "",
    "和": "",
    "及": "",
    "的": "",
}
_JOINING = frozenset({"on", "of", "the", "and", "for", "in", "to"})


def in_english(index: sqlite3.Connection, name: str) -> frozenset[str] | None:
    """The English words that a Chinese name says; None where a part of it is no word known here."""
    known = dict(index.execute("select zh, lower(en) from topic")) | _WORDS
    pattern = "|".join(map(re.escape, sorted(known, key=len, reverse=True)))
    said: set[str] = set()
    rest = re.sub(r"\s+", "", name)
    while rest:
        match = re.match(rf"({pattern})|[A-Za-z]+", rest)
        if match is None:
            return None
        said |= _words(known.get(match[0], match[0].lower()))
        rest = rest[match.end() :]
    return frozenset(said)


def venue_meant(index: sqlite3.Connection, name: str) -> tuple[int, str, str, str] | None:
    """Position, id, acronym and name of the one venue whose English name has the very words that a
    Chinese one says, societies apart where these are not said; None where there is none, or
    several."""
    said = in_english(index, name)
    if not said:
        return None
    rows = index.execute("select position, id, acronym, name from venue").fetchall()
    words = {row: _words(str(row[3]).lower()) for row in rows}
    for left_out in (frozenset[str](), SOCIETIES):
        found = [row for row in rows if words[row] - left_out == said]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _words(text: str) -> set[str]:
    return set(re.findall(r"[a-z]+", text)) - _JOINING
