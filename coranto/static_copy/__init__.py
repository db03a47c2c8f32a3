"""The public site as files that any web server serves at the same addresses. May import feeds and pages and below.

``run`` is the way in: it begins with ``seeds``, asks the site for each address (``crawl``), takes out of every page
what only the live site can do (``pages``), and keeps the files in ``tree``. ``ledger`` is its memory, on disk.
"""
