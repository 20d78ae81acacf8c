"""`/v1/videos` in the OpenAI format: a second face on the same jobs."""
