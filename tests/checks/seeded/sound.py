"""The sound cases by name."""

from collections.abc import Callable, Mapping
from functools import cache

from rca_workbench.model import Snapshot
from tests.checks.seeded.community import community
from tests.checks.seeded.medication import medication
from tests.checks.seeded.ward import ward

SOUND: Mapping[str, Callable[[], Snapshot]] = {
    "ward": cache(ward),
    "medication": cache(medication),
    "community": cache(community),
}
