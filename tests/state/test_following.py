"""The list of followed venues is the reader's own text file."""

from pathlib import Path

import pytest

from confradar.errors import DamagedError, StateError
from confradar.state.following import follow, following, unfollow


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "following"


def test_comments_and_blank_lines_stay_when_venues_come_and_go(file: Path, tmp_path: Path) -> None:
    file.write_text("# mine\nacl  # since 2019\n\nicml")
    follow(file, tmp_path, ["cvpr", "acl", "cvpr"])
    assert file.read_text() == "# mine\nacl  # since 2019\n\nicml\ncvpr\n"
    unfollow(file, tmp_path, ["icml", "none"])
    assert file.read_text() == "# mine\nacl  # since 2019\n\ncvpr\n"
    assert following(file) == ("acl", "cvpr")


def test_a_file_that_is_not_there_is_an_empty_list(file: Path, tmp_path: Path) -> None:
    assert following(file) == ()
    unfollow(file, tmp_path, ["acl"])
    assert not file.exists()


def test_a_damaged_list_is_told_and_kept_aside(file: Path, tmp_path: Path) -> None:
    file.write_bytes(b"acl\n\xff\xfe")
    with pytest.raises(DamagedError, match="not UTF-8"):
        following(file)
    asides = [follow(file, tmp_path, ["icml"])]
    file.write_bytes(b"\xff")
    asides.append(follow(file, tmp_path, ["icml"]))
    assert [aside and aside.name for aside in asides] == [
        "following.damaged",
        "following.damaged2",
    ]
    assert (tmp_path / "following.damaged").read_bytes() == b"acl\n\xff\xfe"
    assert following(file) == ("icml",)


def test_a_list_that_cannot_be_read_stays_as_it_is(file: Path, tmp_path: Path) -> None:
    file.mkdir()
    for ask in (following, lambda path: follow(path, tmp_path, ["acl"])):
        with pytest.raises(StateError, match="cannot be read"):
            ask(file)
    assert file.is_dir()
