"""Safeguarding: whoever hears of harm tells us, and somebody answers; gifts and holds too."""
