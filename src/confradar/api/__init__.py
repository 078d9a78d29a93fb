"""The public library: what ``confradar.__all__`` names, and nothing else of it is public."""
