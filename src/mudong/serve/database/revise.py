"""For developers: `python -m mudong.serve.database.revise "what changes"` writes the next migration from the schema.

It compares the tables of `schema` with those that the migrations so far give. Read the result before committing it.
"""

from __future__ import annotations

import sys
from pathlib import Path

from alembic import command
from alembic.script import ScriptDirectory

from mudong.serve.database.connect import Database
from mudong.serve.database.migrate import FOLDER, migration_config


def revise(what: str, folder: Path = FOLDER) -> Path:
    """Write `folder/versions/NNNN_what.py` and tell its path."""
    with Database.connect("sqlite://").transaction() as connection:
        config = migration_config(connection, folder)
        config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
        command.upgrade(config, "head")
        number = f"{len(list(ScriptDirectory.from_config(config).walk_revisions())) + 1:04d}"
        script = command.revision(config, message=what, autogenerate=True, rev_id=number)
    if script is None or isinstance(script, list):
        raise AssertionError("one revision was asked for")
    return Path(script.path)


if __name__ == "__main__":
    print(revise(" ".join(sys.argv[1:])))
