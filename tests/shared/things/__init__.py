"""A tiny room for tests of the floorboards: things are made, renamed and counted."""
