"""The adapter for datatrove, in datatrove; skipped where it is not installed."""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from bbclf import LineClassifier, Page
from tests.support.engines import page_text
from tests.support.prose import PROSE

PIPELINE = """
import sys
from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.readers import JsonlReader
from datatrove.pipeline.writers import JsonlWriter
from bbclf.integrations.datatrove import ContentFilter, ContentFormatter

if __name__ == "__main__":
    steps = [JsonlReader("in"), ContentFormatter(model=sys.argv[1]), ContentFilter(min_words=10),
             JsonlWriter("out", compression=None)]
    LocalPipelineExecutor(pipeline=steps, logging_dir="logs", tasks=2, workers=2).run()
"""


@pytest.mark.engine
def test_datatrove_run(tmp_path: Path, plain_model: Path, environment: dict[str, str]) -> None:
    pytest.importorskip("datatrove", reason="datatrove is not installed: pip install '.[datatrove]'")
    (tmp_path / "in").mkdir()
    texts = [page_text(i) for i in range(20)] + ["Home\nAbout\n", "x\n" * 1_000_001]
    for part in range(2):
        lines = [json.dumps({"id": str(i), "text": texts[i]}) for i in range(part, len(texts), 2)]
        (tmp_path / f"in/{part}.jsonl").write_text("\n".join(lines) + "\n")
    (tmp_path / "run.py").write_text(PIPELINE)
    quiet = {name: value for name, value in environment.items() if name != "PYTHONWARNINGS"}
    command = [sys.executable, "run.py", str(plain_model)]
    done = subprocess.run(command, cwd=tmp_path, env=quiet, capture_output=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr.decode()
    written = [json.loads(line) for path in tmp_path.glob("out/*") for line in path.read_text().splitlines()]
    classifier = LineClassifier.load(plain_model)
    labelled = [classifier.label(Page.from_text(text)) for text in texts[:-1]]
    expected = {str(i): labelled[i].text for i in range(20)}
    assert {document["id"]: document["text"] for document in written} == expected
    statistics = json.loads((tmp_path / "logs/stats.json").read_text())
    formatter = next(step for step in statistics if "bbclf content" in step["name"])
    n_boilerplate = sum(int(page.is_boilerplate.sum()) for page in labelled)
    assert formatter["stats"]["boilerplate_lines"]["total"] == n_boilerplate
    refused = formatter["stats"]["refused"]
    assert (refused["total"] if isinstance(refused, dict) else refused) == 1
    logs = "".join(path.read_text() for path in tmp_path.glob("logs/logs/*.log"))
    assert "document 21: the page has 1,000,001 lines" in logs


def test_datatrove_steps_are_picklable_and_load_no_model_before_they_run() -> None:
    pytest.importorskip("datatrove", reason="datatrove is not installed: pip install '.[datatrove]'")
    from bbclf.integrations.datatrove import ContentFilter, ContentFormatter

    formatter = pickle.loads(pickle.dumps(ContentFormatter(view="text", model="/no/such/model")))
    assert (formatter.view, formatter.model) == ("text", "/no/such/model")
    assert pickle.loads(pickle.dumps(ContentFilter(min_words=7))).min_words == 7


EXTRACTION = """
import sys
from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.readers import JsonlReader
from datatrove.pipeline.writers import JsonlWriter
from bbclf.integrations.datatrove import ContentExtractor, ContentFormatter

if __name__ == "__main__":
    step = ContentExtractor if sys.argv[2] == "extractor" else ContentFormatter
    steps = [JsonlReader("in"), step(model=sys.argv[1], threshold=0.95), JsonlWriter("out", compression=None)]
    LocalPipelineExecutor(pipeline=steps, logging_dir="logs").run()
"""


@pytest.mark.engine
@pytest.mark.parametrize("step", ["extractor", "formatter"])
def test_html_in_datatrove(tmp_path: Path, plain_model: Path, environment: dict[str, str], step: str) -> None:
    pytest.importorskip("datatrove", reason="datatrove is not installed: pip install '.[datatrove]'")
    (tmp_path / "in").mkdir()
    start = "<!DOCTYPE html><script>var rain = 'It rained all night.';</script>"
    pages = [f"{start}<nav>Home</nav><p>{PROSE} It was day {i}.</p>" for i in range(5)]
    pages.append("<html>" + "<p>x" * 1_000_001)  # more lines than are read
    lines = [json.dumps({"id": str(i), "text": page}) for i, page in enumerate(pages)]
    (tmp_path / "in/0.jsonl").write_text("\n".join(lines) + "\n")
    (tmp_path / "run.py").write_text(EXTRACTION)
    quiet = {name: value for name, value in environment.items() if name != "PYTHONWARNINGS"}
    command = [sys.executable, "run.py", str(plain_model), step]
    done = subprocess.run(command, cwd=tmp_path, env=quiet, capture_output=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr.decode()
    written = [json.loads(line) for path in tmp_path.glob("out/*") for line in path.read_text().splitlines()]
    labelled = LineClassifier.load(plain_model).label_many(Page.from_html(page) for page in pages[:5])
    expected = [replace(page, threshold=0.95).text for page in labelled]
    assert [document["text"] for document in written] == expected
    assert expected[0] == f"Home\n\n{PROSE} It was day 0."
