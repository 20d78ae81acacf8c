"""The demo: a drawn child, a choreography and a tune, all made by code."""
