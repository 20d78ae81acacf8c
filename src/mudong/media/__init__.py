"""Bytes <-> frames: probing, sandboxed decoding, pictures, encoding, previews, provenance."""
