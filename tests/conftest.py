"""Fixtures for all tests, and how long hypothesis looks for counterexamples.

Ordinary runs are quick and repeat the same examples; `CHARTER_I18N_FUZZ=1` makes a long search
for new ones.
"""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from projects import Project

_PATIENT = [HealthCheck.too_slow, HealthCheck.data_too_large]

settings.register_profile(
    "quick", derandomize=True, deadline=None, database=None, suppress_health_check=_PATIENT
)
settings.register_profile(
    "fuzz",
    derandomize=False,
    deadline=None,
    max_examples=5000,
    print_blob=True,
    suppress_health_check=_PATIENT,
)
settings.load_profile("fuzz" if os.environ.get("CHARTER_I18N_FUZZ") else "quick")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project with one document and one locale."""
    return Project.create(tmp_path / "project")
