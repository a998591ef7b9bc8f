"""The JSON schemas that the package ships."""

import json
from importlib import resources
from typing import Any

from jsonschema import Draft202012Validator

FOLDER = resources.files("charter_i18n") / "reports" / "schemas"


def schema(name: str) -> dict[str, Any]:
    """A schema by its name, such as `stale-1`."""
    found: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return found


def closed(part: Any) -> Any:  # noqa: ANN401 - any part of a JSON document
    """A schema that allows no key which it does not describe."""
    if isinstance(part, list):
        return [closed(item) for item in part]
    if not isinstance(part, dict):
        return part
    found = {name: closed(value) for name, value in part.items()}
    if "properties" in found and "required" in found:
        found.setdefault("additionalProperties", False)
    return found


def problems(text: str) -> list[str]:
    """What is wrong with a JSON document by the schema that it names; undescribed keys are too."""
    data = json.loads(text)
    _, name, number = data["schema"].split("/")
    validator = Draft202012Validator(closed(schema(f"{name}-{number}")))
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(data)]
