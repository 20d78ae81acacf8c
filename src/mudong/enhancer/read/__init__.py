"""Reading: tokens become facts: who does what where, what changes and what stays."""
