"""The client turns everything a network can answer into three plain errors, in one place."""

from __future__ import annotations

import asyncio
import gzip
import json
from collections.abc import Callable
from datetime import timedelta

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from field_app.rules.refusals import Code
from field_app.sync.client import Client, Credentials, NotWelcome, TooOld, Unreachable, Weather
from sync_server.problems import STATUS

WHO = Credentials("device-1", Ed25519PrivateKey.generate())
Answer = Callable[[httpx.Request], httpx.Response]


def problem(code: Code, **headers: str) -> httpx.Response:
    return httpx.Response(STATUS[code], json={"code": code.value}, headers=headers)


def answering(sync: Answer, session: Answer | None = None) -> Client:
    """A client whose road ends at these answers."""
    nonces = iter(range(1_000))

    def road(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/v1/session":
            fresh = {"Ronde-Nonce": f"with-session-{next(nonces)}"}
            return session(request) if session else httpx.Response(200, json={"token": "t"}, headers=fresh)
        return sync(request)

    return Client("http://server.example", httpx.MockTransport(road))


def weather_of(client: Client) -> Weather:
    with pytest.raises(Weather) as weather:
        asyncio.run(client.sync(b"{}", WHO))
    return weather.value


EXPECTED: dict[type[Weather], set[Code]] = {
    TooOld: {Code.PROTOCOL_TOO_OLD, Code.PROTOCOL_TOO_NEW},
    Unreachable: {Code.TOO_BUSY, Code.SERVER_FAULT, Code.NONCE_NEEDED, Code.SESSION_EXPIRED},
}
EXPECTED[NotWelcome] = set(Code) - EXPECTED[TooOld] - EXPECTED[Unreachable]


@pytest.mark.parametrize(("shape", "code"), [(shape, code) for shape, codes in EXPECTED.items() for code in sorted(codes)])
def test_each_refusal_of_the_server_becomes_its_kind_of_weather(shape: type[Weather], code: Code) -> None:
    found = weather_of(answering(lambda _: problem(code)))
    assert type(found) is shape
    assert found.code == code


@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(200, text="<html>Welkom</html>", headers={"content-type": "text/html"}),
        httpx.Response(200, json=["a", "list"]),
        httpx.Response(200, json={}),
        httpx.Response(200, json={"token": 7}),
        httpx.Response(302, headers={"location": "http://portal.example"}),
        httpx.Response(404, text="nothing here"),
        httpx.Response(403, text="<html>blocked</html>"),
        httpx.Response(502, text="bad gateway"),
        httpx.Response(503, json=["busy"]),
        httpx.Response(500, content=b"\xff\xfe{"),
        httpx.Response(500, json={"code": None}),
    ],
    ids=lambda answer: f"{answer.status_code}-{answer.text[:12]}",
)
def test_an_answer_from_something_else_on_the_road_is_no_coverage(answer: httpx.Response) -> None:
    def again(_: httpx.Request) -> httpx.Response:
        return httpx.Response(answer.status_code, headers=answer.headers, content=answer.content)

    if answer.status_code != 200:
        found = weather_of(answering(again))
        assert isinstance(found, Unreachable | NotWelcome)
        assert isinstance(found, Unreachable) or found.code == "None"
    assert isinstance(weather_of(answering(again, again)), Unreachable | NotWelcome)
    with pytest.raises(Weather):
        asyncio.run(Client("http://x.example", httpx.MockTransport(again)).enrol("code", WHO))


def raising(error: Exception) -> Answer:
    def fail(_: httpx.Request) -> httpx.Response:
        raise error

    return fail


@pytest.mark.parametrize(
    ("error", "may_have_arrived"),
    [
        (httpx.ConnectError("x"), False),
        (httpx.ConnectTimeout("x"), False),
        (httpx.ReadTimeout("x"), True),
        (httpx.WriteError("x"), True),
        (httpx.RemoteProtocolError("x"), True),
        (httpx.ReadError("x"), True),
        (httpx.DecodingError("x"), True),
    ],
    ids=lambda each: type(each).__name__,
)
def test_a_broken_line_is_no_coverage_and_says_whether_the_request_may_have_arrived(
    error: Exception, may_have_arrived: bool
) -> None:
    found = weather_of(answering(raising(error)))
    assert isinstance(found, Unreachable)
    assert found.may_have_arrived is may_have_arrived


