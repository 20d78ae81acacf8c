"""What Alembic runs to migrate: on the connection that `migrate` passes, in its transaction."""

from alembic import context

from mudong.serve.database.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
