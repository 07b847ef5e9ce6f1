"""The sample blog as it is published, for all who look at it.

Hypothesis without deadlines: the machines that run this are shared, and a slow moment is no fault of the code.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from tests.site.served import Published

settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
settings.load_profile("house")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """The sample blog, published once: tests only read it."""
    from tests.site.served import publish

    return publish(tmp_path_factory.mktemp("served"))
