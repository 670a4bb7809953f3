"""One module per screen, and one per part of a screen that stands on its own."""
