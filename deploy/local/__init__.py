"""Private servers and plain processes on one machine, for tests, rehearsals and small charities."""
