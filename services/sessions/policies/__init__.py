"""What the programme's policy means for sessions: terms, rules, reactions, timers."""
