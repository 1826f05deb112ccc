"""Asks people before and after mentoring, pairs their answers, and counts honestly."""
