"""The exchange with the server, from the phone's side."""
