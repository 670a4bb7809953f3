"""The house: which module may import which, sizes, words, and what goes onto the phone."""
