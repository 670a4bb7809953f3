"""What the phone package starts."""

from field_app.app import run

if __name__ == "__main__":
    run()
