"""WordPress's REST interface, read and write: the same routes, parameters, bodies, errors and headers.

``door`` takes a request and writes the answer; ``routes`` is the list of what there is; ``parameters`` checks what was
asked; ``signing_in`` finds who asks and ``readable`` what they may see; each resource (``posts``, ``terms``…) is a
module of its own, and so is its writing in ``…_writing``. Behaviour read off the answers of a real WordPress (7.1 and
6.1). What differs, and why: ``docs/rest.md``.
"""
