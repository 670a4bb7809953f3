"""The phone's one SQLite file: what the officer saved, what the team shares, and what still has to be sent."""
