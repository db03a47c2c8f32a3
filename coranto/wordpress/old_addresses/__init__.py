"""Whether the addresses that a site had elsewhere are answered here: ``coranto check addresses``.

``reading`` takes addresses from a list, a sitemap or an export; ``asking`` asks the site for one; ``checking`` does it
for all and counts.
"""
