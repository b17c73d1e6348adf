"""Whether the bot is ready, and its figures for Prometheus. No chat, no words: numbers only."""

from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hmac import compare_digest

from prometheus_client import CollectorRegistry
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4, generate_latest
from prometheus_client.metrics_core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.registry import Collector
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from bot.web.guard import LOOPBACK, host_of

READY, METRICS = "/readyz", "/metrics"


@dataclass(frozen=True)
class Line:
    """Something that waits: how much, and for how many seconds the oldest has."""

    length: int
    oldest: float


@dataclass(frozen=True)
class Figures:
    """What /metrics shows. A line is None where the store does not answer."""

    bounds: Sequence[float]
    columns: Sequence[int]
    seconds: float
    broken: int
    questions: Mapping[tuple[str, str], int]
    inbox: Line | None
    queue: Line | None
    store_failures: int
    released: str
    digest: str


class Health:
    """The pages /readyz and /metrics. `ready` gives what is missing in a word, or None."""

    def __init__(
        self, ready: Callable[[], Awaitable[str | None]], figures: Callable[[], Awaitable[Figures]], token: str | None
    ) -> None:
        self._ready, self._figures, self._token = ready, figures, token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope)
        await (await self._answer(request))(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        if request.method not in ("GET", "HEAD"):
            return PlainTextResponse("Method Not Allowed", 405)
        if request.url.path == READY:
            missing = await self._ready()
            return PlainTextResponse(missing or "ok", 503 if missing else 200)
        if not self._may(request):
            return PlainTextResponse("Forbidden", 403)
        registry = CollectorRegistry(auto_describe=False)
        registry.register(_Shown(await self._figures()))
        return Response(generate_latest(registry), media_type=CONTENT_TYPE_PLAIN_0_0_4)

    def _may(self, request: Request) -> bool:
        """With a token who shows it; without one who sits at this computer and calls it by that name.

        A proxy on this computer passes the name on by which it was called itself.
        """
        if self._token:
            shown = request.headers.get("authorization", "")
            return compare_digest(shown.encode(), f"Bearer {self._token}".encode())
        here = request.client is not None and request.client.host in LOOPBACK
        return here and host_of(request) in LOOPBACK and "x-forwarded-for" not in request.headers


class _Shown(Collector):
    def __init__(self, figures: Figures) -> None:
        self._figures = figures

    def collect(self) -> Iterator[Metric]:
        figures = self._figures
        served = HistogramMetricFamily("adal_update_seconds", "Updates served, by the seconds that each took")
        sums = [sum(figures.columns[: place + 1]) for place in range(len(figures.columns))]
        names = [*(str(float(bound)) for bound in figures.bounds), "+Inf"]
        served.add_metric([], list(zip(names, sums, strict=True)), figures.seconds)
        yield served
        yield CounterMetricFamily("adal_updates_broken", "Updates that could not be served", figures.broken)
        asked = CounterMetricFamily("adal_questions", "Questions by what they got", labels=["result", "language"])
        for (result, language), count in sorted(figures.questions.items()):
            asked.add_metric([result, language], count)
        yield asked
        for name, what, line in (
            ("inbox", "Updates that are not served yet", figures.inbox),
            ("queue", "Open clusters of questions", figures.queue),
        ):
            if line:
                yield GaugeMetricFamily(f"adal_{name}_length", what, line.length)
                yield GaugeMetricFamily(f"adal_{name}_oldest_seconds", f"{what}: the age of the oldest", line.oldest)
        yield CounterMetricFamily("adal_store_failures", "Times the store refused", figures.store_failures)
        edition = GaugeMetricFamily("adal_knowledge", "The edition in use", labels=["released", "digest"])
        edition.add_metric([figures.released, figures.digest], 1)
        yield edition
