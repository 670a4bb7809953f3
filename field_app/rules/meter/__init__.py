"""The meter: how much was looked, in the figures that courts count, beside the team's limits (EVRM art. 8)."""

from field_app.rules.meter.measuring import measure
from field_app.rules.meter.records import Cause, Level, Limits, Looked, Measure, MomentCount, Reached, Reason

__all__ = ["Cause", "Level", "Limits", "Looked", "Measure", "MomentCount", "Reached", "Reason", "measure"]
