"""The settings an owner can make, as environment variables: typed, checked at start, documented in one list.

``docs/settings.md`` is compared with :data:`SETTINGS` by a test, so a variable read anywhere else does not exist.
"""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

from coranto.config.mail import provider_settings
from coranto.core.errors import PlainError


@dataclass(frozen=True, slots=True)
class Setting:
    """One environment variable: its name, its default as the owner would write it, and what it does."""

    name: str
    default: str
    help: str


SETTINGS = (
    Setting("CORANTO_HOME", "./coranto-home", "The folder that holds everything one site owns."),
    Setting("CORANTO_URL", "http://127.0.0.1:8000", "The public address of the site, without a slash at the end."),
    Setting("CORANTO_SECRET_KEY", "", "Signs sessions and links. Empty: made once and kept in the home."),
    Setting(
        "CORANTO_ALLOWED_HOSTS",
        "",
        "Further host names that may reach the site, with commas between them. The site's own with `www.` leads to it.",
    ),
    Setting("CORANTO_LANGUAGE", "en", "The language of the desk, and of a new publication."),
    Setting("CORANTO_TIME_ZONE", "UTC", "The time zone of a new publication, as in `Europe/Berlin`."),
    Setting("CORANTO_DEBUG", "0", "1 shows error pages with details. Never on a public address."),
    Setting("CORANTO_LOG_LEVEL", "INFO", "DEBUG, INFO, WARNING or ERROR; the log goes to standard error."),
    Setting("CORANTO_PROXIES", "0", "How many proxies stand in front; their X-Forwarded headers are believed."),
    Setting("CORANTO_PAGE_CACHE_MB", "512", "Megabytes of finished pages kept in the home; 0 keeps none."),
    Setting("CORANTO_PAGE_FILES", "", "A folder for files of finished pages, which the server in front serves itself."),
    Setting("CORANTO_PAGE_FILES_MB", "256", "Megabytes of page files at most."),
    Setting(
        "CORANTO_CACHE_IN_FRONT", "", "`varnish://host:port`, `fastly://service:token`, `cloudflare://zone:token`."
    ),
    Setting("CORANTO_MAIL_FROM", "", "The sender of mails. Empty: `noreply@` and the host of CORANTO_URL."),
    Setting("CORANTO_SIGN_IN_WORDPRESS", "", "`id:secret` of an application at WordPress.com, for readers."),
    Setting("CORANTO_SIGN_IN_GITHUB", "", "`id:secret` of an OAuth app at GitHub."),
    Setting("CORANTO_SIGN_IN_GOOGLE", "", "`id:secret` of an OAuth client at Google."),
    Setting("CORANTO_SIGN_IN_FACEBOOK", "", "`id:secret` of an app at Facebook."),
    Setting("CORANTO_SIGN_IN_X", "", "`id:secret` of an OAuth 2.0 app at X."),
    Setting("CORANTO_SIGN_IN_OPENID", "", "`Name|https://issuer|id|secret` of OpenID Connect providers."),
    Setting("CORANTO_SIGN_IN_MASTODON", "0", "1 lets readers sign in with any Mastodon server."),
    Setting("CORANTO_SIGN_IN_EMAIL", "0", "1 lets readers sign in by a link in a mail, and keep a passkey."),
    Setting(
        "CORANTO_AKISMET_INSIDE", "0", "1 lets spam verdicts be asked of, and told to, servers in the own network."
    ),
    Setting("CORANTO_XMLRPC", "1", "0 lets no program sign in over XML-RPC; pingbacks still come in."),
    Setting("CORANTO_TASKS", "1", "0 runs no tasks inside `coranto serve`: `coranto worker` does."),
    Setting("DATABASE_URL", "", "`postgres://user:password@host/name`. Empty: SQLite in the home."),
    Setting("CACHE_URL", "", "`redis://host:6379/0`, shared by several machines. Empty: memory of each process."),
    Setting(
        "EMAIL_URL",
        "",
        "`smtp+tls://user:password@host:587`, or `anymail://provider?…`. Empty: mails are written to the log.",
    ),
    Setting("MEDIA_URL", "", "`s3://bucket?endpoint_url=…`. Empty: files in the home."),
)
DEFAULTS = {setting.name: setting.default for setting in SETTINGS}


