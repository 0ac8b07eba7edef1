"""What Chinese numbers with the word for a day of the month ("15号"): pipelines, spacecraft, houses, reactors, storms.

Parts of patterns for ``words``. Behind a month "号" is a day always; without one only where a clause or a time word
leads to it and nothing that is numbered follows. "日" is a day behind any word but those that count days.
"""

from __future__ import annotations

FREE = "|".join(
    (
        "^",
        r"(?<=[，。；：！？、…（(,;:!?\n　])",
        "(?<=[，。；：！？…,;:!?] )",
        "(?<=[于於在从從自])",
        "(?<=[于於在从從自] )",
        r"(?<=[^号號\d][到至])",
        "(?<=月)",
        "(?<=[周週期][一二三四五六日天])",
        "(?<=[今昨明前后後]天)",
        "(?<=天是)",
    )
)
"""Where "15号" without its month may begin; a name ahead is what it numbers ("北溪2号", "神舟15号")."""
NO_COUNT = "".join(
    f"(?<!{word})"
    for word in ("第 连续 連續 为期 為期 长达 長達 历时 歷時 持续 持續 有朝 终有 終有 一共 总共 總共").split()
)
"""Behind these a number of days is none of a month."""
_THINGS = (
    "楼 樓 线 線 公路 国道 國道 省道 高速 机(?![场构票]) 機(?![場構票]) 院 井 门 門 桥 橋 房 车(?!臣) "
    "車(?!臣) 船 舰 艦 艇 站(?!在) 台(?![湾灣海北]) 厅 廳 馆 館 店 坑 炉 爐 反应堆 反應堆 仓 倉 库 庫 矿 "
    "礦 油[田井库庫] 气田 氣田 区 區 管(?![制控]) 通道 出口 入口 舱 艙 泊 码头 碼頭 地块 地塊 种子 種子 "
    "选手 選手 球 卫星 衛星 火箭 飞船 飛船 导弹 導彈 航[站班母] 病[房例毒] 人物 文件 决议 決議 令(?!人) "
    "法案 提案 议案 議案 公告 案 牢 监[狱区] 監[獄區] 阵地 陣地 高地 据点 據點 电[站炉池] 電[站爐池] 单元 "
    "單元 候选 候選 目标 目標 工厂 工廠 厂 廠 街(?![头頭]) 路(?!透) 探测 探測 实验 實驗"
).split()
NO_NUMBER = rf"(?! ?(?:[和与與及或、至到]?\d{{1,3}} ?[号號])*(?:{'|'.join(_THINGS)}))"
"""No thing behind that has a number, nor further numbers that lead to one ("6号和7号机组")."""
NO_UNIT = "(?!元|圆|圓|三餐|千里|游|遊|均)"
"""Behind "日": yen, an excursion, an average of days."""
