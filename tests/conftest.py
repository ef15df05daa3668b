"""Settings and fixtures every test shares."""

import os

from hypothesis import HealthCheck, settings

# Examples are never timed: a slow machine must not fail a test. CI repeats the same examples on
# each run, so that a failure there belongs to the change it tests.
settings.register_profile("local", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", parent=settings.get_profile("local"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "local")
