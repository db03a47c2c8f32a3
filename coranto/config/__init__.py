"""The one place that knows every app: settings, addresses, the WSGI application."""
