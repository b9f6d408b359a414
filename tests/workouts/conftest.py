"""A trainer at the builder, with a program."""

import pytest

from tests import factories
from workouts.models import ProgramLine


@pytest.fixture
def desk(browser, tess):
    """tess's, signed in."""
    browser.force_login(tess)
    return browser


@pytest.fixture
def program(tess):
    """One week, one session, one line: 3 x 8 at 60 %, 4-0-1-0, 90 s."""
    return factories.create_program(owner=tess, exercises=[factories.create_exercise(slug="back-squat")])


@pytest.fixture
def line(program):
    return ProgramLine.objects.get()


@pytest.fixture
def three_lines(tess):
    """A session of Exercise 1, 2 and 3."""
    return factories.create_program(owner=tess, lines=3).sessions.get()
