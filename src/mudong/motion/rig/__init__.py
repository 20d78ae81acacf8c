"""The rig: one figure of a picture as layered parts on meshes that deform as rigidly as possible."""
