"""The product's settings on a throw-away home. ``DATABASE_URL`` chooses PostgreSQL; empty is SQLite."""

import os
import tempfile
from pathlib import Path

os.environ["CORANTO_HOME"] = tempfile.mkdtemp(prefix="coranto-test-")
os.environ["CORANTO_URL"] = "http://digest.example"
os.environ["CORANTO_SECRET_KEY"] = "only-for-tests"
os.environ["CORANTO_LOG_LEVEL"] = "ERROR"
for name in ("CACHE_URL", "EMAIL_URL", "MEDIA_URL", "CORANTO_DEBUG", "CORANTO_PROXIES", "CORANTO_TIME_ZONE"):
    os.environ.pop(name, None)

from coranto.config.settings import *  # noqa: E402, F403 - the settings read the environment made above
from coranto.config.settings import DATABASES, HOME, STORAGES  # noqa: E402

ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
if "sqlite" in DATABASES["default"]["ENGINE"]:
    DATABASES["default"]["TEST"] = {"NAME": HOME / "test.sqlite3"}
STATIC_ROOT = Path(HOME) / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
