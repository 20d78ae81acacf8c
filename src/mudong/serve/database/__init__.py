"""The one database of the service: tables, connections and migrations, on SQLite or PostgreSQL."""
