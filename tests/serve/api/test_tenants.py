"""Nobody reaches another's things: every route that takes an id, and every body that names one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.serve.api.conftest import Someone


@pytest.fixture
def hers(someone: Callable[[], Someone], picture64: str, video: bytes) -> dict[str, str]:
    """Another user's job with a result, an upload, an element and a key."""
    she = someone()
    motion = she.upload(video, "dance.mp4")
    body = {
        "image_url": picture64,
        "video_url": motion,
        "character_orientation": "image",
        "mode": "std",
        "external_task_id": "hers",
    }
    task_id = she.http.post("/v1/videos/motion-control", json=body).json()["data"]["task_id"]
    she.finish(task_id)
    element = {
        "element_name": "Mina",
        "element_description": "a child",
        "reference_type": "image_refer",
        "element_image_list": {"frontal_image": picture64, "refer_images": [{"image_url": picture64}]},
    }
    made = she.http.post("/v1/general/advanced-custom-elements", json=element).json()["data"]
    result = she.http.get(f"/api/jobs/{task_id}").json()["results"][0]
    return {
        "job": task_id,
        "external": "hers",
        "upload": motion,
        "result": result["id"],
        "url": result["url"],
        "plain_url": result["url"].partition("?")[0],
        "element_task": made["task_id"],
        "element": str(made["task_result"]["elements"][0]["element_id"]),
        "key": she.pair.access_key,
    }


ROUTES = [
    ("GET", "/v1/videos/motion-control/{job}"),
    ("GET", "/v1/videos/motion-control/{external}"),
    ("GET", "/v1/general/advanced-custom-elements/{element_task}"),
    ("GET", "/v1/videos/{job}"),
    ("DELETE", "/v1/videos/{job}"),
    ("GET", "/v1/videos/{job}/content"),
    ("GET", "/v1/videos?after={job}"),
    ("GET", "/api/jobs/{job}"),
    ("GET", "/api/jobs/{external}"),
    ("POST", "/api/jobs/{job}/cancel"),
    ("POST", "/api/jobs/{job}/retry"),
    ("DELETE", "/api/jobs/{job}"),
    ("GET", "/api/events?job_id={job}"),
    ("GET", "/api/files/{upload}"),
    ("GET", "/api/files/{result}"),
    ("DELETE", "/api/files/{upload}"),
    ("GET", "/files/{upload}"),
    ("GET", "/files/{result}"),
    ("DELETE", "/api/account/keys/{key}"),
]


@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_a_route_with_anothers_id_finds_nothing(me: Someone, hers: dict[str, str], method: str, path: str) -> None:
    assert me.http.request(method, path.format(**hers)).status_code == 404


def test_every_route_that_takes_an_id_is_in_the_matrix(app: Any) -> None:
    taking = {
        (method.upper(), path) for path, methods in app.openapi()["paths"].items() for method in methods if "{" in path
    }
    tested = {(method, path.partition("?")[0].replace("{external}", "{job}")) for method, path in ROUTES}
    names = {"task_id": "job", "video_id": "job", "job_id": "job", "asset_id": "upload", "key_id": "key"}

    def plain(path: str) -> str:
        for name, other in names.items():
            path = path.replace("{" + name + "}", "{" + other + "}")
        return path.replace("elements/{job}", "elements/{element_task}")

    by_products = "/v1/videos/", "/v1/images/"
    untested = {
        (method, path)
        for method, path in taking
        if (method, plain(path)) not in tested
        and method != "HEAD"
        and "{model}" not in path
        # All products share one function; a signed link is no id, and remix has its own test below.
        and not (path.startswith(by_products) and path.endswith("/{task_id}"))
        and (method, path) != ("PUT", "/files/{asset_id}")
        and not path.endswith("/remix")
    }
    assert untested == set()


def test_bodies_with_anothers_ids_find_nothing(me: Someone, hers: dict[str, str], picture64: str) -> None:
    mine = {"image_url": picture64, "character_orientation": "video", "mode": "std"}
    bodies: list[tuple[str, dict[str, Any]]] = [
        ("/v1/videos/motion-control", mine | {"video_url": hers[name]})
        for name in ("upload", "result", "url", "plain_url")
    ]
    own = me.upload(b"HIERARCHY\n", "a.bvh")
    bodies += [
        (
            "/v1/videos/motion-control",
            mine | {"video_url": own, "element_list": [{"element_id": int(hers["element"])}]},
        ),
        (
            "/v1/videos/image2video",
            {"prompt": "x", "image": picture64, "element_list": [{"element_id": hers["element"]}]},
        ),
        ("/v1/videos/video-extend", {"video_id": hers["result"]}),
        ("/v1/general/delete-advanced-elements", {"element_id": int(hers["element"])}),
        (
            "/motion-control/kling-3.0",
            {
                "contents": [{"type": "image", "url": hers["url"]}, {"type": "video", "url": own}],
                "settings": {"character_orientation": "video"},
            },
        ),
        (
            "/api/jobs",
            {
                "conditions": [{"type": "character", "file": hers["upload"]}, {"type": "motion", "file": own}],
                "consent": True,
            },
        ),
        (
            "/api/quote",
            {"conditions": [{"type": "character", "file": picture64}, {"type": "motion", "file": hers["result"]}]},
        ),
        (
            "/api/quote",
            {
                "conditions": [
                    {"type": "character", "file": picture64},
                    {"type": "motion", "file": own, "sound": hers["upload"]},
                ]
            },
        ),
        ("/v1/videos", {"input_reference": hers["plain_url"], "motion": own}),
        (f"/v1/videos/{hers['job']}/remix", {"prompt": "x"}),
    ]
    for path, body in bodies:
        answer = me.http.post(path, json=body)
        assert answer.status_code == 404, (path, body.keys(), answer.text)


def test_lists_hold_ones_own_things_only(me: Someone, hers: dict[str, str]) -> None:
    assert me.http.get(f"/tasks?task_ids={hers['job']}&external_task_ids=hers").json()["data"] == []
    assert me.http.post("/tasks", json={}).json()["data"]["result"] == []
    for path in ("/v1/videos/motion-control", "/v1/general/advanced-custom-elements"):
        assert me.http.get(path).json()["data"] == []
    assert me.http.get("/api/jobs").json()["jobs"] == []
    assert me.http.get("/api/files").json()["files"] == []
    assert me.http.get("/v1/videos").json()["data"] == []


def test_the_same_external_id_belongs_to_each(me: Someone, hers: dict[str, str], dance: dict[str, Any]) -> None:
    task_id = me.http.post("/v1/videos/motion-control", json=dance | {"external_task_id": "hers"}).json()["data"][
        "task_id"
    ]
    assert me.http.get("/v1/videos/motion-control/hers").json()["data"]["task_id"] == task_id != hers["job"]
