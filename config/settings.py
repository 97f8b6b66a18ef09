"""All settings, one file, driven by the environment (docs/operations.md lists the variables)."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from near.foundation.languages import LANGUAGES as WORKING_LANGUAGES
from near.foundation.languages import PSEUDO, READERS
from near.web.desk.ministry.configuration import ministries_in

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(os.environ.get("NEAR_VAR", BASE_DIR / "var"))
DATA_DIR = BASE_DIR / "data"


def _flag(name: str, *, default: bool = False) -> bool:
    return os.environ.get(name, str(default)).lower() in {"1", "true", "yes", "on"}


def _secret_key() -> str:
    """Take the key from the environment, else keep one of our own in the private folder."""
    if given := os.environ.get("SECRET_KEY"):
        return given
    path = VAR_DIR / "secret_key"
    if not path.exists():
        VAR_DIR.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(64))
    return path.read_text().strip()


DEBUG = _flag("NEAR_DEBUG")
SECRET_KEY = _secret_key()
PORT = int(os.environ.get("PORT", "8000"))
SITE_URL = os.environ.get("NEAR_SITE_URL", f"http://127.0.0.1:{PORT}")
ALLOWED_HOSTS = os.environ.get("NEAR_HOSTS", "127.0.0.1,localhost").split(",")
CSRF_TRUSTED_ORIGINS = [SITE_URL]
HTTPS = SITE_URL.startswith("https://")

INSTALLED_APPS = [
    "near.foundation.apps.FoundationConfig",
    "near.people.apps.PeopleConfig",
    "near.registry.apps.RegistryConfig",
    "near.terminology.apps.TerminologyConfig",
    "near.assembly.apps.AssemblyConfig",
    "near.cooperation.apps.CooperationConfig",
    "near.translation.apps.TranslationConfig",
    "near.web.outgoing.apps.OutgoingConfig",
    "near.web.site.apps.SiteConfig",
    "near.web.design.apps.DesignConfig",
    "near.web.desk.apps.DeskConfig",
    "near.web.shell.apps.ShellConfig",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "django_htmx",
    "django_tasks_db",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "near.web.desk.middleware.DeskHabits",
    "near.web.site.middleware.ClosedByDefault",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "near.web.site.middleware.ReadingCannotWrite",
    "near.web.site.middleware.RefusalsInWords",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "near/web/templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "csp.context_processors.nonce",
                "near.web.site.context.page_frame",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "near.web.design.templatetags.design",
                "near.web.design.templatetags.texts",
                "near.web.design.templatetags.signing_in",
                "near.web.portal.templatetags.portal",
                "near.web.portal.templatetags.project_verbs",
            ],
        },
    }
]

VAR_DIR.mkdir(parents=True, exist_ok=True)
DATABASES: dict[str, Any] = {
    "default": dj_database_url.parse(
        os.environ.get("DATABASE_URL", f"sqlite:///{VAR_DIR / 'near.sqlite3'}"), conn_max_age=60
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

# Kept in files, so that every worker counts the same failed sign-ins.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": VAR_DIR / "cache",
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# People and sign-in
AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["near.web.desk.backends.DeskBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "near.web.desk.adapters.ClosedRegistration"
_OURS = "near.web.desk.forms.sign_in"
ACCOUNT_FORMS = {
    "login": f"{_OURS}.SignIn", "reset_password": f"{_OURS}.ForgottenPassword",
    "reset_password_from_key": f"{_OURS}.FirstOrNewPassword", "change_password": f"{_OURS}.ChangedPassword",
    "set_password": f"{_OURS}.OwnPassword", "reauthenticate": f"{_OURS}.PasswordAgain",
}  # fmt: skip
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_RATE_LIMITS = {"login_failed": "5/5m/key,30/5m/ip", "login": "30/m/ip"}
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""  # subjects name the platform in the reader's words
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nobody makes us write to strangers
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "near.web.desk.reset_keys.ResetKeys"  # noqa: S105 -- a class, no secret
INVITATION_DAYS, RESET_HOURS = 14, 24
PASSWORD_RESET_TIMEOUT = INVITATION_DAYS * 24 * 3600
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_ADAPTER = "near.web.desk.adapters.SecondStep"
MFA_FORMS = {
    "authenticate": f"{_OURS}.CodeAtSignIn", "reauthenticate": f"{_OURS}.CodeAgain",
    "activate_totp": f"{_OURS}.FirstCode", "add_webauthn": f"{_OURS}.NewKey",
    "edit_webauthn": f"{_OURS}.KeyName",
}  # fmt: skip
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # nobody registers here with a stranger's address
MFA_TOTP_ISSUER = "NEAR"
MFA_TOTP_TOLERANCE = 1  # steps of half a minute a telephone's clock may be off
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
# Sign-in by a ministry's own server (OpenID Connect): off unless a file names them
SOCIALACCOUNT_ADAPTER = "near.web.desk.adapters.ByMinistry"
SOCIALACCOUNT_LOGIN_ON_GET = True  # a form may not be sent on to another host (content policy)
SOCIALACCOUNT_PROVIDERS = {
    "ministry": {"APPS": ministries_in(os.environ.get("NEAR_OIDC_CONFIG", "")), "OAUTH_PKCE_ENABLED": True}
}
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "near.web.site.views.errors.stale_form"
SESSION_COOKIE_HTTPONLY = True
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _flag("NEAR_BEHIND_PROXY") else None
X_FRAME_OPTIONS = "SAMEORIGIN"

CONTENT_SECURITY_POLICY = {
    "EXCLUDE_URL_PREFIXES": ["/desk/"],
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    },
}

# Languages
LANGUAGE_CODE = "en"
LANGUAGES = [(x.django, x.autonym) for x in READERS]
# The desk and its pages are kept in the working languages; other readers are led to the nearest of them.
WAGTAIL_CONTENT_LANGUAGES = [(x.django, x.autonym) for x in WORKING_LANGUAGES]
WAGTAIL_I18N_ENABLED = True
WAGTAILADMIN_PERMITTED_LANGUAGES = WAGTAIL_CONTENT_LANGUAGES
LOCALE_PATHS = [BASE_DIR / "near/web/locale"]
if PSEUDO in READERS:
    LOCALE_PATHS.append(VAR_DIR / "locale")
USE_I18N = True
USE_TZ = True
TIME_ZONE = os.environ.get("NEAR_TIME_ZONE", "Asia/Seoul")
LANGUAGE_COOKIE_NAME = "near_language"

# Translation by machine: off unless a provider is named
MACHINE_TRANSLATION = {
    "provider": os.environ.get("NEAR_MT_PROVIDER", ""),
    "url": os.environ.get("NEAR_MT_URL", ""),
    "key": os.environ.get("NEAR_MT_KEY", ""),
}
if MACHINE_TRANSLATION["provider"]:
    WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {"CLASS": "near.web.desk.page_translator.PageTranslator"}

# Wagtail
WAGTAIL_SITE_NAME = "NEAR"
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_FRONTEND_LOGIN_URL = "account_login"
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILDOCS_EXTENSIONS = ["pdf", "csv", "xlsx", "docx", "txt"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 8 * 1024 * 1024
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
TAGGIT_CASE_INSENSITIVE = True

# Work that may wait (ADR 0007): queued in the database, done by `near work`
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Files
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "near/web/static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 3600
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
DATA_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

# Mail
EMAIL_BACKEND = os.environ.get("NEAR_EMAIL_BACKEND", "django.core.mail.backends.console.EmailBackend")
DEFAULT_FROM_EMAIL = os.environ.get("NEAR_FROM", "near@localhost")
EMAIL_HOST = os.environ.get("NEAR_SMTP_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("NEAR_SMTP_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("NEAR_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("NEAR_SMTP_PASSWORD", "")
EMAIL_USE_TLS = _flag("NEAR_SMTP_TLS")
EMAIL_TIMEOUT = 20
# The hour from which on digests go out, in each reader's own time zone.
DIGEST_HOUR = int(os.environ.get("NEAR_DIGEST_HOUR", "8"))

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": os.environ.get("NEAR_LOG", "WARNING")},
}
SILENCED_SYSTEM_CHECKS: list[str] = []
ASSOCIATION_NAME = _("The Association of North East Asia Regional Governments")
