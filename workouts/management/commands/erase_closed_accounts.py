from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from workouts.erasing import erase_closed_accounts


class Command(BaseCommand):
    help = "Erase the people who closed their account 30 days ago or earlier. For cron, once a day."

    def handle(self, *args, **options):
        self.stdout.write(_("%(count)s erased.") % {"count": erase_closed_accounts(timezone.now())})
