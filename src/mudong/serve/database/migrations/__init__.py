"""The database's history, one file a step; `script.py.mako` is what Alembic makes a new one from."""
