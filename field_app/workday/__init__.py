"""What an officer does in a day: the rules and the phone's store, in one transaction each."""

from field_app.workday.day import Workday

__all__ = ["Workday"]
