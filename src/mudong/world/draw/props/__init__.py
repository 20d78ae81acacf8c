"""Things of the world, one artist a kind. Knows where nothing is: `physics.props` says that."""
