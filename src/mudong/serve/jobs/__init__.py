"""Jobs: submitted, queued, run, ended. Durable by DBOS; what they hold is resolved here and nowhere else."""
