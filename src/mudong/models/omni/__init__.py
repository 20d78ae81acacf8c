"""The Omni transformer: one stream over one packed sequence."""
