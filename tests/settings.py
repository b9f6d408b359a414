"""ecctrain's settings, with what makes tests quick and keeps them apart from each other.

The database is DATABASE_URL's (.ci/postgres_tests sets it) or a SQLite file of this process alone.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

TEMPORARY = Path(tempfile.mkdtemp(prefix="ecctrain-tests-"))
atexit.register(shutil.rmtree, TEMPORARY, ignore_errors=True)

# Set before the import, so that neither the caller's environment nor a .env file changes what is tested.
os.environ |= {"ENVIRONMENT": "development", "DEBUG": "0"}
os.environ.setdefault("DATABASE_URL", f"sqlite:///{TEMPORARY / 'ecctrain.sqlite3'}")

from ecctrain.settings import *  # noqa: E402, F403
from ecctrain.settings import DATABASES, STORAGES  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
DEFAULT_FROM_EMAIL = "ecctrain <ecctrain@example.org>"
MEDIA_ROOT = TEMPORARY / "media"
# Files are served as they stand in static/, without collectstatic.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True

# A connection kept open by a thread would stop PostgreSQL from dropping the test database.
DATABASES["default"]["CONN_MAX_AGE"] = 0
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file and not memory, so that threads have connections of their own, as on a server.
    DATABASES["default"]["TEST"] = {"NAME": str(TEMPORARY / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
