"""What a file says of a paper, and what is refused."""

from __future__ import annotations

import contextlib

import pytest

from confradar.errors import DataError
from confradar.matching.bibtex import entries
from confradar.matching.paper_text import MOST_BYTES, text_of

TEX = r"""\documentclass{article}
\title[Short form]{Parsing \emph{rare} \\ {T}rees\thanks{Money}}
% \title{Commented out}
\author{Somebody Else}
\begin{document}
\begin{abstract}
We parse M\"{u}ller's trees \cite[p.~3]{key2020}, of depth $d^2$; 95\% are \textsc{Fast}.
\end{abstract}
\keywords{treebanks}
The body is not read.
\end{document}
"""


def words(data: str | bytes, name: str = "paper.txt") -> list[str]:
    return text_of(data.encode() if isinstance(data, str) else data, name).replace(".", " ").split()


def test_tex_gives_title_abstract_and_keywords() -> None:
    assert words(TEX, "paper.tex") == (
        [
            "Parsing",
            "rare",
            "Trees",
            "treebanks",
            "We",
            "parse",
            "Muller's",
            "trees",
            ",",
            "of",
            "depth",
            ";",
            "95",
            "are",
            "Fast",
        ]
    )


def test_tex_is_known_by_what_it_says() -> None:
    assert words(TEX, "standard input") == words(TEX, "paper.tex")


def test_a_part_of_tex_without_title_and_abstract_is_read_whole() -> None:
    assert words(r"We \emph{parse} trees. % not this", "intro.tex") == ["We", "parse", "trees"]


@pytest.mark.parametrize(
    "title",
    [
        r"\icmltitle{Trees}",
        r"\title{\LARGE \bf Trees}",
        "\\title\n{Trees}",
        r"\papertitle{{T}rees}",
        r"\title{Trees",
    ],
)
def test_titles_of_many_styles(title: str) -> None:
    assert words(title + "\n", "paper.tex") == ["Trees"]


def test_bibtex_gives_titles_and_abstracts() -> None:
    text = (
        '@string{acl = "ACL"}\n@inproceedings{a, title = {The {BERT} of "it"}, booktitle = '
        'acl, year = 2020, abstract = "Trees {"} here"}'
    )
    assert list(entries(text)) == [
        {
            "title": 'The {BERT} of "it"',
            "booktitle": "acl",
            "year": "2020",
            "abstract": 'Trees {"} here',
        }
    ]
    assert words(text, "library.bib") == ["The", "BERT", "of", '"it"', "Trees", '"', "here"]


def test_markdown_is_read_without_what_is_no_text_of_the_paper() -> None:
    text = (
        "---\ntitle: Rare trees\nauthor: Jane Doe\nabstract: |"
        "\n  One line\n  and another\nlayout: post\n---\n# Intro\n"
    )
    text += (
        "See [the docs](https://example.org/docs) and <b>bold</b>; mail "
        "jane@example.org\n```\ncode = 1\n```\n## References\nOther titles\n"
    )
    assert words(text) == [
        "Rare",
        "trees",
        "|",
        "One",
        "line",
        "and",
        "another",
        "#",
        "Intro",
        "See",
        "[the",
        "docs]",
        "and",
        "bold",
        ";",
        "mail",
    ]


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "no text"),
        (b" \n\t.\n", "no text"),
        (b"%PDF-1.7 ...", "pdftotext"),
        (b"PK\x03\x04 ...", "plain text"),
        (b"\x7fELF\0\0", "plain text"),
        ("graphs".encode("utf-16"), "iconv"),
        (b"caf\xe9 graphs", "byte 3"),
        (b"x " * MOST_BYTES, "larger than 2 MiB"),
        (b"\\title{}", "no text"),
        (b"@misc{a, year = 2020}", "no text"),
    ],
)
def test_what_is_no_text_is_refused_in_a_line_that_says_what_to_do(data: bytes, what: str) -> None:
    with pytest.raises(DataError) as caught:
        text_of(data, "paper.x")
    assert what in str(caught.value)
    assert str(caught.value).startswith("paper.x: ")
    assert "\n" not in str(caught.value)
    assert caught.value.hint is None


@pytest.mark.parametrize(
    "part",
    [
        "\n",
        "@a{b, c={",
        '@a{b, c="',
        "\\begin{abstract}",
        "\\title{a}\\cite[",
        "<!--",
        "x@",
        "\\(",
        "$",
        "](",
        "```\n~~~\n",
        "\\title{\\a[",
        "\\a ",
    ],
)
def test_no_text_takes_for_ever(part: str) -> None:
    """Repeated to the most that is read: with careless patterns these take hours."""
    data = (part * (MOST_BYTES // len(part) - 20)).encode() + b" end"
    with contextlib.suppress(DataError):  # some have no word within what is read
        assert text_of(data, "f")
