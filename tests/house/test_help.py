"""Help is one press away everywhere: no screen is drawn without the button for it."""

from __future__ import annotations

import ast

from house.plan import modules, name_of

#: Where a screen that could not be drawn is put together, and before a phone belongs to anybody.
_APART = {"field_app/ui/safe.py"}


def unguarded(source: str) -> int:
    """How many screens (`ft.View`) in a module do not pass their content through `panic.guarded`."""
    views = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call) and ast.unparse(node.func) == "ft.View"]
    return sum("panic.guarded(" not in ast.unparse(each) for each in views)


def test_every_screen_has_the_button_for_help() -> None:
    screens = {name_of(path): path.read_text("utf-8") for path in modules("field_app") if "/ui/" in path.as_posix()}
    assert {name for name, source in screens.items() if name not in _APART and unguarded(source)} == set()
    assert sum("ft.View(" in source for source in screens.values()) >= 5


def test_a_screen_without_it_is_found_out() -> None:
    assert unguarded("def f(app):\n    return ft.View(controls=[ft.SafeArea(content)])") == 1
    assert unguarded("def f(app):\n    return ft.View(controls=[ft.SafeArea(panic.guarded(app, content))])") == 0
