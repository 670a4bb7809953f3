"""The division of a slot's cases over its cars: worked out on every phone from the same rows, exact, and each choice says why."""
