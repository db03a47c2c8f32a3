"""``python -m coranto`` is the same as ``coranto``."""

from coranto.cli.main import main

main()