class SettingError(PlainError):
    """A variable holds what cannot be used; the message is one line that names it and says what to write."""


def text(name: str) -> str:
    """The value of the variable ``name``, or its documented default."""
    return os.environ.get(name, DEFAULTS[name]).strip()


def for_child(**changed: str) -> dict[str, str]:
    """The environment for a process of our own on another home or database."""
    return {**os.environ, **changed}


def flag(name: str) -> bool:
    """The variable as yes or no: 1, true, yes, on; or 0, false, no, off, empty."""
    value = text(name).lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off", ""}:
        return False
    raise SettingError(f"{name} is {value!r}; write 1 or 0.")


def number(name: str) -> int:
    """The variable as a whole number of zero or more."""
    value = text(name)
    if not value.isdecimal():
        raise SettingError(f"{name} is {value!r}; write a whole number.")
    return int(value)


def choice(name: str, *choices: str) -> str:
    """The variable, which must be one of ``choices``."""
    value = text(name).upper()
    if value not in choices:
        raise SettingError(f"{name} is {value!r}; write one of {', '.join(choices)}.")
    return value


def names(name: str) -> list[str]:
    """The variable as a list, split at commas."""
    return [part.strip() for part in text(name).split(",") if part.strip()]


def home() -> Path:
    """The site's home as an absolute path. It need not exist yet."""
    return Path(text("CORANTO_HOME")).expanduser().resolve()


def page_files() -> Path | None:
    """``CORANTO_PAGE_FILES``: a folder outside the home, which nobody but its owner may enter."""
    value = text("CORANTO_PAGE_FILES")
    if not value:
        return None
    path = Path(value).expanduser()
    if not path.is_absolute() or path.resolve().is_relative_to(home()):
        asked = "write the whole path of a folder outside the home, as in /run/coranto/pages"
        raise SettingError(f"CORANTO_PAGE_FILES is {value!r}; {asked}")
    if not number("CORANTO_PAGE_CACHE_MB"):
        raise SettingError("CORANTO_PAGE_FILES needs the page cache: CORANTO_PAGE_CACHE_MB must not be 0.")
    return path.resolve()


def cache_in_front() -> tuple[str, str, str] | None:
    """``CORANTO_CACHE_IN_FRONT``: kind; Varnish's address, Fastly's service or Cloudflare's zone; token."""
    kind, _, rest = text("CORANTO_CACHE_IN_FRONT").partition("://")
    name, _, token = rest.partition(":")
    if not kind:
        return None
    if kind == "varnish" and name and token.isdecimal():
        return kind, f"http://{rest}", ""
    if kind in {"fastly", "cloudflare"} and name.isalnum() and token:
        return kind, name, token
    raise SettingError(
        "CORANTO_CACHE_IN_FRONT must look like varnish://127.0.0.1:6081, fastly://service:token or cloudflare://zone:token"
    )


def public_url() -> str:
    """``CORANTO_URL`` without a slash at the end; it must be http or https with a host."""
    value = text("CORANTO_URL").rstrip("/")
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path or parts.query:
        raise SettingError(f"CORANTO_URL is {value!r}; write scheme and host, as in https://digest.example")
    return value


def secret_key(folder: Path) -> str:
    """The signing key: from the environment, else from ``secret-key`` in the home, which is made when missing."""
    if given := text("CORANTO_SECRET_KEY"):
        return given
    path = folder / "secret-key"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text().strip()


KEPT_SECONDS = 600  # that a connection is kept for the next request of its thread
CONNECT_SECONDS = 5  # to wait for a server that does not answer
SQLITE_START = (
    "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA temp_store=MEMORY;PRAGMA mmap_size=268435456;"
    "PRAGMA cache_size=-16000;PRAGMA journal_size_limit=67108864;"
)


def database(folder: Path) -> dict[str, Any]:
    """Django's settings for the one database: ``DATABASE_URL``, or SQLite in the home.

    SQLite runs with a write-ahead log and full synchronisation: a commit that was acknowledged survives a power cut.
    Connections are kept between requests: opening one, with its pragmas and the empty cache, and closing the last one,
    which writes the log back, costs as much as a small request.
    """
    url = text("DATABASE_URL")
    if not url:
        return sqlite(folder)
    return postgres(url)


