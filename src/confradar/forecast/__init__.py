"""History in, estimates out: the rule of the forecasts. Pure, below the catalogue."""
