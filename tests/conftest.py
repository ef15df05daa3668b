"""Settings and fixtures every test shares."""

import gc
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


@pytest.fixture(scope="session", autouse=True)
def _no_waiting_for_disks() -> Iterator[None]:
    """Leave what is written to the system's care: no test takes the power away."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", os.fstat)
        yield


def pytest_collection_finish() -> None:
    """Spare the collector what lives as long as the tests do: it took a quarter of their time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Run one more at a time than there are processors: many tests wait for another process."""
    return (os.cpu_count() or 1) + 1
