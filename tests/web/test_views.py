"""Each view on the sample: what it says is what the store says, and every figure leads down."""

from __future__ import annotations

import re
import shutil

import duckdb
import orjson
import pyarrow.parquet as pq
import pytest
from starlette.testclient import TestClient

import herdline
from herdline.web.app import WebSettings, make_app

HERE = "http://127.0.0.1:8765"


@pytest.fixture(scope="module")
def client(sample_path, tmp_path_factory):
    path = tmp_path_factory.mktemp("views") / "news.duckdb"
    shutil.copyfile(sample_path, path)
    with TestClient(make_app(path, WebSettings(updates=False)), base_url=HERE) as client:
        yield client


def test_the_front_page_ranks_stories_with_their_line(client, sample):
    text = client.get("/").text
    first = sample.stories(min_outlets=2)[0]
    assert text.index(f"/story/{first.story}") < text.index("<ol", 0) + 400
    assert "all eyes will be on" in text
    assert f"<b>{first.outlets}</b> outlets, <b>{first.families}</b> independent first texts" in text


def _behind_if_small(story, measure):
    """Two outlets that share a text have an echo of 1: such stories stand behind those of twenty outlets."""
    return -(story[measure] if story[measure] is not None and story["outlets"] >= 20 else -1)


@pytest.mark.parametrize("order", ["outlets", "herd", "echo", "copied", "overlooked", "new"])
def test_every_order_lists_the_stories_it_should(client, order):
    rows = client.get(f"/api/stories?order={order}&min_outlets=2").json()
    keys = {
        "outlets": lambda r: -r["story"]["outlets"],
        "herd": lambda r: -(r["story"]["herd"] or {"percentile": -1})["percentile"],
        "echo": lambda r: _behind_if_small(r["story"], "echo"),
        "copied": lambda r: _behind_if_small(r["story"], "copied_share"),
        "overlooked": lambda r: r["reach"],
    }
    if order in keys:
        assert rows == sorted(rows, key=keys[order])
    if order == "overlooked":
        assert all(r["story"]["families"] >= 3 for r in rows) and rows
    if order == "new":
        lasts = [r["story"]["last"] for r in rows]
        assert lasts == sorted(lasts, reverse=True)


def test_filters_narrow_the_list_and_say_how_many_are_left(client, sample):
    rows = client.get("/api/stories?country=KAZ&lang=kk&min_outlets=1&limit=100")
    assert int(rows.headers["x-total"]) == len(rows.json()) > 0
    for r in rows.json():
        assert "kk" in r["story"]["languages"] and "KAZ" in r["countries"]
    none = client.get("/?since=2030")
    assert "0 stories" in none.text and "No story answers" in none.text


def test_every_sentence_on_a_story_page_leads_to_the_place_in_its_article(client, sample):
    first = sample.stories()[0]
    text = client.get(f"/story/{first.story}").text
    places = re.findall(r'href="/article/(\d+)\?at=(\d+)-(\d+)#at">', text)
    assert len(places) > 20
    for article, start, end in places[:12]:
        page = client.get(f"/article/{article}?at={start}-{end}").text
        stored = sample.article(int(article)).text[int(start) : int(end)]
        marked = "".join(re.findall(r'<mark class="(?:[^"]* )?at[ "][^>]*>(.*?)</mark>', page))
        assert "".join(_plain(marked).split()) == "".join(stored.split())
        assert page.count('id="at"') == 1


def _plain(markup: str) -> str:
    import html

    return html.unescape(re.sub(r"<[^>]+>", "", markup))


def test_an_article_keeps_every_character_under_its_marks(client, sample):
    for row in sample.sql("select id, text from articles order by id limit 25").to_pylist():
        page = client.get(f"/article/{row['id']}").text
        body = re.search(r"<article[^>]*>(.*?)</article>", page, re.DOTALL)[1]
        assert "".join(_plain(body).split()) == "".join(row["text"].split())


def test_an_event_shows_each_of_its_sentences(client, sample):
    events = sorted(sample.record(), key=lambda e: -e.mentions)[:5]
    for event in events:
        told = client.get(f"/api/record/{event.id}/sentences").json()
        assert len(told) == event.mentions
        assert len({t["family"] for t in told}) == event.reports
        page = client.get(f"/record/{event.id}").text
        places = (f"?at={t['start']}-{t['end']}" if t["end"] else '"' for t in told)  # a title has no place in the text
        assert all(f"/article/{t['article']}{place}" in page for t, place in zip(told, places, strict=True))


def test_an_actor_that_is_nobody_is_told_with_near_names(client):
    answer = client.get("/record?actor=Kazakstan")
    assert answer.status_code == 404
    assert "Nobody in the record has the code or the name" in answer.text and "Kazakhstan [KAZ]" in answer.text
    assert "No event answers" not in answer.text
    assert client.get("/record?actor=Kazakstan", headers={"hx-request": "true"}).status_code == 200
    assert "No event answers" in client.get("/record?actor=KAZ&type=sanction&since=2023").text


def test_the_record_is_paged_without_loss_or_doubles(client, sample):
    seen: list[int] = []
    while part := client.get(f"/api/record?order=reports&limit=7&offset={len(seen)}").json():
        seen += [e["id"] for e in part]
    assert sorted(seen) == sorted(e.id for e in sample.record())


