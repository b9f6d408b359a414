import sys

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from workouts.reminding import send_reminders


class Command(BaseCommand):
    help = "E-mail each client with an open check-in, once. For cron, every quarter of an hour or so."

    def handle(self, *args, **options):
        done = send_reminders(timezone.now())
        self.stdout.write(
            _("%(sent)s sent, %(quiet)s in quiet hours, %(failed)s failed.")
            % {"sent": len(done.sent), "quiet": len(done.quiet), "failed": len(done.failed)}
        )
        for client, error in done.failed:
            self.stderr.write(f"{client.code}: {type(error).__name__}: {error}")
        if done.failed:
            sys.exit(1)
