from __future__ import annotations

import json
from pathlib import Path

import pytest
from pydantic import ValidationError

from plugins.core.errors import PublishFailed
from plugins.publish.plan import compare
from plugins.publish.receipt import Counts, Receipt, dump, load, receipt_of
from plugins.publish.tree import measure
from tests.publish.sites import NEW, OLD, URL, write_output

RELEASE = "20261121T203301Z-1a2b3c4d"


@pytest.fixture
def receipt(tmp_path: Path) -> Receipt:
    trees = [measure(write_output(tmp_path / name, files), skip="_waypost") for name, files in (("1", OLD), ("2", NEW))]
    return receipt_of(compare(*trees), RELEASE, URL, "20261120T000000Z-00000000")


def test_it_says_what_changed(receipt: Receipt) -> None:
    assert receipt.urls.added == ("/posts/c/",)
    assert receipt.urls.changed == ("/", "/posts/b/")
    assert receipt.urls.removed == ("/posts/a/",)
    assert receipt.counts == Counts(added=1, changed=2, removed=1, unchanged=3, total=6)
    assert set(receipt.files) == set(NEW)
    assert receipt.files["posts/c/index.html"].size == 1


def test_it_is_kept_as_json_with_sorted_keys(receipt: Receipt, tmp_path: Path) -> None:
    data = dump(receipt)
    assert data == dump(receipt)
    assert data.endswith(b"}\n")
    found = json.loads(data)
    assert (
        list(found)
        == sorted(found)
        == [
            "addresses",
            "counts",
            "feeds",
            "files",
            "former",
            "posts",
            "release",
            "url",
            "urls",
            "version",
        ]
    )
    assert list(found["files"]) == sorted(NEW)
    assert found["version"] == 1
    (tmp_path / "receipt.json").write_bytes(data)
    assert load(tmp_path / "receipt.json") == receipt


def test_a_lost_receipt_is_none_and_a_strange_one_is_told(receipt: Receipt, tmp_path: Path) -> None:
    path = tmp_path / "receipt.json"
    assert load(path) is None
    for text in ("", "[]", dump(receipt).decode().replace('"version": 1', '"version": 2')):
        path.write_text(text)
        with pytest.raises(PublishFailed, match=r"receipt\.json is no receipt of this version.*move it away"):
            load(path)


def test_it_does_not_change(receipt: Receipt) -> None:
    with pytest.raises(ValidationError, match="frozen"):
        receipt.release = "x"  # type: ignore[misc]
