"""How parameters move: Muon for matrices, AdamW for the rest, schedules over samples seen, an average of the past."""
