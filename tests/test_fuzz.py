"""A few hundred of the cases of `python tests/fuzzing.py`, which runs twenty thousand."""

from __future__ import annotations

import pytest

from fuzzing import main

CASES = 300


@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_damage_is_told_and_nothing_is_lost(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(CASES, 0) == 0, capsys.readouterr().out
