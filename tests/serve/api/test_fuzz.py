"""Bodies and queries made from our own OpenAPI by the hundred: whatever comes, never a 5xx.

CI runs a share; MUDONG_FUZZ_CASES sets how many examples each operation gets (`make soak`: 400).
"""

from __future__ import annotations

import os
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from tests.serve.api.conftest import Someone

CASES = int(os.environ.get("MUDONG_FUZZ_CASES", "6"))
SLOW = ("/verify", "/api/preview", "/api/events")
"""Each call of these starts a process or waits for events."""
UNREADY = ("GET", "/readyz")


def test_no_answer_is_a_server_error(me: Someone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(me.app.state.site.rates, "take", lambda *_: None)
    answers: dict[int, int] = {}
    for found in schemathesis.openapi.from_dict(me.app.openapi()).get_all_operations():
        operation = found.ok()
        if operation.path not in SLOW:
            _fuzz(operation, me, answers)
    print(sum(answers.values()), "cases:", dict(sorted(answers.items())))
    assert [status for status in answers if status >= 500] == [], answers
    assert sum(answers.values()) >= CASES * 20
    assert answers.get(200, 0) > 0


def _fuzz(operation: Any, me: Someone, answers: dict[int, int]) -> None:
    @seed(20261120)
    @settings(
        max_examples=CASES,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def run(case: Any) -> None:
        kwargs = case.as_transport_kwargs(base_url="http://testserver")
        headers = {**dict(kwargs.pop("headers", None) or {}), "Authorization": f"Bearer {me.api_key}"}
        kwargs.pop("cookies", None)
        answer = me.http.request(kwargs.pop("method"), kwargs.pop("url"), headers=headers, **kwargs)
        if (case.method.upper(), operation.path) != UNREADY:
            answers[answer.status_code] = answers.get(answer.status_code, 0) + 1
            assert answer.status_code < 500, (case.method, operation.path, kwargs, answer.text)

    run()
