"""The Kling API as most clients know it: flat bodies, JWT or API key, `succeed`."""
