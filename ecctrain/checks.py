"""System checks for rules of ours that a model can break by its names alone."""

from django.apps import apps
from django.core.checks import Error, register
from django.db import models

OWN_APPS = ("accounts", "workouts", "rehab")


@register()
def check_time_field_names(app_configs, **kwargs):
    """A datetime field ends in `_at`, a date field in `_on`, so that a reader knows which it is.

    `last_login` comes from Django's own base class and keeps its name.
    """
    problems = []
    for label in OWN_APPS:
        for model in apps.get_app_config(label).get_models():
            for field in model._meta.local_concrete_fields:
                ending = time_ending(field)
                if ending and not field.name.endswith(ending) and field.name != "last_login":
                    problems.append(
                        Error(
                            f"{model.__name__}.{field.name} must end in {ending}",
                            obj=model,
                            id="ecctrain.E001",
                        )
                    )
    return problems


def time_ending(field):
    """The ending the name of a date or datetime field must have; None for other fields."""
    if isinstance(field, models.DateTimeField):
        return "_at"
    return "_on" if isinstance(field, models.DateField) else None
