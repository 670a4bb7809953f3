"""The whole story, from a tap on one phone to a screen on another."""
