"""The rules of casework: from signal to closing, lawful at every step."""
