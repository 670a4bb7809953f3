"""Holds a request and its answer against an OpenAPI 3.0 document as its publisher wrote it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from municipality_server import Exchange

Json = dict[str, Any]
_PLACES = (os.environ.get("RONDE_ZGW_APIS", ""), str(Path(__file__).parents[3] / "shared" / "data" / "zgw-apis"))


def published(name: str) -> PublishedApi:
    """The document `name`.yaml from elsewhere; skips the test where it is not at hand."""
    for folder in filter(None, _PLACES):
        if (path := Path(folder) / f"{name}.yaml").is_file():
            return PublishedApi(yaml.safe_load(path.read_text("utf-8")))
    pytest.skip(f"{name}.yaml (src/openapi.yaml of VNG-Realisatie/{name}) is in neither RONDE_ZGW_APIS nor ../shared/data/zgw-apis")


class PublishedApi:
    """One published API."""

    def __init__(self, document: Json) -> None:
        self._document = document
        self._asked, self._told = (_as_json_schema(document["components"], is_request=each) for each in (True, False))
        self.held: set[str] = set()

    def complaints(self, exchange: Exchange) -> list[str]:
        """Where this request or its answer is not as published; nothing when it is."""
        path = "/" + exchange.path.split("/", 4)[4]
        for pattern, operations in self._document["paths"].items():
            if re.fullmatch(re.sub(r"\{\w+\}", "[0-9a-f-]{36}", pattern), path) and exchange.verb.lower() in operations:
                self.held.add(f"{exchange.verb} {pattern} {exchange.status}")
                operation = operations[exchange.verb.lower()]
                return [*self._of_request(operation, exchange), *self._of_answer(operation, exchange)]
        return [f"no such operation: {exchange.verb} {path}"]

    def _of_request(self, operation: Json, exchange: Exchange) -> Iterator[str]:
        known = {each["name"].lower(): each for each in operation.get("parameters", ()) if each["in"] in ("query", "header")}
        for name in exchange.query:
            if name.lower() not in known or known[name.lower()]["in"] != "query":
                yield f"unknown parameter {name}"
        for name, each in known.items():
            there = exchange.query if each["in"] == "query" else exchange.headers
            if each.get("required") and name not in there:
                yield f"missing {name}"
            allowed = each.get("schema", {}).get("enum")
            if name in there and allowed and there[name].partition(";")[0] not in allowed:
                yield f"{name} is none of {allowed}"
        if exchange.body is not None:
            kind = exchange.headers["content-type"].partition(";")[0]
            schema = operation["requestBody"]["content"].get(kind, {}).get("schema")
            body = {name: str(value) if isinstance(value, bytes) else value for name, value in exchange.body.items()}
            yield from self._of_body(schema, body, self._asked) if schema else (f"no body of type {kind}",)
            yield from (f"unknown field {each}" for each in body.keys() - self._fields(schema or {}))

    def _of_answer(self, operation: Json, exchange: Exchange) -> Iterator[str]:
        answer = operation["responses"].get(str(exchange.status))
        if answer is None:
            yield f"status {exchange.status} is not published"
            return
        yield from (f"answer without {each}" for each in answer.get("headers", ()) if each not in exchange.answer_headers)
        content = answer.get("content", {})
        if content:
            kind = exchange.answer_headers["Content-Type"]
            yield from self._of_body(content[kind]["schema"], exchange.answer, self._told) if kind in content else (f"type {kind}",)

    def _of_body(self, schema: Json, body: Any, components: Json) -> Iterator[str]:
        checked = jsonschema.Draft4Validator({**schema, "components": components}, format_checker=jsonschema.FormatChecker())
        if "$ref" in schema:
            checked = jsonschema.Draft4Validator(
                {"allOf": [schema], "components": components}, format_checker=checked.format_checker
            )
        yield from (f"{'.'.join(map(str, each.absolute_path))}: {each.message[:200]}" for each in checked.iter_errors(body))

    def _fields(self, schema: Json) -> set[str]:
        while "$ref" in schema:
            schema = self._document["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
        found = set(schema.get("properties", ()))
        return found.union(*(self._fields(each) for each in schema.get("allOf", ())))


def _as_json_schema(node: Any, *, is_request: bool) -> Any:
    """OpenAPI 3.0 says `nullable`, and asks nothing of a sender that is only for reading."""
    if isinstance(node, list):
        return [_as_json_schema(each, is_request=is_request) for each in node]
    if not isinstance(node, dict):
        return node
    found = {name: _as_json_schema(each, is_request=is_request) for name, each in node.items()}
    hidden = "readOnly" if is_request else "writeOnly"
    properties = node.get("properties")
    if isinstance(found.get("required"), list) and isinstance(properties, dict):
        found["required"] = [each for each in found["required"] if not properties.get(each, {}).get(hidden)]
        if not found["required"]:
            del found["required"]
    return {"anyOf": [found, {"type": "null"}]} if found.pop("nullable", False) is True else found
