"""The report in a real browser: nothing fetched, nothing wider than a phone, figures lead to sentences."""

from __future__ import annotations

from pathlib import Path

import pytest

import herdline
from tests.browser import CHROMIUM, FLAGS, serious

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="no Chromium on this machine (Debian: apt-get install chromium)"
)


@pytest.fixture(scope="module")
def pages(sample_path, tmp_path_factory) -> list[Path]:
    with herdline.open(sample_path, read_only=True) as store:
        return store.report(None, tmp_path_factory.mktemp("report"))


@pytest.fixture(scope="module")
def browser():
    with playwright.sync_playwright() as p:
        running = p.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield running
        running.close()


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_story_fits_and_asks_the_network_for_nothing(browser, pages, width, scheme):
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    asked: list[str] = []
    problems: list[str] = []
    page.on("request", lambda r: asked.append(r.url))
    page.on("console", lambda m: problems.append(m.text) if m.type == "error" else None)
    page.goto(pages[0].as_uri())
    page.get_by_role("table").get_by_role("link").first.click()
    page.wait_for_load_state()
    assert all(url.startswith("file:") for url in asked)
    assert problems == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("h1").count() == 1
    assert page.locator(".theline .words").first.is_visible()
    assert serious(page) == []
    page.close()


def test_the_line_stands_highlighted_in_each_outlets_sentence(browser, pages, sample_path):
    with herdline.open(sample_path, read_only=True) as store:
        first = store.stories()[0]
        main = store.line(first.story).lines[0]
    page = browser.new_page()
    page.goto((pages[0].parent / f"story-{first.story}.html").as_uri())
    block = page.locator("ul.sentences").first
    marked = block.locator("mark").all_inner_texts()
    assert len(marked) == len({u.outlet for u in main.uses})
    page.close()


def test_it_can_be_read_by_keyboard(browser, pages):
    page = browser.new_page()
    page.goto(pages[0].as_uri())
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    focused = page.evaluate("document.activeElement.tagName")
    assert focused in ("A", "DIV")
    page.close()


def test_a_pairs_page_shows_words_deeds_and_limits_and_fits_a_phone(browser, sample_path, tmp_path):
    from herdline.report import write_pair

    with herdline.open(sample_path, read_only=True) as store:
        told = store.check("CHN", "RUS")
    write_pair(tmp_path / "pair.html", told)
    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.goto((tmp_path / "pair.html").as_uri())
    assert page.locator("ul.declared > li").count() == min(24, len(told.declared))
    assert page.locator("ul.limits > li").count() == min(24, len(told.limits))
    assert " ".join(told.limits[0].told.sentence.split()) in page.locator("ul.limits > li").first.inner_text()
    assert page.locator("svg rect.words").count() >= 1
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.close()


def test_what_the_line_leaves_out_stands_on_the_page_with_who_was_read(browser, pages, sample_path):
    with herdline.open(sample_path, read_only=True) as store:
        first = store.stories()[0]
        told = store.missing(first.story)
    page = browser.new_page()
    page.goto((pages[0].parent / f"story-{first.story}.html").as_uri())
    rows = page.locator("ul.left-out > li")
    several = [f for f in told.left_out if not f.single_source]
    assert rows.count() >= min(8, len(several)) > 0
    top = several[0]
    assert " ".join(top.sentence.split()) in rows.first.inner_text()
    assert f"{top.carried} of {top.carried + top.not_seen} outlets" in rows.first.inner_text()
    assert page.get_by_text("special military operation", exact=True).count() == 1
    page.close()


def test_the_record_of_the_story_stands_on_its_page_with_its_sentences(browser, pages, sample_path):
    with herdline.open(sample_path, read_only=True) as store:
        first = store.stories()[0]
        told = store.record(story=first.story)
    page = browser.new_page()
    page.goto((pages[0].parent / f"story-{first.story}.html").as_uri())
    rows = page.locator("ul.record > li")
    assert rows.count() == min(12, len(told))
    most = max(event.reports for event in told)
    assert f"{most} independent report" in rows.first.inner_text()
    sentences = {" ".join(event.sentence.split()) for event in told}
    assert all(rows.nth(i).locator("p").nth(1).inner_text() in sentences for i in range(rows.count()))
    page.close()


def test_who_carries_the_line_is_a_dark_part_that_is_seen(browser, pages, sample_path):
    with herdline.open(sample_path, read_only=True) as store:
        first = next(story for story in store.stories() if len(store.line(story.story).lines))
    page = browser.new_page()
    page.goto((pages[0].parent / f"story-{first.story}.html").as_uri())
    bars = page.locator(".bars .bar")
    drawn = 0
    for at in range(bars.count()):
        carrying = int((bars.nth(at).get_attribute("aria-label") or "0").split(" of ")[0])
        box = bars.nth(at).locator("i").bounding_box()
        seen = box is not None and box["height"] > 5 and box["width"] > 1
        assert seen == (carrying > 0)
        drawn += seen
    assert drawn
