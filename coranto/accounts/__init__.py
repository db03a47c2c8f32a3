"""People who sign in: the custom ``User``, roles, sign-in links. May import ``core``."""
