"""Clips of the world as training data: a domain, samples, shards on disk, an order of visits."""
