"""What `mudong serve` starts: a web process and executors beside it."""
