"""Vocabulary of the line: request, conditions, joints, shapes, timebase, limits, errors, engine protocol.

Every other package imports this one; it imports none of them, and never torch.
"""
