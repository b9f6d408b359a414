"""Every setting of ecctrain, read from the environment.

Development needs none of them. With ENVIRONMENT=production the start is refused, with the names of
the variables, until what a public server needs is given. docs/architecture.md lists them all.
"""

import sys
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent

FLAGS = {
    "1": True,
    "true": True,
    "yes": True,
    "on": True,
    "0": False,
    "false": False,
    "no": False,
    "off": False,
}

env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")


def read(reader, name, **options):
    """One variable through django-environ; a value it cannot read stops the start with the variable's name."""
    try:
        return reader(name, **options)
    except (ValueError, TypeError, ImproperlyConfigured) as error:
        raise ImproperlyConfigured(f"The environment variable {name} cannot be read: {error}") from error


def read_flag(name, *, default):
    """A yes-or-no variable. A word that is neither stops the start: a misspelt yes must not count as no."""
    text = read(env.str, name, default=str(default)).strip().lower()
    if text not in FLAGS:
        raise ImproperlyConfigured(
            f"The environment variable {name} is {text!r}; it must be one of {', '.join(FLAGS)}."
        )
    return FLAGS[text]


ENVIRONMENT = read(env.str, "ENVIRONMENT", default="development")
if ENVIRONMENT not in ("development", "production"):
    raise ImproperlyConfigured(
        f"The environment variable ENVIRONMENT is {ENVIRONMENT!r}; it must be 'development' or 'production'."
    )
PRODUCTION = ENVIRONMENT == "production"
REQUIRED_IN_PRODUCTION = {
    "SECRET_KEY": "50 or more random characters",
    "ALLOWED_HOSTS": "the host names people open, separated by commas",
    "EMAIL_URL": "the mail server, such as smtp+tls://user:password@mail.example.org:587",
}
if PRODUCTION:
    missing = [
        f"{name} ({what})" for name, what in REQUIRED_IN_PRODUCTION.items() if not env.str(name, default="")
    ]
    if missing:
        raise ImproperlyConfigured("Production cannot start without these variables: " + "; ".join(missing))

DEBUG = read_flag("DEBUG", default=not PRODUCTION)
if PRODUCTION and DEBUG:
    raise ImproperlyConfigured("The environment variable DEBUG must not be on in production.")
SECRET_KEY = read(
    env.str, "SECRET_KEY", default="" if PRODUCTION else "only-for-development-on-this-machine-" + "x" * 20
)
if PRODUCTION and len(SECRET_KEY) < 50:
    raise ImproperlyConfigured("The environment variable SECRET_KEY must have 50 or more characters.")
ALLOWED_HOSTS = read(
    env.list, "ALLOWED_HOSTS", default=[] if PRODUCTION else ["127.0.0.1", "localhost", "[::1]"]
)
# Where people open ecctrain, for the links in e-mails that no request asked for; no slash at the end.
OWN_URL = f"https://{ALLOWED_HOSTS[0].lstrip('.')}" if PRODUCTION else "http://127.0.0.1:8000"
PUBLIC_URL = read(env.str, "PUBLIC_URL", default=OWN_URL).rstrip("/")
CSRF_TRUSTED_ORIGINS = [
    f"https://{host.replace('.', '*.', 1) if host.startswith('.') else host}" for host in ALLOWED_HOSTS
]

INSTALLED_APPS = [
    "ecctrain",
    "ecctrain.accounts",
    "workouts",
    "rehab",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "crispy_forms",
    "csp",
    "django_htmx",
    "template_partials",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "ecctrain.middleware.PoliciesMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "ecctrain.middleware.LoginMiddleware",
    "ecctrain.middleware.PersonMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "ecctrain.urls"
WSGI_APPLICATION = "ecctrain.wsgi.application"
LOADERS = ["ecctrain.indentation.Loader", "django.template.loaders.app_directories.Loader"]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                ("template_partials.loader.Loader", [("django.template.loaders.cached.Loader", LOADERS)])
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]
CRISPY_TEMPLATE_PACK = "ecc_forms"
CRISPY_ALLOWED_TEMPLATE_PACKS = ["ecc_forms"]
CRISPY_FAIL_SILENTLY = not DEBUG

DATABASES = {
    "default": read(env.db, "DATABASE_URL", default=f"sqlite:///{BASE_DIR / 'var' / 'ecctrain.sqlite3'}")
}
if not DATABASES["default"].get("ENGINE", "").startswith("django.db.backends."):
    raise ImproperlyConfigured(
        "The environment variable DATABASE_URL cannot be read; write it as postgres://user:password@host:5432/name."
    )
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    (BASE_DIR / "var").mkdir(exist_ok=True)
    DATABASES["default"]["OPTIONS"] = {
        # A write takes its lock at once, so that two of them queue instead of failing half-way.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # WAL lets readers go on while one writes; FULL keeps a confirmed set through a power cut.
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
            "PRAGMA cache_size=-16000; PRAGMA temp_store=MEMORY; PRAGMA mmap_size=134217728;"
        ),
    }
DATABASES["default"]["CONN_MAX_AGE"] = read(env.int, "CONN_MAX_AGE", default=600)
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "ecctrain.accounts.adapter.InvitedOnlyAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_FORMS = {
    "login": "ecctrain.accounts.forms.LoginForm",
    "request_login_code": "ecctrain.accounts.forms.RequestLoginCodeForm",
}
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = True
SESSION_COOKIE_AGE = 60 * 60 * 24 * 60
# A passkey is a way in of its own, never a second step after another.
MFA_SUPPORTED_TYPES = ["webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ADAPTER = "ecctrain.accounts.adapter.PasskeyAdapter"
MFA_FORMS = {
    "add_webauthn": "ecctrain.accounts.forms.PasskeyAddForm",
    "edit_webauthn": "ecctrain.accounts.forms.PasskeyRenameForm",
    "login_webauthn": "ecctrain.accounts.forms.PasskeyLoginForm",
    "reauthenticate_webauthn": "ecctrain.accounts.forms.PasskeyConfirmForm",
}
# As in sign-in by password: nobody waits for an e-mail to be confirmed.
MFA_ALLOW_UNVERIFIED_EMAIL = True
# A page of sign-in asks once for what a passkey signs; a whole gym may be behind one address.
MFA_RATE_LIMITS = {"webauthn_login": "60/m/ip"}

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "ecctrain" / "locale"]
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "static/"
STATIC_ROOT = read(env.path, "STATIC_ROOT", default=str(BASE_DIR / "var" / "static")).root
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

EMAIL_CONFIG = read(env.email_url, "EMAIL_URL", default="consolemail://")
if EMAIL_CONFIG["EMAIL_BACKEND"].endswith("smtp.EmailBackend") and not EMAIL_CONFIG["EMAIL_PORT"]:
    raise ImproperlyConfigured("The environment variable EMAIL_URL names no port, such as :587 at its end.")
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = read(env.str, "DEFAULT_FROM_EMAIL", default="ecctrain <ecctrain@localhost>")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
# The page script reads the token from the form; nothing needs the cookie itself.
CSRF_COOKIE_HTTPONLY = True
if PRODUCTION:
    SECURE_SSL_REDIRECT = read_flag("SSL_REDIRECT", default=True)
    SECURE_HSTS_SECONDS = read(env.int, "HSTS_SECONDS", default=31536000)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"
    if read_flag("BEHIND_PROXY", default=False):
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler", "stream": sys.stderr}},
    "root": {"handlers": ["console"], "level": "INFO"},
}
