"""Getting and posting what a user's URL asks for, without being turned against our own network."""
