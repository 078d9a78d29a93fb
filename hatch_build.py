"""Puts the compiled index of the catalogue into a wheel, so that a first run need not build it."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledIndex(BuildHookInterface[Any]):
    """Compiles ``data/`` with the source that is built. A checkout in place builds its own."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        from confradar.index.opening import compile_index

        data = root / "data"
        self._folder = tempfile.TemporaryDirectory()
        index = Path(self._folder.name) / "index.sqlite"
        compile_index(
            index, [data / "venues.yaml"], data / "topics.yaml", guide=data / "guide.yaml"
        )
        build_data["force_include"][str(index)] = "confradar/data/index.sqlite"

    def finalize(
        self,
        version: str,
        build_data: dict[str, Any],  # noqa: ARG002 # the interface's
        artifact_path: str,  # noqa: ARG002 # the interface's
    ) -> None:
        if version != "editable":
            self._folder.cleanup()
