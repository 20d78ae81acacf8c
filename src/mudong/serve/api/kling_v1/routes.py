"""Create, ask and list, for every product of `/v1`: the same three routes each."""

# No postponed annotations here: FastAPI reads the body's type from the function that is made for each product.
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.params import Header

from mudong.serve.api.body import TaskBody
from mudong.serve.api.envelope import Envelope, enveloped
from mudong.serve.api.kling_v1.images import IMAGES
from mudong.serve.api.kling_v1.library import OwnLibrary
from mudong.serve.api.kling_v1.motion_control import MOTION_CONTROL
from mudong.serve.api.kling_v1.product import Product
from mudong.serve.api.kling_v1.task import TaskWriter
from mudong.serve.api.kling_v1.videos import IMAGE2VIDEO, MULTI_IMAGE2VIDEO, OMNI_VIDEO, TEXT2VIDEO, VIDEO_EXTEND
from mudong.serve.api.place import Asked, place
from mudong.serve.api.site import Caller, CallerDep
from mudong.serve.errors import BadParameter, NotFound
from mudong.serve.jobs import store

PRODUCTS: tuple[Product[Any], ...] = (
    MOTION_CONTROL, TEXT2VIDEO, IMAGE2VIDEO, MULTI_IMAGE2VIDEO, OMNI_VIDEO, VIDEO_EXTEND, IMAGES,
)  # fmt: skip
PageNum = Annotated[int, Query(ge=1, le=1000)]
PageSize = Annotated[int, Query(ge=1, le=500)]
RepeatKey = Annotated[str | None, Header(alias="Idempotency-Key", max_length=255)]


def build_router() -> APIRouter:
    """All products' routes."""
    router = APIRouter(tags=["Kling /v1"])
    for product in PRODUCTS:
        _add(router, product)
    return router


def _add(router: APIRouter, product: Product[Any]) -> None:
    body_type = product.body

    def create(request: Request, body: body_type, caller: CallerDep, repeat_key: RepeatKey = None) -> Any:  # pyright: ignore[reportInvalidTypeForm]
        refuse_watermark(body)
        draft = product.read(body, OwnLibrary(caller))
        asked = Asked(
            face="kling_v1", body=body.model_dump(exclude_none=True), external_id=body.external_task_id,
            callback_url=body.callback_url or None, repeat_key=repeat_key,
        )  # fmt: skip
        return enveloped(request, writer(caller).created(place(caller, draft, asked)))

    def listed(request: Request, caller: CallerDep, pageNum: PageNum = 1, pageSize: PageSize = 30) -> Any:
        with caller.site.service.database.reading() as connection:
            jobs = store.page(
                connection, caller.user_id, products=(product.name,), limit=pageSize, offset=(pageNum - 1) * pageSize
            )
            return enveloped(request, [writer(caller).whole(connection, job) for job in jobs])

    def one(request: Request, task_id: str, caller: CallerDep) -> Any:
        with caller.site.service.database.reading() as connection:
            job = store.find(connection, caller.user_id, task_id)
            if job.product != product.name:
                raise NotFound("job.not_found", id=task_id[:80])
            return enveloped(request, writer(caller).whole(connection, job))

    for method, path, endpoint in (
        ("POST", product.path, create), ("GET", product.path, listed), ("GET", product.path + "/{task_id}", one),
    ):  # fmt: skip
        router.add_api_route(
            path, endpoint, methods=[method], response_model=Envelope, name=f"{product.name}_{endpoint.__name__}"
        )


def writer(caller: Caller) -> TaskWriter:
    """How this caller's tasks are written."""
    return TaskWriter(links=caller.links, now_ms=caller.site.now_ms())


def refuse_watermark(body: TaskBody) -> None:
    """Raises `BadParameter` (`api.watermark`) where a visible mark is wished: better than to leave it out silently."""
    if body.watermark_info.enabled:
        raise BadParameter("api.watermark", field="watermark_info.enabled")
