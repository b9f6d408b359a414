"""All addresses. One file an app; the pages where the apps meet are here."""

from django.contrib import admin
from django.urls import include, path

from . import views

urlpatterns = [
    path("", views.home, name="home"),
    path("today/", views.today, name="today"),
    path("clients/", views.caseload, name="caseload"),
    path("clients/<uuid:code>/", views.client_page, name="client-page"),
    path("style/", views.style, name="style"),
    path("manifest.webmanifest", views.manifest, name="manifest"),
    path("sw.js", views.service_worker, name="service-worker"),
    path("offline/", views.offline, name="offline"),
    path("outbox/token/", views.outbox_token, name="outbox-token"),
    path("health/", views.health, name="health"),
    path("", include("ecctrain.accounts.urls")),
    path("", include("workouts.urls")),
    path("account/", include("ecctrain.accounts.sign_in_urls")),
    path("admin/", admin.site.urls),
]
