"""Which rows are about one person: a lookup from each table of ours to the person, for the download and the erasing."""

from django.apps import apps

from ecctrain.accounts.models import User

OWN_APPS = ("accounts", "workouts", "rehab")
# What a foreign key to the person is called that a row is about; others say who did something.
SUBJECTS = ("client", "person")
# What a trainer wrote for everybody.
OWNED = {
    "Exercise": "owner",
    "ExerciseFacet": "exercise__owner",
    "Program": "owner",
    "ProgramLine": "session__program__owner",
    "ProgramSession": "program__owner",
}


def tables():
    """(Model, lookup) of every table with rows about a person or owned by one, in the order of their names."""
    models = (model for label in OWN_APPS for model in apps.get_app_config(label).get_models())
    found = ((model, OWNED.get(model.__name__) or path_to_subject(model)) for model in models)
    return sorted(((model, path) for model, path in found if path), key=lambda pair: pair[0].__name__)


def path_to_subject(model, seen=()):
    """The shortest way from `model` over foreign keys that are never empty to whom its rows are about; "" if none."""
    paths = []
    for field in model._meta.concrete_fields:
        if not field.is_relation or field.null:
            continue
        if field.related_model is User and field.name in SUBJECTS:
            return field.name
        if field.related_model not in (User, model, *seen):
            further = path_to_subject(field.related_model, (*seen, model))
            paths += [f"{field.name}__{further}"] if further else []
    return min(paths, key=lambda path: path.count("__"), default="")
