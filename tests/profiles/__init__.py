"""What profiles promises, one file a promise."""
