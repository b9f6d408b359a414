"""How a start is refused: by the name of the variable that is missing or wrong."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PRODUCTION = {
    "ENVIRONMENT": "production",
    "SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "ALLOWED_HOSTS": "train.example.org",
    "EMAIL_URL": "smtp+tls://user:password@mail.example.org:587",
}


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """The project without a .env file and without a database, whatever lies in the working tree."""
    copy = tmp_path_factory.mktemp("copy") / "ecctrain"
    leave_out = shutil.ignore_patterns(".*", "var", "tests", "bench", "docs", "__pycache__", "test-results")
    return Path(shutil.copytree(ROOT, copy, ignore=leave_out))


def check(copy, *arguments, **variables):
    """Run `manage.py check` in `copy` with `variables` and nothing else of ours in the environment."""
    system = {
        name: os.environ[name] for name in ("PATH", "HOME", "SYSTEMROOT", "TMPDIR") if name in os.environ
    }
    return subprocess.run(
        [sys.executable, "manage.py", "check", *arguments],
        cwd=copy,
        env=system | variables,
        capture_output=True,
        text=True,
        timeout=60,
    )


def refusal(result):
    """What the last line of a refused start says; the start must have been refused."""
    assert result.returncode != 0, result.stdout
    return result.stderr.strip().splitlines()[-1]


def test_development_needs_no_variable(copy):
    result = check(copy)

    assert result.stdout == "System check identified no issues (0 silenced).\n", result.stderr


def test_production_names_every_missing_variable(copy):
    message = refusal(check(copy, ENVIRONMENT="production"))

    missing = [
        name for name in ("SECRET_KEY", "ALLOWED_HOSTS", "EMAIL_URL", "DATABASE_URL") if name in message
    ]
    assert missing == ["SECRET_KEY", "ALLOWED_HOSTS", "EMAIL_URL"]


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS", "EMAIL_URL"])
def test_production_takes_an_empty_variable_for_a_missing_one(copy, name):
    message = refusal(check(copy, **PRODUCTION | {name: ""}))

    assert [other for other in ("SECRET_KEY", "ALLOWED_HOSTS", "EMAIL_URL") if other in message] == [name]


@pytest.mark.parametrize(
    "name,value",
    [
        ("ENVIRONMENT", "staging"),
        ("DEBUG", "1"),
        ("SECRET_KEY", "short"),
        ("DATABASE_URL", "nonsense"),
        ("DATABASE_URL", "oracel://host/name"),
        ("DATABASE_URL", "postgres://user:password@host:port/name"),
        ("EMAIL_URL", "nonsense"),
        ("CONN_MAX_AGE", "abc"),
        ("HSTS_SECONDS", "abc"),
    ],
)
def test_production_names_the_variable_that_is_wrong(copy, name, value):
    message = refusal(check(copy, **PRODUCTION | {name: value}))

    assert f"environment variable {name} " in message


@pytest.mark.parametrize(
    "name,value", [("ENVIRONMENT", "staging"), ("DATABASE_URL", "nonsense"), ("CONN_MAX_AGE", "abc")]
)
def test_development_names_the_variable_that_is_wrong(copy, name, value):
    message = refusal(check(copy, **{name: value}))

    assert f"environment variable {name} " in message


def test_production_passes_the_deployment_checks(copy):
    result = check(copy, "--deploy", "--fail-level", "WARNING", **PRODUCTION)

    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout == "System check identified no issues (0 silenced).\n"
