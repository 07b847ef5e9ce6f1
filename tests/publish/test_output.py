from __future__ import annotations

from pathlib import Path

import pytest

from plugins.core.errors import Misconfigured, PublishFailed
from plugins.publish.output import read_output
from tests.publish.sites import OLD, URL, write_output


def test_all_but_what_stays_at_home(tmp_path: Path) -> None:
    output = read_output(write_output(tmp_path, {**OLD, ".well-known/x": b"1"}))
    assert set(output.files) == {*OLD, ".well-known/x"}
    assert output.url == URL


def test_the_share_kit_goes_online_where_it_is_wanted(tmp_path: Path) -> None:
    kit = {"_waypost/share/index.html": b"all", "_waypost/share/posts/a.html": b"a"}
    write_output(tmp_path, {**OLD, **kit})
    assert set(read_output(tmp_path).files) == {*OLD}
    output = read_output(tmp_path, share=True)
    assert set(output.files) == {*OLD, *kit}
    assert list(output.files) == sorted(output.files)


def test_the_output_may_be_a_link_and_is_pinned(tmp_path: Path) -> None:
    write_output(tmp_path / "builds" / "1", OLD)
    (tmp_path / "output").symlink_to("builds/1")
    assert read_output(tmp_path / "output").root == (tmp_path / "builds" / "1").resolve()


def test_no_output(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured, match=r"nowhere holds no built site .*posts\.json.*: run \./inv build"):
        read_output(tmp_path / "nowhere")
    (tmp_path / "index.html").write_bytes(b"by hand")
    with pytest.raises(Misconfigured, match="holds no built site"):
        read_output(tmp_path)


def test_an_output_of_another_version(tmp_path: Path) -> None:
    write_output(tmp_path, OLD)
    manifest = tmp_path / "_waypost" / "posts.json"
    manifest.write_text(manifest.read_text().replace('"version":1', '"version":2'))
    with pytest.raises(Misconfigured, match="not of this version"):
        read_output(tmp_path)


def test_a_preview_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured, match="is a preview") as refused:
        read_output(write_output(tmp_path, OLD, preview=True))
    assert refused.value.exitcode == 2


def test_nothing_for_readers(tmp_path: Path) -> None:
    with pytest.raises(Misconfigured, match="no files for readers"):
        read_output(write_output(tmp_path, {}))


def test_links_are_refused(tmp_path: Path) -> None:
    (write_output(tmp_path, OLD) / "secret").symlink_to("/etc/hostname")
    with pytest.raises(PublishFailed, match="not links or devices: secret"):
        read_output(tmp_path)
