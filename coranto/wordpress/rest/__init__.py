"""WordPress's REST interface, for reading: the same routes, parameters, bodies, errors and headers.

``door`` takes a request and writes the answer; ``routes`` is the list of what there is; ``parameters`` checks what was
asked; each resource (``posts``, ``terms``, ``comments``…) stands in a module of its own. Behaviour read off the answers
of a real WordPress (7.1 and 6.1). What differs, and why: ``docs/rest.md``.
"""
