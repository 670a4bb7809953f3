"""The report of findings on one case, and the export by which anybody can check it."""
