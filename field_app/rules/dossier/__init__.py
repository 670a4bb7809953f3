"""What a dossier is made of: its words, the commands of casework, and its records; no rules."""
