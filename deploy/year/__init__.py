"""A whole mentoring year, run through the five services by an ordinary client of the bus."""
