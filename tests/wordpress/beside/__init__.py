"""Coranto and a real WordPress beside each other on the same export: ``make compare-wordpress``.

Both are asked the same addresses; what clients can rely on is compared, and every difference is printed.
"""
