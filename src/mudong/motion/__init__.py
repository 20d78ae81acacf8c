"""Pose tracks, reference checks, rig and puppet. Knows nothing about engines, requests' wishes or the network."""
