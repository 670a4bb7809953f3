"""Why no legal roster exists: the fewest rules and persons that cannot all have their way."""

from __future__ import annotations

from ortools.sat.python import cp_model

from sync_server.planner import model
from sync_server.planner.problem import Problem

_SECONDS = 5
#: A rule, whose it is, and the first day it speaks of.
Culprit = tuple[str, str, int]


def culprits(problem: Problem) -> tuple[Culprit, ...]:
    """A smallest set of rules and persons that collide; empty when a roster exists after all, or time ran out."""
    cells = model.build(problem, explains=True)
    switches = dict(cells.switches)
    blamed = _blamed(cells.model, switches)
    for each in list(blamed):
        fewer = {key: switch for key, switch in blamed.items() if key != each}
        if each in blamed and (found := _blamed(cells.model, fewer)):
            blamed = found
    return tuple((rule, staff, cells.first_day[rule, staff]) for rule, staff in sorted(blamed))


def _blamed(cp: cp_model.CpModel, switches: dict[tuple[str, str], cp_model.IntVar]) -> dict[tuple[str, str], cp_model.IntVar]:
    """Those of these rules that suffice to make a roster impossible; empty when there is one."""
    cp.clear_assumptions()
    cp.add_assumptions(list(switches.values()))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers, solver.parameters.max_time_in_seconds = 1, _SECONDS
    if solver.solve(cp) != cp_model.INFEASIBLE:
        return {}
    indices = set(solver.sufficient_assumptions_for_infeasibility())
    return {key: switch for key, switch in switches.items() if switch.index in indices}
