"""A thinker behind an OpenAI-compatible chat endpoint: any local or hosted server that speaks the protocol."""
