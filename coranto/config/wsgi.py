"""The WSGI application: what ``coranto serve`` has behind its front, and for any other WSGI server."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coranto.config.settings")
application = get_wsgi_application()
