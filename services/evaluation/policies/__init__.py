"""The rules of evaluation, what it does when it hears something, and its arithmetic."""
