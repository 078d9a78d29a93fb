"""The facts of a submission in words, in every language."""

from __future__ import annotations

from typing import Any

import pytest

from confradar.queries.submission import Known
from confradar.views.submission import brief, facts_text, left_out, origin, said
from confradar.views.words import words

EN, ZH = words("en"), words("zh")


def known(fact: str, value: Any, note: str | None = None, **changed: Any) -> Known:
    page = Known(fact, value, note, 2027, False, "https://www.a.example/cfp", "2026-11-27")
    return page._replace(**changed)


@pytest.mark.parametrize(
    ("fact", "value", "english", "chinese"),
    [
        ("pages", {"main": 1}, "1 page", "正文 1 页"),
        (
            "pages",
            {"main": 8, "references": "unlimited", "appendix": "unlimited", "camera_ready": 9},
            "8 pages, references and appendix unlimited, camera-ready 9 pages",
            "正文 8 页，参考文献和附录不限，终稿 9 页",
        ),
        (
            "pages",
            {"main": "unlimited", "short": 4, "references": 4, "appendix": "included"},
            "no page limit, references 4 pages, appendix within the limit, short papers 4 pages",
            "页数不限，参考文献 4 页，附录计入正文页数，短文 4 页",
        ),
        ("pages", {"references": 0}, "references 0 pages", "参考文献 0 页"),
        ("anonymous", "double-blind", "double-blind", "双盲评审"),
        ("system", "OpenReview", "OpenReview", "OpenReview"),
        (
            "template",
            "https://a.example/x",
            "template: https://a.example/x",
            "模板：https://a.example/x",
        ),
        (
            "duties",
            ["reviewing", "in-person"],
            "duties: reviewing, attendance in person",
            "作者义务：参与审稿，现场参会",
        ),
        (
            "speed",
            {"first_decision": 1, "publication": 20},
            "first decision in 1 day, published 20 days after acceptance",
            "1 天内首次决定，录用后 20 天出版",
        ),
        (
            "fees",
            [
                {"who": "author, early", "amount": 1250000, "currency": "JPY"},
                {"who": "student", "amount": 99.5, "currency": "EUR"},
            ],
            "fees: 1,250,000 JPY (author, early), 99.5 EUR (student)",
            "费用：1,250,000 JPY（author, early），99.5 EUR（student）",
        ),
    ],
)
def test_values_in_words(fact: str, value: Any, english: str, chinese: str) -> None:
    assert facts_text([known(fact, value)], EN) == english
    assert facts_text([known(fact, value)], ZH) == chinese


def test_a_note_stands_behind_its_fact_or_in_its_place() -> None:
    facts = [
        known("pages", {"main": 8}, "in two columns"),
        known("preprints", "limited", "not on social media"),
        known("rebuttal", None, "one page"),
    ]
    assert facts_text(facts, EN) == (
        "8 pages (in two columns); preprints limited (not on social media); rebuttal: one page"
    )
    short = facts_text(facts, EN, notes=False)
    assert short == "8 pages; preprints limited (not on social media); rebuttal: one page"
    assert left_out(facts)
    assert not left_out(facts[1:])


def test_in_short_a_first_screen_has_what_every_author_asks() -> None:
    facts = [known("pages", {"main": 8}), known("template", "https://a.example/x.zip")]
    assert brief(facts, EN) == "2027: 8 pages (a.example; more: --all)"
    assert left_out(facts)
    standing = [facts[0]._replace(year=None)]
    assert brief(standing, EN, always="open") == "open: 8 pages (a.example)"
    assert brief(standing, EN) == "at any time: 8 pages (a.example)"


def test_where_facts_are_from_says_of_which_year_they_are() -> None:
    facts = [known("system", "CMT"), known("anonymous", "open", source="hf")]
    assert origin(facts, EN) == "2027, a.example, hf, read 2026-11-27"
    earlier = [item._replace(year=2026, earlier=True) for item in facts]
    assert origin(earlier, EN) == "as of 2026, a.example, hf, read 2026-11-27"
    assert origin(earlier, ZH) == "2026 年的要求，a.example，hf，2026-11-27 查阅"
    standing = [facts[0]._replace(year=None), facts[0]._replace(year=None, recorded="2026-11-02")]
    assert origin(standing, EN) == "at any time, a.example, read 2026-11-02 to 2026-11-27"


def test_facts_of_different_years_are_said_apart() -> None:
    facts = [
        known("pages", {"main": 8}, year=2026, earlier=True),
        known("system", "CMT", year=None),
    ]
    assert list(said(facts, EN, whole=True)) == [
        "as of 2026, https://www.a.example/cfp, read 2026-11-27: 8 pages",
        "at any time, https://www.a.example/cfp, read 2026-11-27: CMT",
    ]
