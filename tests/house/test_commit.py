"""What may not stand in a commit, and what the README promises."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TOP = {
    *(
        ".ci .github .gitignore CHANGELOG.md CONTRIBUTING.md LICENSE README.md bench content inv pelicanconf.py plugins"
    ).split(),
    *("pyproject.toml requirements-test.txt requirements.txt tasks.py tests theme").split(),
}


def files() -> list[Path]:
    """The files of the project: git's, or in an unpacked archive all that is not made by running it."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True)
    names = [name for name in listed.stdout.split("\0") if name]
    made = {".venv", ".waypost", "output", "public", ".git"}
    every = [p.relative_to(ROOT) for p in ROOT.rglob("*") if p.is_file()] if not names else [Path(n) for n in names]
    return [ROOT / p for p in every if p.parts[0] not in made and (ROOT / p).is_file()]


def texts() -> list[tuple[str, str]]:
    found = []
    for path in files():
        data = path.read_bytes()
        if b"\0" not in data:
            found.append((path.relative_to(ROOT).as_posix(), data.decode("utf-8")))
    return found


def test_nothing_else_stands_at_the_top_level() -> None:
    assert {path.relative_to(ROOT).parts[0] for path in files()} <= TOP


def test_locks_have_versions_and_hashes_and_no_address() -> None:
    for name in ("requirements.txt", "requirements-test.txt"):
        text = (ROOT / name).read_text()
        assert not re.search(r"https?://|--(extra-)?index|--find-links|file:", text), name
        packages = re.findall(r"^([a-z0-9][^\s;]*)", text, re.M | re.I)
        assert packages
        assert all("==" in package for package in packages)
        assert text.count("--hash=sha256:") >= len(packages)


@pytest.mark.parametrize("folder", ["tests/browser", "tests/browser/lighthouse"])
def test_locks_of_npm_have_versions_and_hashes_and_no_address(folder: str) -> None:
    asked = json.loads((ROOT / folder / "package.json").read_text())["devDependencies"]
    locked = json.loads((ROOT / folder / "package-lock.json").read_text())["packages"]
    assert locked.pop("")["devDependencies"] == asked
    assert all(re.fullmatch(r"[0-9.]+", version) for version in asked.values())
    assert {name.removeprefix("node_modules/") for name in locked} >= set(asked)
    for name, package in locked.items():
        assert package["integrity"].startswith("sha512-"), name
        assert "resolved" not in package, name


def test_no_path_of_a_machine_and_no_host_of_a_registry() -> None:
    hosts = ["py" + "pi.org", "python" + "hosted.org", "npm" + "js.org", "deb." + "debian.org"]
    paths = ["/" + "work/", "/" + "root/", "/" + "farm/"]
    for name, text in texts():
        for word in (*hosts, *paths):
            assert word not in text, f"{name} has {word}"


def test_every_task_and_every_dependency_stands_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text()
    tasks = re.findall(r"^@told\ndef (\w+)", (ROOT / "tasks.py").read_text(), re.M)
    assert len(tasks) >= 7
    for task in tasks:
        assert f"./inv {task}" in readme, task
    project = (ROOT / "pyproject.toml").read_text()
    listed = re.search(r"dependencies = \[(.*?)\]", project, re.S)
    assert listed
    for package in re.findall(r'"([A-Za-z0-9-]+)', listed[1]):
        assert re.search(rf"^\| {re.escape(package)} +\|", readme, re.M | re.I), (
            f"the README does not say why {package}"
        )


def test_the_readme_names_every_room() -> None:
    readme = (ROOT / "README.md").read_text()
    for room in (path.name for path in (ROOT / "plugins").iterdir() if (path / "__init__.py").is_file()):
        assert f"{room}/" in readme, room


@pytest.mark.parametrize("name", ["CHANGELOG.md", "CONTRIBUTING.md", "LICENSE"])
def test_the_papers_are_there(name: str) -> None:
    assert len((ROOT / name).read_text()) > 300


def test_ci_calls_the_second_command_and_nothing_else() -> None:
    lines = [line for line in (ROOT / ".ci/run").read_text().splitlines() if line and not line.startswith("#")]
    assert lines[-1] == "exec ./inv test"
    assert len(lines) <= 3
