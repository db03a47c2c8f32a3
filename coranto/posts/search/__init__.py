"""Finding posts, pages and comments by words.

``folding`` makes text and questions alike; ``questions`` reads what was typed; ``index`` writes the rows that are
searched; ``matching`` asks the database, by ``sqlite`` or ``postgres``; ``snippets`` and ``spelling`` make the answer
readable. Why it is built so: ``docs/decisions/0010-search.md``.
"""
