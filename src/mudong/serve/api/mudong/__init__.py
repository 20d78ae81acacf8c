"""Our own routes: quote, preview, events, cancel, files, account."""
