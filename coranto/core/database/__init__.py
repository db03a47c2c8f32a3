"""Ways round the ORM where it takes longer than the database: prepared queries, rows in bulk, one writer at a time."""
