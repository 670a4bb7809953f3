"""A paper on the screen: every field of its form, drawn and saved as it is filled in."""
