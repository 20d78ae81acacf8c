"""What can be learnt: final classes that the loop drives."""
