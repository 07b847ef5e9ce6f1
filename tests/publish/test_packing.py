from __future__ import annotations

import gzip
import os
from pathlib import Path

import brotli
import pytest

from plugins.core.errors import PublishFailed
from plugins.publish.directory import Directory
from plugins.publish.output import read_output
from plugins.publish.packing import Packer
from plugins.publish.rollback import rollback
from tests.publish.killing import Counting, Failing
from tests.publish.sites import Fast, assert_tidy, online, put_online, read_tree, write_output

PAGE = b"<p>Ideas before the shortlist.</p>\n" * 40
SITE = {
    "index.html": PAGE,
    "posts/a/index.html": PAGE + b"a",
    "posts/b/index.html": PAGE,
    "404.html": b"gone",
    "feeds/all.rss.xml": b"<rss>" + PAGE + b"</rss>",
    "dot.png": b"\x89PNG" + bytes(900),
    "_headers": b"/*\n" * 200,
}
TEXTS = ("feeds/all.rss.xml", "index.html", "posts/a/index.html", "posts/b/index.html")
COPIES = {f"{path}.{ending}" for path in TEXTS for ending in ("br", "gz")}


class Written(Fast):
    """Notes the names of files that are written."""

    def __init__(self) -> None:
        self.names: list[str] = []

    def write(self, path: Path, data: bytes) -> None:
        self.names.append(path.name)
        super().write(path, data)


@pytest.fixture
def packer(tmp_path: Path) -> Packer:
    return Packer(tmp_path / "cache" / "packed", ("br", "gz"))


def _site(folder: Path, **changes: bytes | None) -> Path:
    files = {**SITE, **{name.replace("__", "/") + "/index.html": data for name, data in changes.items()}}
    return write_output(folder, {path: data for path, data in files.items() if data is not None})


def test_each_text_file_gets_a_copy_of_each_encoding(tmp_path: Path, packer: Packer) -> None:
    target = tmp_path / "srv"
    receipt, said = put_online(_site(tmp_path / "one"), target, packer=packer)
    found = online(target)
    assert set(found) == set(SITE) | COPIES
    assert {path: found[path] for path in SITE} == SITE
    for path in TEXTS:
        assert (brotli.decompress(found[f"{path}.br"]), gzip.decompress(found[f"{path}.gz"])) == (SITE[path],) * 2
    assert said[-3:-1] == ["7 added, 0 changed, 0 removed, 0 unchanged", "compressed copies: 8, 8 of them new, 0 gone"]
    assert not [line for line in said if ".br" in line or ".gz" in line]
    assert (receipt.counts.total, receipt.counts.added, receipt.counts.copies) == (7, 7, 8)
    assert set(receipt.files) == set(SITE) | COPIES
    assert receipt.urls.added == ("/", "/404.html", "/posts/a/", "/posts/b/")
    assert_tidy(target)


def test_an_unchanged_file_is_not_compressed_again(tmp_path: Path, packer: Packer) -> None:
    """Two pages with the same content are compressed once."""
    disk, target = Written(), tmp_path / "srv"
    put_online(_site(tmp_path / "one"), target, packer=packer, disk=disk)
    assert len([name for name in disk.names if "brotli" in name]) == 3
    disk.names.clear()
    first = Directory(target).ids()[0]
    _, said = put_online(_site(tmp_path / "two", posts__a=PAGE + b"edited"), target, 1, packer=packer, disk=disk)
    assert len([name for name in disk.names if "brotli" in name or "zlib" in name]) == 2
    assert said[:3] == [
        "~ posts/a/index.html",
        "0 added, 1 changed, 0 removed, 6 unchanged",
        "compressed copies: 8, 2 of them new, 0 gone",
    ]
    release = Directory(target).release(first)
    assert os.path.samefile(release / "index.html.br", target / "current" / "index.html.br")
    assert brotli.decompress(online(target)["posts/a/index.html.br"]) == PAGE + b"edited"


def test_the_same_site_is_published_once(tmp_path: Path, packer: Packer) -> None:
    target, site = tmp_path / "srv", _site(tmp_path / "one")
    first, _ = put_online(site, target, packer=packer)
    second, said = put_online(site, target, 60, packer=packer)
    assert (second, said) == (first, [f"nothing to publish: {first.release} has the same 7 files"])


def test_another_cache_gives_the_same_bytes(tmp_path: Path, packer: Packer) -> None:
    site = _site(tmp_path / "one")
    put_online(site, tmp_path / "srv", packer=packer)
    put_online(site, tmp_path / "other", packer=Packer(tmp_path / "fresh", packer.encodings))
    assert online(tmp_path / "srv") == online(tmp_path / "other")


def test_a_dry_run_says_what_a_real_one_does(tmp_path: Path, packer: Packer) -> None:
    target = tmp_path / "srv"
    put_online(_site(tmp_path / "one"), target, packer=packer)
    before, edited = read_tree(target), _site(tmp_path / "two", posts__a=None, posts__b=b"new" + PAGE)
    proposed, said = put_online(edited, target, 1, packer=packer, dry_run=True)
    assert read_tree(target) == before
    real, told = put_online(edited, target, 1, packer=packer)
    assert (proposed, said) == (real, told[:-1])
    assert "compressed copies: 6, 2 of them new, 2 gone" in said
    assert {path for path in online(target) if path.startswith("posts/a/")} == set()


