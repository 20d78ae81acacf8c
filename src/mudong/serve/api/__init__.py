"""What the service answers over HTTP. Each face (Kling `/v1`, Kling tasks, OpenAI videos, our own) has a folder."""
