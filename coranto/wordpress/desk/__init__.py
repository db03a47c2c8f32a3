"""The screens on which a site is brought in from WordPress."""
