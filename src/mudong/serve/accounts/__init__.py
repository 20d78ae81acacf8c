"""Users, their keys, and who is asking. Knows the database and the ledger's plans; nothing of HTTP routes."""
