"""The fixed figures of the monthly meeting: about cases and about how the team works, never about one officer."""
