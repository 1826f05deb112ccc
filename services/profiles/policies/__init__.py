"""What profiles goes by: the programme document, its compiler, rules, reactions and timers."""
