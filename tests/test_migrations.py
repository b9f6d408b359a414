"""The migrations say what the models say, under names that people gave them."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

OWN_APPS = ("accounts", "workouts", "rehab")
OWN_MODELS = [model for label in OWN_APPS for model in apps.get_app_config(label).get_models()]


def constraint_names(constraints):
    return {constraint.name for constraint in constraints}


@pytest.mark.django_db
def test_models_have_no_change_without_a_migration(capsys):
    try:
        call_command("makemigrations", check=True, dry_run=True)
    except SystemExit:
        pytest.fail(capsys.readouterr().out)


def test_migrations_are_named_by_hand():
    names = MigrationLoader(None, ignore_no_migrations=True).disk_migrations

    nameless = [f"{label}.{name}" for label, name in names if label in OWN_APPS and "_auto_" in name]

    assert nameless == []


@pytest.mark.parametrize("model", OWN_MODELS, ids=lambda model: model._meta.label)
def test_constraints_are_in_the_migrations(model):
    state = MigrationLoader(None, ignore_no_migrations=True).project_state()

    migrated = state.models[model._meta.app_label, model._meta.model_name].options.get("constraints", [])

    assert constraint_names(migrated) == constraint_names(model._meta.constraints)


@pytest.mark.django_db
@pytest.mark.parametrize("model", OWN_MODELS, ids=lambda model: model._meta.label)
def test_constraints_are_in_the_database(model):
    with connection.cursor() as cursor:
        built = set(connection.introspection.get_constraints(cursor, model._meta.db_table))

    assert constraint_names(model._meta.constraints) - built == set()
