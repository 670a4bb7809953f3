"""The pattern of a case: what was seen, when and how often; counts restated in plain words, and nothing foretold."""
