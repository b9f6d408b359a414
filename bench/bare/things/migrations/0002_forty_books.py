"""What the page shows."""

from django.db import migrations


def add_books(apps, schema_editor):
    """One shelf with 40 books."""
    shelf = apps.get_model("things", "Shelf").objects.create(name="first")
    book = apps.get_model("things", "Book")
    book.objects.bulk_create(
        book(shelf=shelf, title=f"Book number {number}", pages=100 + number) for number in range(40)
    )


class Migration(migrations.Migration):
    dependencies = [("things", "0001_tables")]
    operations = [migrations.RunPython(add_books, migrations.RunPython.noop)]
