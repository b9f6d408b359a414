"""The people of the tests, and the marks that say which tests need a database or a browser.

tess trains cleo; uma trains omar; ada administers. Nobody else knows anybody.
"""

from pathlib import Path

import pytest
from django.test import Client

from tests.factories import create_coaching, create_trainer, create_user

DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}
BROWSER_TESTS = Path(__file__).parent / "browser"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Mark each test by what it uses, so that nobody has to remember to."""
    for item in items:
        if item.get_closest_marker("django_db") or DATABASE_FIXTURES.intersection(item.fixturenames):
            item.add_marker("database")
        if BROWSER_TESTS in item.path.parents:
            item.add_marker("browser")


@pytest.fixture
def browser():
    """Django's test client; it is not called `client`, because a client is a person here."""
    return Client()


@pytest.fixture
def tess(db):
    """A trainer."""
    return create_trainer(full_name="Tess Moreau", email="tess@example.org")


@pytest.fixture
def cleo(tess):
    """Tess's client."""
    person = create_user(full_name="Cleo Brandt", email="cleo@example.org")
    create_coaching(trainer=tess, client=person)
    return person


@pytest.fixture
def uma(db):
    """Another trainer, a stranger to Tess and Cleo."""
    return create_trainer(full_name="Uma Lindqvist", email="uma@example.org")


@pytest.fixture
def omar(uma):
    """Uma's client, a stranger to Tess and Cleo."""
    person = create_user(full_name="Omar Haddad", email="omar@example.org")
    create_coaching(trainer=uma, client=person)
    return person


@pytest.fixture
def ada(db):
    """The administrator, who trains nobody."""
    return create_user(full_name="Ada Novak", email="ada@example.org", is_staff=True, is_superuser=True)
