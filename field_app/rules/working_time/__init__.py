"""The rules of working time: pure functions over clock hours that judge rosters, swaps and the hours really worked."""

from field_app.rules.working_time.judging import breaches, new_breaches, notice
from field_app.rules.working_time.terms import Breach, Duty, Rule, Unit, WorkingTime

__all__ = ["Breach", "Duty", "Rule", "Unit", "WorkingTime", "breaches", "new_breaches", "notice"]
