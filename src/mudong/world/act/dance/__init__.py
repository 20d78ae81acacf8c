"""Dancing: named moves as data, a choreographer that sets them on the beat, and motion capture played on any body."""
