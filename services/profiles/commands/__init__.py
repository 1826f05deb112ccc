"""What profiles can be asked to do, one module a family."""
