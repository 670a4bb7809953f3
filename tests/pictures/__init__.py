"""Tests of pictures: what is looked at, what is refused, and what people see."""
