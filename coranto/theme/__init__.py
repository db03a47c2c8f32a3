"""What the reader sees: the default theme's templates, styles and pictures, and how another theme takes their place.

Templates are given contexts and ask no questions of the database. The code beside them may import every app's contexts,
``publication`` (which publication is shown, and how its pages are rendered) and ``core``; nothing else.
"""
