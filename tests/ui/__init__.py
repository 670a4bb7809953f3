"""The app in a real browser: a server and phones as processes, and an officer's thumb."""
