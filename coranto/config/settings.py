"""Django's settings, made from the environment. There is no second file for development: defaults fit a checkout."""

import re
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

from coranto.config import environment, sign_in
from coranto.config.log_lines import is_worth_a_line
from coranto.config.www_twin import twin_of
from coranto.core.embeds import player_hosts
from coranto.theme.folders import BUILT_IN, static_folders

PACKAGE = Path(__file__).resolve().parent.parent
HOME = environment.home()
PUBLIC_URL = environment.public_url()
PUBLIC_HOST = PUBLIC_URL.split("://", 1)[1]
HTTPS = PUBLIC_URL.startswith("https://")
DEBUG = environment.flag("CORANTO_DEBUG")
SECRET_KEY = environment.secret_key(HOME)
OTHER_HOSTS = environment.names("CORANTO_ALLOWED_HOSTS")
ALLOWED_HOSTS = [PUBLIC_HOST.rsplit(":", 1)[0], "127.0.0.1", "localhost", *OTHER_HOSTS]
WWW_TWIN = twin_of(ALLOWED_HOSTS[0])
if WWW_TWIN in OTHER_HOSTS:
    WWW_TWIN = ""  # the site is to be served there, too
else:
    ALLOWED_HOSTS.append(WWW_TWIN)
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]

INSTALLED_APPS = [
    "coranto.edge",
    "coranto.theme",
    "coranto.wordpress",
    "coranto.feeds",
    "coranto.pages",
    "coranto.comments",
    "coranto.akismet",
    "coranto.posts",
    "coranto.publication",
    "coranto.accounts",
    "coranto.media",
    "coranto.config.wagtail_apps.RedirectsConfig",
    "wagtail.contrib.settings",
    "wagtail.contrib.table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "coranto.accounts.users_app.UsersConfig",
    "coranto.config.wagtail_apps.SnippetsConfig",
    "coranto.config.wagtail_apps.DocumentsConfig",
    "coranto.config.wagtail_apps.ImagesConfig",
    "wagtail.admin",
    "modelsearch",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.facebook",
    "allauth.socialaccount.providers.github",
    "allauth.socialaccount.providers.google",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.socialaccount.providers.twitter_oauth2",
    "allauth.mfa",
    "django_htmx",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sites",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "coranto.config.database_away.DatabaseAway",
    "coranto.akismet.door.akismet_door",  # whose clients send a host that is not ours
    "coranto.config.www_twin.lead_from_www_twin",
    "django.middleware.security.SecurityMiddleware",
    "coranto.config.static.StaticFiles",  # before the policy, whose kilobyte of header says nothing on a stylesheet
    "coranto.config.content_policy.ContentPolicy",
    "coranto.config.compression.PackedPages",
    "coranto.config.nul_bytes.RefuseNul",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "coranto.config.desk.desk_frame",
]
APPEND_SLASH = False  # addresses are WordPress's, which has its own rules for the slash

ROOT_URLCONF = "coranto.config.urls"
WSGI_APPLICATION = "coranto.config.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": ["coranto.theme.loader.Loader"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

DATABASES = {"default": environment.database(HOME)}
if "postgresql" in DATABASES["default"]["ENGINE"]:
    INSTALLED_APPS.append("django.contrib.postgres")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHE_URL = environment.text("CACHE_URL")
CACHES = {"default": environment.cache()}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}

for _name, _value in environment.mail().items():
    globals()[_name] = _value
DEFAULT_FROM_EMAIL = environment.text("CORANTO_MAIL_FROM") or f"noreply@{PUBLIC_HOST.rsplit(':', 1)[0]}"
SERVER_EMAIL = DEFAULT_FROM_EMAIL

LANGUAGE_CODE = environment.text("CORANTO_LANGUAGE")
TIME_ZONE = environment.text("CORANTO_TIME_ZONE")
USE_I18N = True
USE_TZ = True
LOCALE_PATHS = [PACKAGE / "locale"]
FORMAT_MODULE_PATH: list[str] = []

THEME_FOLDERS = [HOME / "themes"]
STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STATICFILES_DIRS = static_folders([BUILT_IN, *THEME_FOLDERS])
MEDIA_URL = "/media/"
MEDIA_ROOT = HOME / "media"
STORAGES: dict[str, dict[str, Any]] = {
    "default": environment.file_storage(),
    "staticfiles": {"BACKEND": "coranto.config.static.DigestedStaticFiles"},
}
WHITENOISE_USE_FINDERS = True  # nothing is collected: docs/decisions/0004-no-collectstatic.md
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_MAX_AGE = 0 if DEBUG else 31_536_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # Wagtail's forms for long bodies have many

