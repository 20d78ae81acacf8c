"""The service: HTTP faces, jobs, accounts, credits, storage. Imports no torch; only its worker process generates."""