def sqlite(folder: Path) -> dict[str, Any]:
    """Django's settings for the SQLite database in a home."""
    options = {"init_command": SQLITE_START, "transaction_mode": "IMMEDIATE", "timeout": 20}
    engine, file = "django.db.backends.sqlite3", folder / "coranto.sqlite3"
    return {"ENGINE": engine, "NAME": file, "OPTIONS": options, "CONN_MAX_AGE": KEPT_SECONDS}


def postgres(url: str, *, named: str = "DATABASE_URL") -> dict[str, Any]:
    """Django's settings for the PostgreSQL at ``url``; ``named`` is what the error calls it."""
    try:
        config: dict[str, Any] = environ.Env.db_url_config(url)
    except ValueError as error:
        raise SettingError(f"{named} cannot be read: {error}") from error
    if "postgresql" not in config.get("ENGINE", ""):
        raise SettingError(f"{named} must begin with postgres:// (or be empty for SQLite in the home).")
    options = {"connect_timeout": CONNECT_SECONDS, **config.get("OPTIONS", {})}
    return {**config, "OPTIONS": options, "CONN_MAX_AGE": KEPT_SECONDS, "CONN_HEALTH_CHECKS": True}


def cache() -> dict[str, Any]:
    """Django's settings for the cache: ``CACHE_URL``, or the memory of each process."""
    url = text("CACHE_URL")
    if not url:
        return {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "coranto"}
    if not url.startswith(("redis://", "rediss://", "unix://")):
        raise SettingError("CACHE_URL must begin with redis://, rediss:// or unix://")
    options = {"socket_connect_timeout": 1, "socket_timeout": 1}  # seconds; then the memory of the process stands in
    backend = "coranto.config.shared_cache.SharedCache"
    return {"BACKEND": backend, "LOCATION": url, "KEY_PREFIX": "coranto", "OPTIONS": options}


def mail() -> dict[str, Any]:
    """Django's mail settings: ``EMAIL_URL``, or a backend that writes mails to the log."""
    url = text("EMAIL_URL")
    if not url:
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    try:
        config: dict[str, Any] = (
            provider_settings(url) if url.startswith("anymail://") else environ.Env.email_url_config(url)
        )
    except (ValueError, ImproperlyConfigured) as error:
        raise SettingError(f"EMAIL_URL cannot be read: {error}") from error
    return {**config, "EMAIL_TIMEOUT": 20}


def file_storage() -> dict[str, Any]:
    """Django's storage for media: ``MEDIA_URL`` (an S3 bucket), or files in the home."""
    bucket, options = media_bucket()
    if not bucket:
        return {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    return {"BACKEND": "coranto.config.bucket.Bucket", "OPTIONS": {"bucket_name": bucket, **options}}


def media_bucket() -> tuple[str, dict[str, Any]]:
    """The bucket of ``MEDIA_URL`` and django-storages' options for it; nothing for files in the home."""
    url = text("MEDIA_URL")
    if not url:
        return "", {}
    parts = urlsplit(url)
    if parts.scheme != "s3" or not parts.netloc:
        raise SettingError("MEDIA_URL must look like s3://bucket?endpoint_url=https://host")
    flags = {"0": False, "1": True}
    return parts.netloc, {name: flags.get(value, value) for name, value in parse_qsl(parts.query)}


def media_origins() -> list[str]:
    """The origins of the bucket's addresses, where the site's own lead on to; none for files in the home.

    Browsers must be told that pictures may come from there.
    """
    bucket, options = media_bucket()
    if not bucket:
        return []
    if domain := options.get("custom_domain"):
        return [f"https://{domain}"]
    region = options.get("region_name")
    default = f"https://s3.{region}.amazonaws.com" if region else "https://s3.amazonaws.com"
    parts = urlsplit(options.get("endpoint_url") or default)
    return [f"{parts.scheme}://{parts.netloc}", f"{parts.scheme}://{bucket}.{parts.netloc}"]
