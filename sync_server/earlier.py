"""What a phone one version behind may be given: rows without what its app cannot read, and the totals as it counts them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from field_app.rules.wire import PROTOCOL, compact

#: Since protocol 3: photos, with what was blurred later and who may see an original, and how far the phone's clock was off.
_NEW_KINDS = ("blur", "original")
_OBSERVATION = '"kind":"observation"'
#: The kind of a row stands before its body: so many characters hold the change number and the kind.
_HEAD = 60


def rows(protocol: int, found: list[str]) -> list[str]:
    """Rows as JSON texts, as an app of this protocol can read them."""
    return found if protocol >= PROTOCOL else list(_known(found))


def totals(protocol: int, found: Mapping[str, list[int]]) -> dict[str, list[int]]:
    """The totals of the kinds that an app of this protocol knows, so that it misses nothing that it was never given."""
    return {kind: total for kind, total in found.items() if protocol >= PROTOCOL or kind not in _NEW_KINDS}


def _known(found: list[str]) -> Iterator[str]:
    for text in found:
        head = text[:_HEAD]
        if not any(f'"kind":"{kind}"' in head for kind in _NEW_KINDS):
            yield _without_new_fields(text) if _OBSERVATION in head else text


def _without_new_fields(text: str) -> str:
    row = json.loads(text)
    if body := row["body"]:
        body.pop("skew_ms", None)
        body["look"].pop("photos", None)
    return compact(row)
