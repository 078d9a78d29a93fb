"""confradar: when and where AI research meets. The library behind the command line."""

__version__ = "0.1.0"
