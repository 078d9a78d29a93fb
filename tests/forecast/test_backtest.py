"""The forecasts on real histories: later records change none, and the measured floors hold."""

from __future__ import annotations

import importlib.util
import json
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from confradar.forecast import coming, rule
from confradar.forecast.calibration import calibrate
from confradar.forecast.past_editions import History, before, history_of

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bench_forecast", ROOT / "bench" / "forecast.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.path.append(str(ROOT / "bench"))  # as for who runs it
    sys.modules["bench_forecast"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def histories(bench: ModuleType) -> list[History]:
    return [history_of(item) for item in bench.load([ROOT / "data" / "venues.yaml"])]


def test_removing_later_records_never_changes_a_forecast(histories: list[History]) -> None:
    """Everything of edition 2025 and later is taken away, then everything from a day on: what was
    forecast before stays."""
    cut = [before(history, 2025) for history in histories]
    assert calibrate(histories, year=2025) == calibrate(cut)
    for whole, short in zip(histories, cut, strict=True):
        known = before(whole, 2025)
        assert rule.expected(known, 2025) == rule.expected(short, 2025)
        assert rule.scale(known, 2025, 0) == rule.scale(short, 2025, 0)
        assert rule.class_of(known, 2025) == rule.class_of(short, 2025)
    as_of = date(2024, 9, 1)
    calibration = calibrate(histories, as_of=as_of)
    early = [
        replace(history, editions=before(history, 9999, as_of).editions) for history in histories
    ]
    for whole, short in zip(histories, early, strict=True):
        assert coming.estimates(whole, calibration, horizon=2026, as_of=as_of) == coming.estimates(
            short, calibration, horizon=2026
        )


def measured(bench: ModuleType, paths: list[Path]) -> list[dict[str, object]]:
    return [json.loads(json.dumps(row.__dict__)) for row in bench.backtest(bench.load(paths))]


def assert_floors(bench: ModuleType, rows: list[dict[str, object]]) -> None:
    """What the forecasts promise on any data: better than last + 364, intervals that cover what
    they say."""
    errors = [abs(int(str(row["error"]))) for row in rows]
    base = [abs(int(str(row["baseline_error"]))) for row in rows]
    assert sum(errors) / sum(base) <= 0.95
    assert sorted(errors)[len(errors) // 2] <= sorted(base)[len(base) // 2]
    judged = [bench.Row(**row) for row in rows if int(str(row["year"])) >= 2024]
    spans = [bench.span_of(row) for row in judged]
    inside = sum(low <= error <= high for error, low, high in spans) / len(spans)
    assert 0.75 <= inside <= 0.86
    widths = sorted(high - low for _, low, high in spans)
    assert widths[len(widths) // 2] <= 42
    pooled = [(row.baseline_error, -row.pooled, row.pooled) for row in judged]
    assert bench.score(spans) / bench.score(pooled) <= 0.95


def test_floors_hold_on_the_upstream_snapshots(bench: ModuleType, upstream: Path) -> None:
    assert_floors(
        bench,
        measured(
            bench,
            [upstream / "hf" / "ai-deadlines-main.tar.gz", upstream / "ccfddl" / "allconf.yml"],
        ),
    )


def test_floors_hold_on_the_shipped_catalogue(bench: ModuleType) -> None:
    assert_floors(bench, measured(bench, [ROOT / "data" / "venues.yaml"]))
