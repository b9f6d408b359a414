"""Sign-in, under the names allauth looks for; only the pages we show."""

from django.urls import path, re_path

from .views import sign_in

urlpatterns = [
    path("login/", sign_in.login, name="account_login"),
    path("login/code/", sign_in.request_login_code, name="account_request_login_code"),
    path("login/code/confirm/", sign_in.confirm_login_code, name="account_confirm_login_code"),
    path("logout/", sign_in.logout, name="account_logout"),
    path("inactive/", sign_in.inactive, name="account_inactive"),
    path("signup/", sign_in.signup, name="account_signup"),
    path("passkeys/add/", sign_in.passkey_add, name="mfa_add_webauthn"),
    path("passkeys/login/", sign_in.passkey_login, name="mfa_login_webauthn"),
    path("passkeys/<int:pk>/name/", sign_in.passkey_rename, name="mfa_edit_webauthn"),
    path("passkeys/<int:pk>/remove/", sign_in.passkey_remove, name="mfa_remove_webauthn"),
    path("reauthenticate/passkey/", sign_in.passkey_confirm, name="mfa_reauthenticate_webauthn"),
    path("reauthenticate/", sign_in.reauthenticate, name="account_reauthenticate"),
    path("password/change/", sign_in.password_change, name="account_change_password"),
    path("password/set/", sign_in.password_set, name="account_set_password"),
    path("password/reset/", sign_in.password_reset, name="account_reset_password"),
    path("password/reset/done/", sign_in.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        sign_in.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        sign_in.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
]
