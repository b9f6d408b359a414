from django.core.management.base import BaseCommand, CommandError

from workouts.catalogue import CatalogueError, load_exercises, read_exercises


class Command(BaseCommand):
    help = "Load the exercise library that comes with ecctrain; may be run again at any time."

    def handle(self, *args, **options):
        try:
            created, known = load_exercises(read_exercises())
        except CatalogueError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Exercise library: {created} new, {known} known.")
