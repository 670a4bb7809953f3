"""The server: takes in what the phones send, decides by the same rules, and feeds every phone what changed."""
