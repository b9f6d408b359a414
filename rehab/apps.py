from django.apps import AppConfig


class RehabConfig(AppConfig):
    """Rehabilitation: what pain allows."""

    name = "rehab"
