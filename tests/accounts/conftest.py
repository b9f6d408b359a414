"""What every test about people begins with."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def no_attempts_yet():
    """allauth counts attempts in the cache by person, and the people of all tests have the same numbers."""
    cache.clear()
