"""What a scene says of itself, one module a language; `caption` is the way in."""
