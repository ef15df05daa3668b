"""Settings and fixtures every test shares."""

import os
import sys
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

# Examples are never timed: a slow machine must not fail a test. CI repeats the same examples on
# each run, so that a failure there belongs to the change it tests.
settings.register_profile("local", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", parent=settings.get_profile("local"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "local")


@pytest.fixture(scope="session", autouse=True)
def _quick_apps() -> Iterator[None]:
    """Let apps wait for nothing, where a test that was collected knows of apps at all."""
    if "textual.app" not in sys.modules:
        yield
        return
    from tests.quick import quick  # noqa: PLC0415 - Textual is not loaded for a test of the rules

    with quick():
        yield
