"""Files of released versions, opened by today's code."""
