"""What the reader sees: the default theme's templates, styles and pictures, and how another theme takes their place.

May import every app's contexts and nothing else of theirs: a theme asks no questions of the database.
"""
