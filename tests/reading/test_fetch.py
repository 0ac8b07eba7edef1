"""Fetching from a real server on this machine that behaves well, badly and maliciously."""

import gzip
import socket
import threading
import time
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from typing import ClassVar

import pytest

from herdline.config import ReadSettings
from herdline.errors import RecordError
from herdline.reading.fetch import Answer, Fetcher
from herdline.reading.guard import is_public
from herdline.reading.together import fetch_all

SETTINGS = ReadSettings(
    allow_private=True, delay=0.0, timeout=1.0, total_timeout=2.0, backoff=0.01, max_fetch=100_000, retries=2
)


class Handler(BaseHTTPRequestHandler):
    """Each path is one kind of server."""

    protocol_version = "HTTP/1.1"
    asked: ClassVar[list[tuple[str, float]]] = []
    robots = b"User-agent: *\nDisallow: /closed\n"
    failures = 0

    def do_GET(self):
        Handler.asked.append((self.path, time.monotonic()))
        name = self.path.strip("/").split("?")[0].replace(".", "_") or "page"
        getattr(self, f"on_{name}", self.on_missing)()

    def send(self, body=b"<p>hello</p>", status=200, kind="text/html; charset=utf-8", **headers):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        if "Content_Length" not in headers:
            self.send_header("Content-Length", str(len(body)))
        for key, value in headers.items():
            self.send_header(key.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def on_robots_txt(self):
        self.send(Handler.robots, kind="text/plain")

    def on_page(self):
        self.send()

    def on_closed(self):
        self.send()

    def on_missing(self):
        self.send(b"", 404)

    def on_tagged(self):
        if self.headers.get("If-None-Match") == '"a1"':
            self.send(b"", 304)
        else:
            self.send(ETag='"a1"', Last_Modified="Thu, 15 Sep 2022 08:00:00 GMT")

    def on_circle(self):
        self.send(b"", 302, Location="/circle")

    def on_moved(self):
        self.send(b"", 301, Location="/page")

    def on_elsewhere(self):
        self.send(b"", 302, Location="file:///etc/passwd")

    def on_image(self):
        self.send(b"\x89PNG", kind="image/png")

    def on_huge(self):
        self.send(b"x", Content_Length="9000000000")

    def on_bomb(self):
        self.send(gzip.compress(b"a" * 20_000_000), Content_Encoding="gzip")

    def on_hang(self):
        time.sleep(2.5)

    def on_drip(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        try:
            for _ in range(40):
                self.wfile.write(b".")
                self.wfile.flush()
                time.sleep(0.15)
        except OSError:
            pass
        self.close_connection = True

    def on_shaky(self):
        Handler.failures += 1
        self.send(b"ok", 503 if Handler.failures < 3 else 200)

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def server():
    served = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    served.daemon_threads = True
    threading.Thread(target=served.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{served.server_port}"
    served.shutdown()
    served.server_close()


@pytest.fixture
def fetcher():
    with Fetcher(SETTINGS) as made:
        yield made


def refused(fetcher, url, stamp=""):
    with pytest.raises(RecordError) as caught:
        fetcher.get(url, stamp)
    return caught.value.reason


def test_an_unchanged_document_is_asked_for_once(server, fetcher):
    first = fetcher.get(f"{server}/tagged")
    assert (first.body, first.unchanged) == (b"<p>hello</p>", False)
    assert fetcher.get(f"{server}/tagged", first.stamp).unchanged


def test_redirects_are_followed_within_limits(server, fetcher):
    assert fetcher.get(f"{server}/moved").url == f"{server}/page"
    assert refused(fetcher, f"{server}/circle") == "redirects"
    assert refused(fetcher, f"{server}/elsewhere") == "bad_url"


def test_robots_are_obeyed(server, fetcher):
    assert refused(fetcher, f"{server}/closed") == "robots"


@pytest.mark.parametrize(
    ("path", "reason"),
    [("missing", "http_404"), ("image", "content_type"), ("huge", "too_large"), ("bomb", "too_large"),
     ("drip", "timeout")],
)  # fmt: skip
def test_bad_answers_are_cut_with_a_reason(server, fetcher, path, reason):
    assert refused(fetcher, f"{server}/{path}") == reason


def test_a_server_that_hangs_costs_its_timeout(server):
    with Fetcher(replace(SETTINGS, retries=0, timeout=0.4)) as fetcher:
        started = time.monotonic()
        assert refused(fetcher, f"{server}/hang") == "timeout"
        assert time.monotonic() - started < 2


def test_trouble_that_passes_is_waited_for(server, fetcher):
    Handler.failures = 0
    assert fetcher.get(f"{server}/shaky").body == b"ok"
    assert Handler.failures == 3


def test_private_addresses_are_refused_unless_allowed(server):
    with Fetcher(replace(SETTINGS, allow_private=False, retries=0)) as fetcher:
        assert refused(fetcher, f"{server}/page") == "private_address"
        assert refused(fetcher, "http://localhost:9/") == "private_address"
        assert refused(fetcher, "http://[::ffff:127.0.0.1]/") == "private_address"
    assert not any(map(is_public, ("10.0.0.1", "169.254.169.254", "fe80::1%eth0", "::1", "64:ff9b::a00:1", "x")))
    assert is_public("93.184.216.34")


def test_one_host_is_given_time_between_requests(server):
    Handler.asked.clear()
    with Fetcher(replace(SETTINGS, delay=0.15)) as fetcher:
        urls = {f"{server}/page?{n}": "" for n in range(3)}
        answers = dict(fetch_all(fetcher, urls, 4))
    assert answers.keys() == urls.keys()
    times = [moment for _, moment in Handler.asked]
    assert min(b - a for a, b in pairwise(times)) > 0.12


def test_bad_ones_do_not_stop_the_others(server, fetcher):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        dead = f"http://127.0.0.1:{free.getsockname()[1]}/"
    urls = [f"{server}/page", f"{server}/missing", "not a url", dead]
    answers = dict(fetch_all(fetcher, dict.fromkeys(urls, ""), 4))
    assert isinstance(answers[urls[0]], Answer)
    assert [answers[u].reason for u in urls[1:]] == ["http_404", "bad_url", "unreachable"]