# -- people --------------------------------------------------------------------------------------------------------
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
SITE_ID = 1
SOCIALACCOUNT_PROVIDERS, READER_SIGN_IN = sign_in.providers()
SOCIALACCOUNT_ADAPTER = "coranto.accounts.social.SocialAdapter"
SOCIALACCOUNT_EMAIL_REQUIRED = False
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_REQUESTS_TIMEOUT = 10
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_USER_DISPLAY = "coranto.accounts.models.shown_name"
ALLAUTH_TRUSTED_PROXY_COUNT = environment.number("CORANTO_PROXIES")  # whose word on a visitor's address counts
ACCOUNT_FORMS = {"login": "coranto.accounts.sign_in_form.SignInForm"}
ACCOUNT_ADAPTER = "coranto.accounts.adapter.AccountAdapter"
ACCOUNT_EMAIL_SUBJECT_PREFIX = f"[{PUBLIC_HOST}] "
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_FORMS = {"add_webauthn": "coranto.accounts.passkey_form.AddPasskeyForm"}
MFA_TOTP_ISSUER = "Coranto"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS  # passkeys also on http://localhost

# -- security ------------------------------------------------------------------------------------------------------
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = CSRF_COOKIE_AGE = 14 * 86_400  # seconds; readers are told so
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
AKISMET_INSIDE = environment.flag("CORANTO_AKISMET_INSIDE")
XMLRPC = environment.flag("CORANTO_XMLRPC")
TASKS_INSIDE = environment.flag("CORANTO_TASKS")
PROXIES = environment.number("CORANTO_PROXIES")
PAGE_CACHE_MB = environment.number("CORANTO_PAGE_CACHE_MB")
PAGE_FILES = environment.page_files()
PAGE_FILES_MB = environment.number("CORANTO_PAGE_FILES_MB")
CACHE_IN_FRONT = environment.cache_in_front()
if PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    USE_X_FORWARDED_HOST = True
MEDIA_ORIGINS = environment.media_origins()
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:", *MEDIA_ORIGINS],
        **({"media-src": [SELF, *MEDIA_ORIGINS]} if MEDIA_ORIGINS else {}),
        "frame-src": [SELF, *player_hosts()],  # loaded at a click only
        "object-src": [NONE],
        "base-uri": [SELF],
        "frame-ancestors": [SELF],
        "form-action": [SELF],
    }
}

# -- Wagtail -------------------------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "Coranto"
WAGTAILADMIN_BASE_URL = PUBLIC_URL
WAGTAIL_GRAVATAR_PROVIDER_URL = None  # no request leaves the site's machine
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILIMAGES_IMAGE_MODEL = "media.CreditedImage"
WAGTAILDOCS_DOCUMENT_MODEL = "media.CreditedDocument"
WAGTAILDOCS_EXTENSIONS = re.split(r"\s+", "csv doc docx epub key mp3 mp4 odp ods odt pdf ppt pptx rtf txt xls xlsx zip")
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILEMBEDS_FINDERS: list[dict[str, Any]] = []  # embeds come from our own allow-list; nothing is asked outside
WAGTAIL_PASSWORD_RESET_ENABLED = False  # allauth does all of this, with second factors and limits
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAIL_AUTOSAVE_INTERVAL = 3000
WAGTAILADMIN_LOGIN_URL = "account_login"
MODELSEARCH_BACKENDS = {"default": {"BACKEND": "modelsearch.backends.database", "AUTO_UPDATE": False}}

SILENCED_SYSTEM_CHECKS = ["wagtailadmin.W003"]

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["lines"]},
    },
    "filters": {"lines": {"()": lambda: is_worth_a_line}},
    "root": {
        "handlers": ["stderr"],
        "level": environment.choice("CORANTO_LOG_LEVEL", "DEBUG", "INFO", "WARNING", "ERROR"),
    },
    "loggers": {
        "django.request": {"level": "ERROR"},
        "django_tasks_db": {"level": "WARNING"},
        "django_tasks": {"level": "WARNING"},
    },
}
