"""The text of a call's bytes, whatever they claim to be."""

import encodings.aliases

import pytest

from confradar.formats.calls.decoding import decode

UNDECLARED = [
    ("投稿締切 2026年3月5日", "cp932"),
    ("投稿締切 2026年3月5日", "euc_jp"),
    ("论文提交截止 2026年3月5日", "gb18030"),
    ("논문 제출 마감 2026년 3월 5일", "cp949"),
    ("論文截稿 2026年3月5日", "big5"),
    ("Clôture : 3 février 2026", "cp1252"),
    ("Submission: 3 March 2026", "utf-16-le"),
    ("Submission: 3 March 2026", "utf-16-be"),
]


@pytest.mark.parametrize(
    ("data", "charset", "text"),
    [
        ("5. März".encode(), None, "5. März"),
        ("5. März".encode(), "latin-1", "5. März"),
        ("5. März".encode("latin-1"), "iso-8859-1", "5. März"),
        ("5. März".encode("latin-1"), "utf-8", "5. März"),
        ("\ufeff5. März".encode("utf-16-le"), None, "5. März"),
        ("\ufeff5. März".encode("utf-8"), None, "5. März"),
        (
            b'<meta charset="gb2312">' + "截稿日期".encode("gbk"),
            None,
            '<meta charset="gb2312">截稿日期',
        ),
        ("4 – 8 May".encode("cp1252"), "iso-8859-1", "4 – 8 May"),
        (b"a\x00b\x1b[31m\r\nc\rd\te", None, "ab[31m\nc\nd\te"),
        (b"", None, ""),
        (
            b'<meta charset="utf-8">' + "clôture".encode("latin-1"),
            "latin-1",
            '<meta charset="utf-8">clôture',
        ),
        (
            "<meta charset='koi8-r'>срок".encode("koi8-r"),
            "cp1251",
            "<meta charset='koi8-r'>срок".encode("koi8-r").decode("cp1251"),
        ),
        *((text.encode(encoding), None, text) for text, encoding in UNDECLARED),
    ],
)
def test_bytes_become_the_text_that_was_meant(data: bytes, charset: str | None, text: str) -> None:
    assert decode(data, charset) == text


def test_no_declared_encoding_makes_it_fail() -> None:
    for name in [
        *encodings.aliases.aliases.values(),
        "hex",
        "idna",
        "punycode",
        "unicode_escape",
        "x" * 50,
        "",
        "\0",
        "undefined",
    ]:
        assert decode(b"5 May \xff\xfe 2026 \\u", name), name
    assert decode(b"5 May \xe9", "hex") == decode(b"5 May \xe9", "no-such") == "5 May é"
