"""The reader's library is a text file of venues and titles."""

from pathlib import Path

from confradar.state.library import learn, library


def test_titles_are_learned_once_and_other_lines_stay(tmp_path: Path) -> None:
    file = tmp_path / "library"
    file.write_text("# mine\nacl\tOn parsing")
    learn(file, tmp_path, [("icml", "On\tgradients"), ("acl", "On parsing")])
    assert library(file) == [("acl", "On parsing"), ("icml", "On\tgradients")]
    assert file.read_text().startswith("# mine\n")


def test_no_library_is_an_empty_one(tmp_path: Path) -> None:
    assert library(tmp_path / "library") == []
