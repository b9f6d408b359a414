"""A parent and its children, as in any first Django app."""

from django.db import models


class Shelf(models.Model):
    """Where books stand."""

    name = models.CharField(max_length=60)

    def __str__(self):
        return self.name


class Book(models.Model):
    """One book; it stands on no shelf until somebody puts it there."""

    shelf = models.ForeignKey(Shelf, models.CASCADE, null=True, related_name="books")
    title = models.CharField(max_length=120)
    pages = models.PositiveIntegerField()
    added_at = models.DateTimeField(auto_now_add=True)

    def __str__(self):
        return self.title
