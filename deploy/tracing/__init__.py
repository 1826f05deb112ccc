"""Which requirement is proved by which test: the product's own account of what it can show."""
