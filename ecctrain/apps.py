from django.apps import AppConfig


class EcctrainConfig(AppConfig):
    """The composition root: pages and commands in which both apps meet."""

    name = "ecctrain"

    def ready(self):
        from . import checks  # noqa: F401  registers the system checks
