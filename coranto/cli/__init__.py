"""The command line, ``coranto``. With ``config`` the only place that knows every app."""
