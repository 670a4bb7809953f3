"""The phone: what an officer alone in a car holds in one hand."""
