"""The three pages, and nothing else."""

from django.urls import path
from things import views

urlpatterns = [
    path("constant/", views.constant),
    path("insert/", views.insert),
    path("page/", views.page),
]
