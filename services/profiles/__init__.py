"""Profiles: the people, institutions and programmes, and whether each of them is ready."""
