"""The spam filter: a text and its circumstances in, a score with its reasons out. It knows no comments.

Start with :class:`coranto.spam.filter.Filter`; ``docs/spam-filter.md`` explains how it weighs.
"""