def test_a_page_that_goes_takes_its_copies_along_and_they_count_for_nothing(tmp_path: Path, packer: Packer) -> None:
    """A site of which a tenth goes has not shrunk by a fifth, though it stops having copies."""
    target = tmp_path / "srv"
    put_online(_site(tmp_path / "one"), target, packer=packer)
    receipt, said = put_online(_site(tmp_path / "two", posts__a=None), target, 1)
    assert set(online(target)) == set(SITE) - {"posts/a/index.html"}
    assert (receipt.counts.removed, receipt.counts.copies, receipt.urls.removed) == (1, 0, ("/posts/a/",))
    assert "compressed copies: 0, 0 of them new, 8 gone" in said


def test_copies_for_a_site_that_had_none_change_no_page(tmp_path: Path, packer: Packer) -> None:
    target, site = tmp_path / "srv", _site(tmp_path / "one")
    put_online(site, target)
    receipt, said = put_online(site, target, 1, packer=packer)
    assert said[:2] == ["0 added, 0 changed, 0 removed, 7 unchanged", "compressed copies: 8, 8 of them new, 0 gone"]
    assert receipt.urls.model_dump() == {"added": (), "changed": (), "removed": ()}


def test_a_copy_that_the_site_brings_along_stays(tmp_path: Path, packer: Packer) -> None:
    own = write_output(tmp_path / "one", {**SITE, "index.html.br": b"made by hand"})
    put_online(own, tmp_path / "srv", packer=packer)
    assert online(tmp_path / "srv")["index.html.br"] == b"made by hand"
    assert set(online(tmp_path / "srv")) == set(SITE) | COPIES


@pytest.mark.parametrize("damage", [b"", b"not brotli"])
def test_a_damaged_cache_is_mended(tmp_path: Path, packer: Packer, damage: bytes) -> None:
    site = _site(tmp_path / "one")
    put_online(site, tmp_path / "srv", packer=packer)
    for path in packer.folder.iterdir():
        path.write_bytes(damage)
    (packer.folder / "stray").mkdir()
    put_online(site, tmp_path / "other", packer=packer)
    assert online(tmp_path / "other") == online(tmp_path / "srv")


def test_a_copy_that_was_damaged_online_is_published_anew(tmp_path: Path, packer: Packer) -> None:
    target, site = tmp_path / "srv", _site(tmp_path / "one")
    put_online(site, target, packer=packer)
    whole = online(target)
    (target / "current" / "index.html.br").write_bytes(b"defaced")
    _, said = put_online(site, target, 1, packer=packer)
    assert "compressed copies: 8, 1 of them new, 0 gone" in said
    assert online(target) == whole
    with pytest.raises(PublishFailed, match="is not what its receipt says"):
        rollback(str(target), echo=lambda line: None)


def test_back_to_a_release_with_its_copies(tmp_path: Path, packer: Packer) -> None:
    target = tmp_path / "srv"
    put_online(_site(tmp_path / "one"), target, packer=packer)
    before = online(target)
    put_online(_site(tmp_path / "two", posts__b=PAGE * 2), target, 1, packer=packer)
    rollback(str(target), echo=lambda line: None)
    assert online(target) == before


def test_what_nobody_uses_any_more_goes_where_much_of_it_lies_there(tmp_path: Path, packer: Packer) -> None:
    site = read_output(_site(tmp_path / "one"))
    packer.pack(site, Fast())
    used = set(os.listdir(packer.folder))
    idle = {f"{n:064x}.{n:064x}.zlib-0" for n in range(len(used) + 500)}
    for name in idle:
        (packer.folder / name).touch()
    packer.pack(site, Fast())
    assert set(os.listdir(packer.folder)) == used | idle
    (packer.folder / "one-more").touch()
    packer.pack(site, Fast())
    assert set(os.listdir(packer.folder)) == used


def test_without_encodings_there_is_no_copy_and_no_cache(tmp_path: Path) -> None:
    packer = Packer(tmp_path / "none", ())
    put_online(_site(tmp_path / "one"), tmp_path / "srv", packer=packer)
    assert online(tmp_path / "srv") == SITE
    assert not packer.folder.exists()


def test_a_disk_that_fails_while_copies_are_kept_does_no_harm(tmp_path: Path, packer: Packer) -> None:
    """Whatever is left behind, the next publish is whole."""
    site = _site(tmp_path / "one")
    whole = Counting()
    put_online(site, tmp_path / "other", packer=Packer(tmp_path / "fresh", packer.encodings), disk=whole)
    kept = whole.done.index("open_lock")
    assert kept > 10
    for number in range(1, kept + 1):
        target = tmp_path / f"srv-{number}"
        with pytest.raises(PublishFailed, match="No space left on device"):
            put_online(site, target, packer=packer, disk=Failing(number, for_good=True))
        assert not (target / "current").exists()
    put_online(site, tmp_path / "srv", packer=packer)
    assert online(tmp_path / "srv") == online(tmp_path / "other")
