"""The tables of the forecasts made when the index was built."""

from __future__ import annotations

from confradar.forecast.calibration import PastForecast
from confradar.forecast.extensions import Risk
from confradar.forecast.reason import Reason, read
from confradar.forecast.rule import Class, Estimate
from confradar.index.rows import Table

ESTIMATES = Table(
    "estimate",
    Estimate,
    read={"Class": Class, "Reason": read},
    written={"Class": str, "Reason": Reason.written},
)
PAST_FORECASTS = Table("past_forecast", PastForecast)
RISKS = Table("risk", Risk)
