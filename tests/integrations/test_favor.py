"""A favor in the adapters: the model's thresholds of that name, as in the library."""

from __future__ import annotations

from pathlib import Path

import pytest

from bbclf.errors import InputError
from bbclf.model import Model, load_model, save_model
from bbclf.view import VIEWS
from tests.support.prose import PROSE

PAGE = f"<nav>Home</nav><p>{PROSE}</p>"


@pytest.fixture
def favoring(tmp_path: Path, plain_model: Path) -> str:
    """The plain model with a favor for recall by which everything is content."""
    model = load_model(plain_model)
    favor = {"precision": dict.fromkeys(VIEWS, 0.5), "recall": dict.fromkeys(VIEWS, 0.95)}
    save_model(Model(model.lexical, model.networks, {**model.manifest, "favor": favor}), tmp_path / "m", "# Card\n")
    return str(tmp_path / "m")


def test_datatrove(favoring: str) -> None:
    pytest.importorskip("datatrove", reason="datatrove is not installed: pip install '.[datatrove]'")
    from datatrove.data import Document

    from bbclf.integrations.datatrove import ContentExtractor, ContentFormatter

    assert ContentExtractor(favoring, favor="recall").extract(PAGE) == f"Home\n\n{PROSE}"
    assert ContentExtractor(favoring, favor="precision").extract(PAGE) == PROSE
    formatter = ContentFormatter("html", favoring, favor="recall")
    assert [document.text for document in formatter.run([Document(PAGE, "0")])] == [f"Home\n\n{PROSE}"]
    with pytest.raises(InputError, match="contradict each other"):
        ContentExtractor(threshold=0.5, favor="recall")


def test_spark(favoring: str) -> None:
    pytest.importorskip("pyspark", reason="pyspark is not installed: pip install '.[spark]'")
    import pandas as pd

    from bbclf.integrations.spark import add_content, content_udf

    frame = pd.DataFrame({"html": [PAGE, None]})
    (added,) = add_content("html", view="html", model=favoring, favor="recall")(iter([frame]))
    assert added["content"].tolist() == [f"Home\n\n{PROSE}", None]
    with pytest.raises(InputError, match="contradict each other"):
        content_udf(threshold=0.5, favor="recall")
