"""Matching: who waits, who is proposed to whom, and the life of every relationship."""
