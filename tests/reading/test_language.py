from __future__ import annotations

import pytest

from onrecord.reading.language import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The mayor said on Tuesday that the bridge would stay shut for a week.", "en"),
        ("Mayor: bridge shut", "en"),
        (
            "Der Bürgermeister sagte am Dienstag, die Brücke bleibe für eine Woche gesperrt, bis die Arbeiten beendet seien.",
            "de",
        ),
        (
            "Le maire a déclaré mardi que le pont resterait fermé pendant une semaine, le temps de finir les travaux.",
            "fr",
        ),
        ("Мэр сказал во вторник, что мост будет закрыт на неделю, пока не закончатся работы на берегу реки.", "ru"),
        (
            "市长周二表示，大桥将关闭一周，直到河岸的工程完成为止。 记者 报道 说 这 是 今年 第三次 关闭 居民 表示 不满 市政府 没有 回应",
            "zh",
        ),
        ("?! ... 123", None),
    ],
)
def test_languages(text: str, language: str | None) -> None:
    assert language_of(text) == language
