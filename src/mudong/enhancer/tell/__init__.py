"""Telling: facts become a scene, its caption or an edit instruction, a plan and the reasons for it."""
