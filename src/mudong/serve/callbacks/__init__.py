"""Telling a client's server that its job moved on."""