def test_search_finds_every_script_inside_words_and_phrases(client, sample):
    for words, kinds in (
        ("Kazakhstan", {"actor", "article"}), ("Samarkand", {"story", "article"}), ("Путин", {"actor", "article"}),
        ("习近平", {"actor", "article"}),
        ("Тоқаев", {"article"}), ('"all eyes will be on"', {"article"}), ("Steppe Courier", {"outlet"}),
    ):  # fmt: skip
        hits = client.get("/api/search", params={"q": words}).json()
        assert kinds <= {h["kind"] for h in hits}, words
    hits = client.get("/api/search", params={"q": '"all eyes will be on"'}).json()
    for h in hits:
        if h["kind"] == "article":
            assert "all eyes will be on" in sample.article(int(h["key"])).text.lower()


def test_wrong_questions_get_a_sentence_not_a_crash(client):
    for path, status in (
        ("/story/99999999999", 404), ("/record/5", 404), ("/record/x", 422), ("/article/-1", 422), ("/actor/ZZZ", 404),
        ("/pair/CHN/CHN", 400), ("/?since=yesterday", 400), ("/?order=nonsense", 422), ("/nope", 404),
        ("/story/1/spread.gif", 404), ("/api/tables/articles;drop", 404), (f"/article/{2**63}", 422),
    ):  # fmt: skip
        answer = client.get(path)
        assert answer.status_code == status, path
        assert "Traceback" not in answer.text
        if path.startswith("/api"):
            assert set(answer.json()["error"]) == {"kind", "message"}


def test_text_of_an_article_is_never_markup(tmp_path):
    path = tmp_path / "news.duckdb"
    bad = "<script>alert(1)</script>"
    records = [
        {"title": f"{bad} {n}", "text": f'{bad} <img src=x onerror=alert(1)> " onmouseover="x ' * 30,
         "outlet": f"{bad}{n}",
         "url": "javascript:alert(1)", "published": "2022-09-15", "byline": bad, "id": str(n)}
        for n in range(3)
    ]  # fmt: skip
    source = tmp_path / "bad.jsonl"
    source.write_bytes(b"\n".join(map(orjson.dumps, records)))
    with herdline.open(path) as store:
        store.read(source)
        store.build()
        article = store.sql("select id from articles limit 1").to_pylist()[0]["id"]
        story = store.stories()[0].story
    # reading strips tags; the pages must not rely on that
    with duckdb.connect(str(path)) as held:
        held.execute("update articles set title = ?, text = ? || text", [bad, bad])
        held.execute("update stories set title = ?", [bad])
        held.execute("update lines set text = ?", [bad])
    with TestClient(make_app(path, WebSettings(updates=False)), base_url=HERE) as client:
        for view in ("/?min_outlets=1", f"/article/{article}", f"/story/{story}", "/outlets", "/search?q=script"):
            text = client.get(view).text
            assert "<script>" not in text and "<img" not in text and 'href="javascript' not in text, view
            assert "&lt;script&gt;" in text, view


def test_a_table_can_be_taken_along_in_each_form(client, sample):
    total = len(sample.record())
    csv = client.get("/api/record?format=csv&limit=1000")
    assert len(csv.text.strip().splitlines()) >= total + 1 and "attachment" in csv.headers["content-disposition"]
    lines = client.get("/api/record?format=jsonl&limit=1000").text.splitlines()
    assert len(lines) == total and all(orjson.loads(line) for line in lines)
    import io

    table = pq.read_table(io.BytesIO(client.get("/api/tables/articles").content))
    assert table.num_rows == sample.sql("select count(*) as n from articles").to_pylist()[0]["n"]


def test_an_actors_page_tells_the_balance_of_its_network_month_by_month(client, sample):
    text, found = client.get("/actor/CHN").text, sample.relations("CHN")
    table = text[text.index('id="balance"') : text.index('id="positions"')]
    assert [m.month for m in reversed(found.months)] == re.findall(r"<tr><td>(\d{4}-\d\d)</td>", table)
    assert table.count("cannot say") == sum(m.share is None for m in found.months) > 0
    assert client.get("/api/relations?actor=CHN").json()["months"] == [m.record() for m in found.months]


def test_drawings_are_files_that_stand_alone(client, sample):
    first = sample.stories()[0]
    for path in (f"/story/{first.story}/spread", "/pair/CHN/RUS/months", "/actor/RUS/ties"):
        drawing = client.get(path + ".svg").text
        assert drawing.startswith("<svg") and "var(--" not in drawing and "http://www.w3.org/2000/svg" in drawing
        assert client.get(path + ".png").content.startswith(b"\x89PNG")


def test_an_actor_that_is_no_state_is_said_to_have_no_ties_but_a_record(client):
    page = client.get("/actor/REB:RUS").text
    assert "Ties are drawn between states" in page and "/record?actor=REB:RUS" in page
    assert "nothing can be concluded" not in page


def test_a_search_says_how_many_articles_it_finds_and_leads_to_the_next_page(client):
    first = client.get("/search?q=the").text
    assert "page 1 of" in first and "page=2" in first
    every = client.get("/api/search?q=the&limit=5")
    total = int(every.headers["x-total"])
    assert total > 40
    articles = [h["key"] for h in every.json() if h["kind"] == "article"]
    further = client.get("/api/search?q=the&limit=5&offset=5").json()
    assert {h["kind"] for h in further} == {"article"} and not {h["key"] for h in further} & set(articles)


def test_a_page_that_is_not_there_tells_no_command_of_a_shell(client):
    answer = client.get("/story/zzyzx")
    assert answer.status_code == 404 and "herdline stories" not in answer.text
