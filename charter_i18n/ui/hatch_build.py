"""Compiles the tool's own catalogues when the package is built (a hatchling build hook)."""

from pathlib import Path
from typing import Any

import polib
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CustomBuildHook(BuildHookInterface[Any]):
    """Writes a `.mo` beside each `.po` of the tool."""

    def initialize(self, _version: str, _build_data: dict[str, Any]) -> None:
        """Compile; the wheel takes the results up as artifacts."""
        for catalogue in sorted(Path(self.root, "charter_i18n", "ui").glob("*/LC_MESSAGES/*.po")):
            polib.pofile(str(catalogue)).save_as_mofile(str(catalogue.with_suffix(".mo")))
