"""What calendar entries and tasks are called, in English and Chinese."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, tzinfo
from typing import TYPE_CHECKING

from confradar.views.text import announced, local, safe, unapplied, what

if TYPE_CHECKING:
    from confradar.queries.calendar import CalendarEntry

LANGUAGES = ("en", "zh")

_ZH_KINDS = {
    "abstract": "摘要截止",
    "paper": "论文截止",
    "supplementary": "补充材料截止",
    "commitment": "ARR 提交截止",
    "review_release": "公布评审意见",
    "rebuttal_start": "答辩开始",
    "rebuttal_end": "答辩截止",
    "notification": "录用通知",
    "camera_ready": "终稿截止",
    "early_registration": "早鸟注册截止",
    "registration": "注册截止",
    "workshop_proposal": "研讨会提案截止",
    "tutorial_proposal": "教程提案截止",
    "demo": "演示投稿截止",
    "opening": "开放",
    "other": "其他日期",
}
_ZH_OFF = {"cancelled": "已取消", "postponed": "已延期，新日期未定"}
WITHDRAWN = "no longer listed"
_MOMENTS = {"opening", "notification", "review release", "rebuttal start", "rebuttal end"}


def summary(entry: CalendarEntry, language: str) -> str:
    """The title of an entry: ``NeurIPS 2026: paper deadline``; what was dropped before its day says
    so."""
    return _title(entry, language) + _mark(entry, language)


def off(entry: CalendarEntry, language: str) -> str:
    """What stands behind a title where the edition is called off; empty where it is not."""
    if entry.status is None:
        return ""
    return f"（{_ZH_OFF[entry.status]}）" if language == "zh" else f" ({entry.status})"


def _mark(entry: CalendarEntry, language: str) -> str:
    own = unapplied(entry.unapplied, language)
    if entry.is_event or not entry.gone or entry.gone > (entry.wall or "")[:10]:
        return own
    return ("（来源已不再列出）" if language == "zh" else f" ({WITHDRAWN})") + own


def _title(entry: CalendarEntry, language: str) -> str:
    head = f"{safe(entry.acronym)} {entry.year}"
    if entry.is_event:
        return head
    estimate = (
        ("［预估］" if language == "zh" else "[est.] ") if entry.certainty == "estimated" else ""
    )
    if language == "zh":
        number = f"（第 {entry.round} 轮）" if entry.round else ""
        track = f"（{entry.track.replace('-', ' ')}）" if entry.track else ""
        name = (
            safe(entry.label)
            if entry.kind == "other" and entry.label
            else _ZH_KINDS[entry.kind or "other"] + track
        )
        return f"{estimate}{head}：{name}{number}"
    words = (entry.kind or "").replace("_", " ")
    if entry.kind == "other" and entry.label:
        return f"{estimate}{head}: {safe(entry.label)}"
    named = what(entry.kind or "", entry.round, entry.track)
    return (
        f"{estimate}{head}: {named}"
        if words in _MOMENTS
        else f"{estimate}{head}: {named.replace(words, f'{words} deadline', 1)}"
    )


def description(entry: CalendarEntry, language: str, zone: tzinfo | None) -> list[str]:
    """The lines of an entry's description: the full name, the original wording and the instant,
    label, moves, source.

    ``zone`` is the reader's, None the system's.
    """
    zh = language == "zh"
    lines = [safe(entry.name)]
    if entry.is_event:
        if entry.place:
            lines.append(("地点：" if zh else "Place: ") + safe(entry.place))
    else:
        lines.append(wording(entry))
        if entry.date_only and entry.is_deadline and entry.certainty != "estimated":
            lines.append(
                ("最后时刻：" if zh else "Its last instant: ") + _last_instant(entry, zone)
            )
        if entry.certainty == "estimated":
            low, high = _window(entry)
            mine = entry.kind != "notification"
            lines.append(
                f"{f'请在 {low} 前准备好。' if mine else ''}根据往届预估，并非官方日期；80% 区间 {low} 至 {high}。"
                if zh
                else f"{f'Be ready by {low}. ' if mine else ''}Estimated from earlier editions, not announced; 80 % interval {low} to {high}."
            )
            lines.append(safe(entry.label or ""))
        elif entry.label and entry.kind != "other":
            lines.append(("原文：" if zh else "As the source puts it: ") + safe(entry.label))
        if entry.via:
            lines.append(
                f"via: {safe(entry.via)}（论文由其评审）"
                if zh
                else f"via: {safe(entry.via)}, where the papers are reviewed"
            )
        if entry.revisions:
            earlier = ", ".join(re.split("[ T]", str(item["at"]))[0] for item in entry.revisions)
            lines.append(("曾定于：" if zh else "Moved from: ") + earlier)
    if entry.status:
        lines.append(_ZH_OFF[entry.status] if zh else entry.status.capitalize())
    if entry.gone:
        lines.append(
            f"来源已不再列出（{entry.gone} 发现）"
            if zh
            else f"No longer listed by its source (noticed {entry.gone})"
        )
    if entry.url:
        lines.append(safe(entry.url))
    if entry.source and entry.certainty != "estimated":
        lines.append(("来源：" if zh else "Source: ") + safe(entry.source))
    return lines


def _last_instant(entry: CalendarEntry, zone: tzinfo | None) -> str:
    """``Sat 9 Jan 2027 11:59 UTC = Sat 9 Jan 2027 19:59 UTC+08:00``: in UTC and in the reader's zone,
    where that is another."""
    exact, mine = local(entry.at or 0, UTC), local(entry.at or 0, zone)
    offset = f"{mine:%z}"
    told = [(exact, "UTC")] + (
        [(mine, f"UTC{offset[:3]}:{offset[3:5]}")] if mine.utcoffset() else []
    )
    return " = ".join(
        f"{moment:%a} {moment.day} {moment:%b %Y %H:%M} {name}" for moment, name in told
    )


def _window(entry: CalendarEntry) -> tuple[str, str]:
    """The first and the last day of an estimate's interval."""
    low, high = (
        f"{datetime.fromtimestamp((at or 0) - 12 * 3600, UTC):%Y-%m-%d}"
        for at in (entry.low, entry.high)
    )
    return low, high


def readiness(entry: CalendarEntry) -> str:
    """What to do about an estimate: ``be ready by 2027-01-20, est. 2027-01-20 to 2027-02-01``."""
    low, high = _window(entry)
    return (
        f"est. {low} to {high}"
        if entry.kind == "notification"
        else f"be ready by {low}, est. {low} to {high}"
    )


def wording(entry: CalendarEntry) -> str:
    """``Fri 15 May 2026 23:59 AoE = Sat 16 May 11:59 UTC``; the day alone where no time was
    published."""
    wall = datetime.fromisoformat(entry.wall or "")
    day = f"{wall:%a} {wall.day} {wall:%b %Y}"
    if entry.date_only:
        return f"{day} ({announced(entry.wall or '', entry.zone or '', True).split(' ', 1)[1]})"
    clock = f"{wall:%H:%M:%S}" if wall.second not in {0, 59} else f"{wall:%H:%M}"
    exact = datetime.fromtimestamp(entry.at or 0, UTC)
    return f"{day} {clock} {safe(entry.zone or '')} = {exact:%a} {exact.day} {exact:%b %H:%M} UTC"


def event_days(entry: CalendarEntry) -> tuple[date, date]:
    """First and last day of an edition."""
    return date.fromisoformat(entry.start or ""), date.fromisoformat(entry.end or "")
