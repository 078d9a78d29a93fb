"""Calls for papers as their venues publish them, read stage by stage into dated points."""
