"""Addresses about people."""

from django.urls import path

from .views import closing, people, sign_in

app_name = "accounts"
urlpatterns = [
    path("me/", people.me, name="me"),
    path("me/sign-in/", sign_in.sign_in, name="sign-in"),
    path("me/sign-in/again/", sign_in.sign_in_again, name="sign-in-again"),
    path("me/delete/", closing.account_close, name="account-close"),
    path("deleted/", closing.account_closed, name="account-closed"),
    path("clients/invite/", people.invite, name="invite"),
    path("clients/<uuid:code>/link/", people.invitation_renew, name="invitation-renew"),
    path("join/<uuid:code>/", people.join, name="join"),
]
