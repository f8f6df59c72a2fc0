"""Small pages with lines that must stay and go."""

from __future__ import annotations

import json
from pathlib import Path

from bbclf.classifier import LineClassifier
from tests.support.tiny_model import tiny_model
from training.compare.cases import judge, read_cases, table

RECORD = {"view": "html", "charset": None, "either": []}


def write(folder: Path, name: str, **fields: object) -> None:
    (folder / f"{name}.json").write_text(json.dumps(RECORD | fields), "utf-8")


def test_every_line_is_found_or_not_read(tmp_path: Path) -> None:
    text = "Es regnete die ganze Nacht, und am Morgen stand der Fluss vor der Tür."
    write(tmp_path, "a", input=f"<p>{text}<p>x", keep=[text, "nirgends"], drop=["auch nicht"])
    write(tmp_path, "b", view="text", input="één regel", keep=["één regel"], drop=[])
    write(tmp_path, "c", charset="cp1251", input="<meta charset=cp1251><p>Привет ©", keep=["Привет ©"], drop=[])
    classifier = LineClassifier(tiny_model())
    results = [result for case in read_cases(tmp_path) for result in judge(classifier, case)]
    assert [(result.case.name, result.view) for result in results] == [
        ("a", "html"), ("a", "text"), ("b", "text"), ("c", "html"), ("c", "text"),
    ]  # fmt: skip
    assert results[0].unread == ["nirgends", "auch nicht"]
    assert "nirgends" in results[0].lost
    assert all(not result.unread for result in results[2:])
    assert "| all | html |" in table(results)
    assert table(results).count("| a |") == 2
