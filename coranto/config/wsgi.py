"""The WSGI application, for ``coranto serve`` and for any other WSGI server."""

import os

from django.core.wsgi import get_wsgi_application

from coranto.config.slow_bodies import SlowBodies

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coranto.config.settings")
application = SlowBodies(get_wsgi_application())
