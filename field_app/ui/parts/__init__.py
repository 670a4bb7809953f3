"""The building blocks that every screen shares: pills, cards, buttons, fields, marks and the frame around them."""
