from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ecctrain.accounts.models import User
from ecctrain.demo.people import ADMINISTRATOR, EMAIL_DOMAIN, PASSWORD, PRACTICE, PRACTICE_ZONE, address
from ecctrain.demo.telling import tell_practice
from workouts.catalogue import CatalogueError


class Command(BaseCommand):
    help = (
        "Fill an empty database with a practice to look at: trainers, clients, programs, weeks of training."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--if-empty", action="store_true", help="Do nothing when anybody is there already."
        )

    def handle(self, *args, if_empty, **options):
        demo_is_there = User.objects.filter(email__endswith=f"@{EMAIL_DOMAIN}").exists()
        if demo_is_there:
            self.say(_("The demo is already there."))
        elif User.objects.exists():
            if if_empty:
                return
            raise CommandError(_("There are people in this database. The demo only goes into an empty one."))
        else:
            self.make_demo()
        self.say_how_to_sign_in()

    def make_demo(self):
        """All of it or nothing."""
        if settings.PRODUCTION:
            raise CommandError(
                _("Everybody knows the demo's password, so it does not go onto a public server.")
            )
        today = timezone.now().astimezone(ZoneInfo(PRACTICE_ZONE)).date()
        self.say(_("Making the demo, %(practice)s:") % {"practice": PRACTICE})
        try:
            with transaction.atomic():
                for story in tell_practice(today=today):
                    self.say_story(story)
        except CatalogueError as error:
            raise CommandError(str(error)) from error

    def say_story(self, story):
        """One line about one person."""
        words = {
            "name": story.person.full_name,
            "age": story.person.age,
            "goal": story.person.goal,
            "done": story.done,
            "due": story.due,
            "sets": story.sets,
        }
        if story.person.is_invited_only:
            self.say(_("  %(name)s, %(age)s: invited; %(goal)s") % words)
        else:
            self.say(_("  %(name)s, %(age)s: %(done)s of %(due)s sessions, %(sets)s sets; %(goal)s") % words)

    def say_how_to_sign_in(self):
        """Who to sign in as, one line each."""
        for role, key in (
            (_("trainer"), "jonas"),
            (_("client"), "mara"),
            (_("administrator"), ADMINISTRATOR[0]),
        ):
            words = {"role": role, "email": address(key), "password": PASSWORD}
            self.say(_("Sign in as %(role)s: %(email)s, password %(password)s") % words)

    def say(self, line):
        """Write one line at once, so that progress is seen where the output is not a terminal."""
        self.stdout.write(line)
        self.stdout.flush()
