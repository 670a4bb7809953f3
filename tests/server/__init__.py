"""The server: who may ask, what it takes in, and what it gives."""
