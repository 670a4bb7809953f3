"""The exchange: bad coverage costs time, never work."""