def test_every_transport_error_of_the_library_is_translated() -> None:
    def below(shape: type[Exception]) -> set[type[Exception]]:
        return {shape}.union(*(below(each) for each in shape.__subclasses__()))

    shapes = below(httpx.TransportError) | {httpx.DecodingError, httpx.TooManyRedirects}
    assert len(shapes) >= 15
    for shape in shapes:
        assert isinstance(weather_of(answering(raising(shape("x")))), Unreachable), shape


def test_a_packed_answer_that_broke_off_is_no_coverage() -> None:
    half = gzip.compress(json.dumps({"epoch": "x" * 500}).encode())[:40]
    found = weather_of(
        answering(lambda _: httpx.Response(200, headers={"content-encoding": "gzip"}, stream=httpx.ByteStream(b"not" + half)))
    )
    assert isinstance(found, Unreachable)


@pytest.mark.parametrize(
    ("said", "wait"),
    [("7", 7), ("0", 0), ("", None), ("soon", None), ("-1", None), ("99999999999999", 3600), ("\xb2", None), ("1.5", None)],
)
def test_the_servers_word_on_when_to_come_back_is_read_with_care(said: str, wait: int | None) -> None:
    found = weather_of(
        answering(lambda _: httpx.Response(429, json={"code": "too-busy"}, headers=[(b"retry-after", said.encode("latin-1"))]))
    )
    assert isinstance(found, Unreachable)
    assert found.retry_after == (None if wait is None else timedelta(seconds=wait))


def test_a_server_that_forgot_session_and_nonce_is_asked_again_and_no_more_than_a_few_times() -> None:
    asked: list[str] = []

    def forgetful(request: httpx.Request) -> httpx.Response:
        asked.append(request.headers["ronde-nonce"])
        if len(asked) < 3:
            return problem((Code.SESSION_EXPIRED, Code.NONCE_NEEDED)[len(asked) - 1], **{"Ronde-Nonce": f"fresh-{len(asked)}"})
        return httpx.Response(200, content=b"{}")

    assert asyncio.run(answering(forgetful).sync(b"{}", WHO)) == b"{}"
    assert len(asked) == 3
    assert len(set(asked)) == 3, "no nonce is used twice"
    asked.clear()
    assert isinstance(weather_of(answering(lambda request: asked.append("") or problem(Code.NONCE_NEEDED))), Unreachable)  # type: ignore[func-returns-value]  # append gives None
    assert 2 <= len(asked) <= 6


def test_nothing_leaves_the_phone_without_coverage() -> None:
    asked: list[httpx.Request] = []
    client = answering(lambda request: asked.append(request) or httpx.Response(200))  # type: ignore[func-returns-value]  # append answers nothing
    client.has_coverage = lambda: False
    found = weather_of(client)
    assert (found.code, asked) == ("no-coverage", [])
    assert not getattr(found, "may_have_arrived", True)


def test_a_dead_line_for_hints_is_noticed_within_a_minute_or_two() -> None:
    seen: list[float] = []

    def listening(request: httpx.Request) -> httpx.Response:
        seen.append(request.extensions["timeout"]["read"])
        return httpx.Response(200, content=b"event: feed\ndata: 7\n\n: comment\n\ndata: 8\n\n")

    async def story() -> int:
        return len([hint async for hint in answering(listening).hints(WHO)])

    assert asyncio.run(story()) == 2
    assert 20 < seen[0] <= 120


def test_small_requests_go_as_they_are_and_large_ones_packed() -> None:
    bodies: list[tuple[str | None, bytes]] = []

    def take(request: httpx.Request) -> httpx.Response:
        bodies.append((request.headers.get("content-encoding"), request.content))
        return httpx.Response(200, content=b"{}")

    large = b'{"x": "' + b"y" * 5_000 + b'"}'
    for body in (b"{}", large):
        asyncio.run(answering(take).sync(body, WHO))
    assert bodies[0] == (None, b"{}")
    assert bodies[1][0] == "gzip"
    assert gzip.decompress(bodies[1][1]) == large
    assert len(bodies[1][1]) < 500
