from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """People, and who coaches whom."""

    name = "ecctrain.accounts"
    label = "accounts"
    verbose_name = _("People")
