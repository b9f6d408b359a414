"""The three requests that ecctrain's are measured against."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from .models import Book, Shelf


def constant(request):
    """Nothing but Django itself."""
    return HttpResponse("ok", content_type="text/plain")


@csrf_exempt
@require_POST
def insert(request):
    """One row, from a form that nobody checks."""
    Book.objects.create(title=request.POST["title"], pages=request.POST["pages"])
    return HttpResponse("ok", content_type="text/plain")


def page(request):
    """Forty rows in a template, from two queries."""
    shelf = get_object_or_404(Shelf, name="first")
    return render(request, "things/page.html", {"shelf": shelf, "books": shelf.books.all()})
