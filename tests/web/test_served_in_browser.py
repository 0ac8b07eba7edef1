"""The served page in a real browser: views open and fit, filters work without a reload, figures lead to sentences."""

from __future__ import annotations

import shutil
import socket
import threading
import time

import pytest
import uvicorn

from herdline.web.app import WebSettings, make_app
from tests.browser import CHROMIUM, FLAGS, serious

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="no Chromium on this machine (Debian: apt-get install chromium)"
)
VIEWS = [
    "/", "/?order=overlooked", "/story/1", "/story/1/left-out", "/pair/CHN/RUS", "/actor/RUS", "/record",
    "/search?q=kazakhstan", "/outlets", "/sources", "/about", "/nope",
]  # fmt: skip


@pytest.fixture(scope="module")
def address(sample_path, tmp_path_factory):
    path = tmp_path_factory.mktemp("page") / "news.duckdb"
    shutil.copyfile(sample_path, path)
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    app = make_app(path, WebSettings(port=port, poll_minutes=0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(timeout=15)


@pytest.fixture(scope="module")
def browser():
    with playwright.sync_playwright() as p:
        running = p.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield running
        running.close()


@pytest.fixture
def opened(browser):
    """Opens pages that collect what the console complains about; nothing may be left at the end."""
    problems: list[str] = []
    pages = []

    def open_page(address: str, **options):
        page = browser.new_page(**options)
        page.on("console", lambda m: problems.append(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda e: problems.append(str(e)))
        page.goto(address)
        pages.append(page)
        return page

    yield open_page
    for page in pages:
        page.close()
    assert [p for p in problems if "404 (Not Found)" not in p] == []


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_each_view_fits_and_has_no_serious_barrier(opened, address, view, width, scheme):
    page = opened(address + view, viewport={"width": width, "height": 900}, color_scheme=scheme)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("h1").count() == 1
    assert serious(page) == []


def test_a_narrow_page_shows_the_latest_months_of_a_pair_first(opened, address):
    page = opened(f"{address}/pair/CHN/RUS", viewport={"width": 390, "height": 800})
    inside = """figure => {
        const labels = [...figure.querySelectorAll("text.tick")].map(t => t.getBoundingClientRect());
        const last = labels.reduce((a, b) => a.right > b.right ? a : b), box = figure.getBoundingClientRect();
        return [figure.scrollWidth > figure.clientWidth, last.right <= box.right + 1]; }"""
    assert page.locator("figure.late").evaluate(inside) == [True, True]


def test_three_clicks_lead_from_the_front_page_to_who_says_what_is_left_out(opened, address, sample):
    page = opened(address + "/")
    page.get_by_role("link", name="What the line leaves out").first.click()  # 1
    fact = page.locator("ul.left-out > li").first
    sentence = fact.locator("p").first.inner_text()
    fact.get_by_role("link").first.click()  # 2
    page.wait_for_url("**/article/*")
    assert sentence[:40] in page.locator("mark.at").first.inner_text() or sentence[:40] in " ".join(
        page.locator("article").inner_text().split()
    )
    assert page.locator("#at").is_visible()


def test_filters_change_the_list_and_the_address_without_a_reload(opened, address):
    page = opened(address + "/")
    page.evaluate("window.kept = true")
    page.get_by_label("Rank by").select_option("overlooked")
    page.wait_for_url("**order=overlooked**")
    page.locator("select[name=country]").select_option("KAZ")
    page.wait_for_url("**country=KAZ**")
    listed = page.locator("ol.stories > li h2").all_inner_texts()
    assert page.evaluate("window.kept") is True
    page.reload()
    assert page.locator("ol.stories > li h2").all_inner_texts() == listed
    page.get_by_label("Words in the title").fill("no such words")
    page.get_by_text("No story answers").wait_for()


def test_marks_of_an_article_can_be_switched_off(opened, address, sample):
    article = sample.sql("select article from line_uses order by article limit 1").to_pylist()[0]["article"]
    page = opened(f"{address}/article/{article}")
    mark = page.locator("mark.line").first
    shade = "e => getComputedStyle(e).backgroundColor"
    on = mark.evaluate(shade)
    page.get_by_label("wording of a line").uncheck()
    assert mark.evaluate(shade) != on


def test_it_works_without_script(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "/")
    page.get_by_label("Rank by").select_option("herd")
    page.get_by_role("button", name="Show", exact=True).first.click()
    assert "order=herd" in page.url and page.locator("ol.stories > li").count() > 3
    page.locator("ol.stories > li h2 a").first.click()
    assert page.locator(".theline .words").first.is_visible()
    context.close()


def test_search_suggests_and_finds(opened, address):
    page = opened(address + "/")
    box = page.get_by_role("combobox").first
    box.press_sequentially("kaza", delay=30)
    page.locator("#suggestions option[value=Kazakhstan]").wait_for(state="attached")
    box.press("Enter")
    page.wait_for_url("**/search?q=kaza")
    page.locator("ul.hits a").first.click()
    page.wait_for_url("**/actor/KAZ")


def test_the_record_leads_from_a_row_to_the_sentence_in_its_article(opened, address):
    page = opened(address + "/record")
    page.locator("tbody tr").first.get_by_role("link").first.click()
    page.wait_for_url("**/record/*")
    sentence = " ".join(page.locator("ul.sentences p").first.inner_text().split())
    page.locator("ul.sentences a").first.click()
    page.wait_for_url("**/article/**")
    assert page.locator("#at").is_visible() or sentence in page.locator("h1").inner_text(), "marked, or the title"


def test_the_skip_link_comes_first_and_leads_to_the_content(opened, address):
    page = opened(address + "/story/1")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")


def test_adding_a_file_shows_progress_and_then_its_stories_without_a_reload(opened, address, tmp_path):
    from tests.news import ferry

    file = tmp_path / "harbour.jsonl"
    file.write_bytes(ferry(3, "Lunevik"))
    front = opened(address + "/?words=Lunevik")
    assert front.get_by_text("No story answers").is_visible()
    front.evaluate("window.kept = true")
    page = opened(address + "/sources")
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Read").last.click()
    page.get_by_role("button", name="Cancel").first.wait_for(timeout=20_000)
    page.get_by_text("3 new").first.wait_for(timeout=120_000)
    front.bring_to_front()
    front.get_by_role("link", name="Ferry line of Lunevik closes", exact=True).wait_for(timeout=30_000)
    assert front.evaluate("window.kept") is True


def test_nothing_moves_when_data_arrives(browser, address):
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.add_init_script(
        "window.shift = 0; new PerformanceObserver(l => { for (const e of l.getEntries()) window.shift += e.value; })"
        ".observe({type: 'layout-shift', buffered: true});"
    )
    for view in ("/", "/story/1", "/record", "/sources"):
        page.goto(address + view)
        page.wait_for_timeout(600)
        assert page.evaluate("window.shift") == 0, view
    page.close()
