from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People, and who coaches whom."""

    name = "ecctrain.accounts"
    label = "accounts"
