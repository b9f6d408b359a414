from django.apps import AppConfig


class WorkoutsConfig(AppConfig):
    """Programming: exercises, programs, assignments, logs."""

    name = "workouts"
