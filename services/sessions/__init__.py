"""What a mentor and a mentee do together: when they meet, what is due, what was out of order."""
