"""The database's own index beside a table of searched rows.

Called by migrations, so what is here never changes: another shape of index is another pair of functions and another
migration.
"""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor

COLUMNS = ("title", "body", "source", "author", "filed")

FTS5 = (
    "CREATE VIRTUAL TABLE {table}_fts USING fts5({columns}, content='{table}', content_rowid='key', "
    "tokenize=\"unicode61 remove_diacritics 0 categories 'L* N* Co M*'\")",
    "CREATE TRIGGER {table}_fts_insert AFTER INSERT ON {table} BEGIN {add}; END",
    "CREATE TRIGGER {table}_fts_delete AFTER DELETE ON {table} BEGIN {remove}; END",
    "CREATE TRIGGER {table}_fts_update AFTER UPDATE ON {table} BEGIN {remove}; {add}; END",
)
ADD = "INSERT INTO {table}_fts(rowid, {columns}) VALUES (new.key, {new})"
REMOVE = "INSERT INTO {table}_fts({table}_fts, rowid, {columns}) VALUES ('delete', old.key, {old})"
VECTOR = """
ALTER TABLE {table} ADD COLUMN vector tsvector GENERATED ALWAYS AS (
    setweight(to_tsvector('simple', title), 'A')
    || setweight(to_tsvector('simple', source || ' ' || author), 'B')
    || setweight(to_tsvector('simple', body), 'C')
    || setweight(to_tsvector('simple', filed), 'D')
) STORED;
CREATE INDEX {table}_vector ON {table} USING gin(vector);
"""


def create_index(editor: BaseDatabaseSchemaEditor, table: str) -> None:
    """Add the index to a table that has the columns of :class:`~coranto.posts.models.SearchText`."""
    if editor.connection.vendor == "sqlite":
        words = {
            "table": table,
            "columns": ", ".join(COLUMNS),
            "new": ", ".join(f"new.{name}" for name in COLUMNS),
            "old": ", ".join(f"old.{name}" for name in COLUMNS),
        }
        for statement in FTS5:
            editor.execute(statement.format(**words, add=ADD.format(**words), remove=REMOVE.format(**words)))
    elif editor.connection.vendor == "postgresql":
        editor.execute(VECTOR.format(table=table))


def drop_index(editor: BaseDatabaseSchemaEditor, table: str) -> None:
    """Take it away again."""
    if editor.connection.vendor == "sqlite":
        for name in ("insert", "delete", "update"):
            editor.execute(f"DROP TRIGGER IF EXISTS {table}_fts_{name}")
        editor.execute(f"DROP TABLE IF EXISTS {table}_fts")
    elif editor.connection.vendor == "postgresql":
        editor.execute(f"ALTER TABLE {table} DROP COLUMN IF EXISTS vector")
