"""`confradar schema`: the format of catalogue files."""

from __future__ import annotations

from confradar.cli.command import command
from confradar.cli.option_groups import Spoken


@command("confradar schema > catalogue.schema.json")
def schema(_: Spoken) -> None:
    """Print the JSON Schema of a catalogue file, for editors (yaml-language-server reads it)."""
    import json
    import sys

    from confradar.catalogue.schema import json_schema

    sys.stdout.write(json.dumps(json_schema(), indent=2) + "\n")
