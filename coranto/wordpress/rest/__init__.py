"""WordPress's REST interface, read and write: the same routes, parameters, bodies, errors and headers.

``views`` takes a request and writes the answer; ``routes`` is the list of what there is; ``parameters`` checks what was
asked; ``signing_in`` finds who asks and ``entries.readable`` what they may see; each resource (``terms``, ``users``…)
is a module of its own, posts and pages are the package ``entries``, and what may be written is ``writing``.
Behaviour read off the answers of a real WordPress (7.1 and 6.1). What differs, and why: ``docs/rest.md``.
"""
