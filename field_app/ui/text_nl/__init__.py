"""All Dutch of the screens: plain words (B1), and always "u"; one module per part of the app."""
