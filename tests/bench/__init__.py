"""Figures, not tests: what the exchange costs, each beside the floor of the same run."""
