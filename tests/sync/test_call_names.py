"""What a new venue is called, of the title of its call."""

from __future__ import annotations

import pytest

from confradar.sync.merge_call import full_name


@pytest.mark.parametrize(
    ("title", "name", "full"),
    [
        ("XYZ 2027: Workshop on Things", "XYZ", "Workshop on Things"),
        ("XYZ 2027: Workshop on Things, October 4-6, 2027, Lyon", "XYZ", "Workshop on Things"),
        ("XYZ 2027, Workshop on Things", "MINE", "Workshop on Things"),
        ("The 5th Workshop on Things (XYZ'27)", "XYZ", "The 5th Workshop on Things"),
        ("5th Workshop on Things - XYZ 2027 - Lyon, France", "XYZ", "5th Workshop on Things"),
        ("FOO 2027 Workshop on Things (XYZ 2027)", "XYZ", "Workshop on Things"),
        ("XYZ 2027 | Call for Papers", "XYZ", ""),
        ("XYZ | 2027", "XYZ", ""),
        ("Workshop on C++ (C++ 2027)", "C++", "Workshop on C++"),
    ],
)
def test_the_full_name_is_the_title_without_short_names_days_and_place(
    title: str, name: str, full: str
) -> None:
    assert full_name(title, name) == full
