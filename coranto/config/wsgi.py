"""The WSGI application: what ``coranto serve`` has behind its front, and for any other WSGI server."""

import os

from django.core.wsgi import get_wsgi_application

from coranto.core.form_charset import read_as_utf8

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coranto.config.settings")
application = read_as_utf8(get_wsgi_application())
