"""Standing text of outlets is learnt; what only looks like it is left alone."""

from __future__ import annotations

from datetime import datetime

from tests.copies.helpers import found, pile, prose, standing

FOOTER = "Sign up for the morning letter of the Ledger and get the day's news by mail. All rights reserved."
FOOTER_RU = (
    "Подписывайтесь на нашу рассылку и читайте главные новости дня первыми, "
    "при перепечатке ссылка на издание обязательна."
)
FOOTER_ZH = "本文版权归江岸晚报所有未经授权不得转载欢迎下载江岸晚报客户端获取更多国际新闻"
ZH = (
    "今年秋天的苹果收成比往年少果农说春季的霜冻伤了花芽合作社打算提高收购价格并向农户发放种苗",
    "市图书馆新馆昨天开放读者可以借阅盲文书籍馆长介绍自动分拣设备每小时处理两千册图书",
    "足球联赛进入最后一轮主队凭借补时阶段的点球战胜对手球迷在广场唱歌直到深夜才散去",
)


def _outlet(texts: list[str], outlet: str = "ledger.example") -> dict[int, list[str]]:
    return standing(
        pile(*({"text": t, "outlet": outlet, "published": datetime(2022, 9, n)} for n, t in enumerate(texts, 1)))
    )


def test_a_footer_under_three_unrelated_articles_is_masked_to_the_letter():
    result = _outlet([f"{prose(150, n)}\n\n{FOOTER}" for n in range(3)])
    assert result == {n: [FOOTER.rstrip(".")] for n in (1, 2, 3)}


def test_two_articles_are_enough_at_the_end():
    assert set(_outlet([f"{prose(150, n)}\n\n{FOOTER}" for n in range(2)])) == {1, 2}


def test_russian_and_chinese():
    assert len(_outlet([f"{prose(150, n)}\n\n{FOOTER_RU}" for n in range(3)])) == 3
    assert _outlet([f"{text}。\n\n{FOOTER_ZH}" for text in ZH]) == {n: [FOOTER_ZH] for n in (1, 2, 3)}


def test_standing_text_counts_for_nothing_between_articles():
    table = pile(*({"text": f"{prose(150, n)}\n\n{FOOTER}", "outlet": "ledger.example"} for n in range(3)))
    assert found(table) == []


def test_a_sister_outlet_with_one_article_carries_it_too():
    rows = [{"text": f"{prose(150, n)}\n\n{FOOTER}", "outlet": "ledger.example"} for n in range(4)]
    table = pile(*rows, {"text": f"{prose(150, 9)}\n\n{FOOTER}", "outlet": "guest.example"})
    assert set(standing(table)) == {1, 2, 3, 4, 5}


def test_a_whole_piece_run_twice_is_not_standing_text():
    piece = prose(200, 1)
    assert _outlet([piece, piece, prose(200, 2)]) == {}


def test_the_same_words_in_different_outlets_are_not_standing_text():
    table = pile(*({"text": f"{prose(100, n)}\n\n{FOOTER}"} for n in range(3)))
    assert standing(table) == {}
    assert len(found(table)) == 3


def test_a_saying_in_quotation_marks_is_not_standing_text():
    saying = f"“{prose(30, 77)}”"
    assert _outlet([f"{prose(80, n)} {saying} {prose(80, n + 10)}" for n in range(4)]) == {}
