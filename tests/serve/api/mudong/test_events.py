"""Events over a real connection's bytes: replay by id, the end of a job's stream."""

from __future__ import annotations

from typing import Any

from tests.serve.api.conftest import Someone

from mudong.client.transport import parse_events


def test_a_jobs_stream_tells_all_and_ends(me: Someone, dance: dict[str, Any]) -> None:
    job_id = me.http.post("/v1/videos/motion-control", json=dance).json()["data"]["task_id"]
    me.finish(job_id)
    answer = me.http.get(f"/api/events?job_id={job_id}")
    assert answer.headers["content-type"].startswith("text/event-stream")
    told = list(parse_events(answer.text.split("\n")))
    assert [event.data["state"] for event in told] == ["submitted", "processing", "succeeded"]
    rest = me.http.get(f"/api/events?job_id={job_id}", headers={"Last-Event-ID": str(told[0].id)})
    assert list(parse_events(rest.text.split("\n"))) == told[1:]
    nothing = me.http.get(f"/api/events?job_id={job_id}&last_event_id={told[-1].id}")
    assert list(parse_events(nothing.text.split("\n"))) == []
