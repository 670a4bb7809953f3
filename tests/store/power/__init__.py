"""Cuts the power below the real stores: what a disk may keep, drop or tear is rebuilt from what was really written to it."""
