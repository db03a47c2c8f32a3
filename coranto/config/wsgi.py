"""The WSGI application that ``coranto serve`` hands to Granian."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coranto.config.settings")
application = get_wsgi_application()

if os.environ.get("CORANTO_BACKGROUND"):
    from coranto.config.background import start_thread

    start_thread()
