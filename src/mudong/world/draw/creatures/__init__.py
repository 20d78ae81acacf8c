"""Animals on two legs, a robot and a dragon: one shared body, one file per kind."""
