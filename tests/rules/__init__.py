"""The pure rules: tables of refusals and flags, round trips, hashes, clocks."""
