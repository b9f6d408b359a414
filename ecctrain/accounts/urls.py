"""Addresses about people."""

from django.urls import path

from . import views

app_name = "accounts"
urlpatterns = [
    path("me/", views.me, name="me"),
    path("clients/invite/", views.invite, name="invite"),
    path("clients/<uuid:code>/link/", views.invitation_renew, name="invitation-renew"),
    path("join/<uuid:code>/", views.join, name="join"),
]
