"""Everything held about one resident in one package, with others left out: for who asks to see it (AVG 15)."""
