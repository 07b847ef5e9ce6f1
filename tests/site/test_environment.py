"""What `./inv` makes its environment with: the real script, in a folder with a package and tasks of its own."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.site.blog import ROOT

PYTHON = Path(sys.base_prefix, "bin", f"python{sys.version_info[0]}.{sys.version_info[1]}")
"""No Python of an environment: what ends in `.venv` is made from this one."""
SLOW, QUICK, OLD = "slow", "quick", "old"


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A folder with `inv`, a lock of one package that lies in it, and tasks that tell what they were asked."""
    folder = tmp_path / "bare"
    for module in ("plugins/__init__", "plugins/posts/__init__", "plugins/cache/__init__"):
        (folder / module).parent.mkdir(parents=True, exist_ok=True)
        (folder / f"{module}.py").touch()
    shutil.copy(ROOT / "inv", folder)
    (folder / "plugins/posts/packages.py").write_text(
        f"import os\n\n\ndef is_optimized():\n    return os.environ.get('BUILT') != '{SLOW}'\n"
    )
    (folder / "plugins/cache/ahead.py").write_text("def begin(*_):\n    pass\n")
    (folder / "tasks.py").write_text("import sys\n\n\ndef main():\n    print('asked', *sys.argv[1:])\n")
    _lock(folder, _wheel(folder))
    return folder


def _wheel(folder: Path) -> Path:
    wheel = folder / "thing-1.0-py3-none-any.whl"
    told = {"METADATA": "Metadata-Version: 2.1\nName: thing\nVersion: 1.0\n", "RECORD": ""}
    told["WHEEL"] = "Wheel-Version: 1.0\nGenerator: a test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    with zipfile.ZipFile(wheel, "w") as archive:
        for name, text in told.items():
            archive.writestr(f"thing-1.0.dist-info/{name}", text)
    return wheel


def _lock(folder: Path, wheel: Path) -> None:
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    (folder / "requirements.txt").write_text(f"thing @ {wheel.as_uri()} --hash=sha256:{digest}\n")


def _place(folder: Path, name: str, built: str) -> Path:
    """A Python on PATH that is this one, and says of itself how it was built."""
    python = folder / name
    folder.mkdir(exist_ok=True)
    old = 'case "$2" in *version_info*) exit 1;; esac\n' if built == OLD else ""
    python.write_text(f'#!/bin/sh\n{old}BUILT={built} exec "{PYTHON}" "$@"\n')
    python.chmod(0o755)
    return python


def _inv(folder: Path, *folders: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    tools = folder / "tools"  # all that the script calls but a Python, so that none of this machine's is found
    tools.mkdir(exist_ok=True)
    for name in "sh dirname env grep rm awk cat cmp cp mkdir mv sleep timeout".split():
        if not (tools / name).exists():
            (tools / name).symlink_to(str(shutil.which(name)))
    path = os.pathsep.join(map(str, [*folders, tools]))
    return subprocess.run(
        [str(folder / "inv"), "build", "--now"],
        env={"PATH": path, "HOME": str(folder), **settings},
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


def test_the_first_is_taken_where_it_is_quick(bare: Path, tmp_path: Path) -> None:
    first, later = _place(tmp_path / "a", "python3", QUICK), _place(tmp_path / "b", "python3", QUICK)
    ran = _inv(bare, first.parent, later.parent)
    assert (ran.returncode, ran.stdout) == (0, "asked build --now\n"), ran.stderr
    assert f"({first}), once" in ran.stderr
    assert "--enable-optimizations" not in ran.stderr
    assert list(bare.glob(".venv/lib/python3*/site-packages/thing-1.0.dist-info"))


def test_a_quick_one_goes_before_a_slow_one_and_that_is_said(bare: Path, tmp_path: Path) -> None:
    first, later = _place(tmp_path / "a", "python3", SLOW), _place(tmp_path / "b", "python3.11", QUICK)
    ran = _inv(bare, first.parent, later.parent)
    assert ran.returncode == 0, ran.stderr
    assert f"({later}), once" in ran.stderr
    assert f"{first} was built without --enable-optimizations" in ran.stderr
    assert f"rm -r .venv; PYTHON={first} ./inv" in ran.stderr


def test_who_names_one_gets_it(bare: Path, tmp_path: Path) -> None:
    slow, quick = _place(tmp_path / "a", "python3.13", SLOW), _place(tmp_path / "b", "python3", QUICK)
    ran = _inv(bare, slow.parent, quick.parent, PYTHON=str(slow))
    assert ran.returncode == 0, ran.stderr
    assert f"({slow}), once" in ran.stderr


def test_a_slow_one_alone_is_taken_and_said(bare: Path, tmp_path: Path) -> None:
    old, slow = _place(tmp_path / "a", "python3", OLD), _place(tmp_path / "b", "python3", SLOW)
    ran = _inv(bare, old.parent, slow.parent, BUILT=SLOW)
    assert ran.returncode == 0, ran.stderr
    assert f"({slow}), once" in ran.stderr
    assert "this Python was built without --enable-optimizations" in ran.stderr


ODD = {
    "reads what it is given": "cat >/dev/null\nexit 1\n",
    "says something else": "echo rubbish\n",
    "says it and fails": "echo yes\nexit 1\n",
    "is no program": None,
}


@pytest.mark.parametrize("said", ODD.values(), ids=ODD)
def test_what_only_calls_itself_python_is_passed_over(bare: Path, tmp_path: Path, said: str | None) -> None:
    odd, good = tmp_path / "a" / "python3", _place(tmp_path / "b", "python3", QUICK)
    if said is None:
        odd.mkdir(parents=True)
    else:
        odd.parent.mkdir()
        odd.write_text(f"#!/bin/sh\n{said}")
        odd.chmod(0o755)
    ran = _inv(bare, odd.parent, good.parent)
    assert ran.returncode == 0, ran.stderr
    assert f"({good}), once" in ran.stderr


def test_one_that_makes_no_environment_goes_behind_one_that_does(bare: Path, tmp_path: Path) -> None:
    first, good = _place(tmp_path / "a", "python3", QUICK), _place(tmp_path / "b", "python3", QUICK)
    first.write_text(first.read_text().replace("#!/bin/sh\n", "#!/bin/sh\ncase $2 in *ensurepip*) exit 1;; esac\n"))
    ran = _inv(bare, first.parent, good.parent)
    assert ran.returncode == 0, ran.stderr
    assert f"({good}), once" in ran.stderr
    assert "--enable-optimizations" not in ran.stderr


def test_path_is_taken_as_it_stands(bare: Path, tmp_path: Path) -> None:
    (tmp_path / "a[b]").mkdir()
    beside, good = _place(tmp_path / "ab", "python3", QUICK), _place(tmp_path / "c d", "python3", QUICK)
    ran = _inv(bare, tmp_path / "a[b]", Path("no such"), good.parent)
    assert ran.returncode == 0, ran.stderr
    assert f"({good}), once" in ran.stderr
    assert str(beside) not in ran.stderr


@pytest.mark.parametrize("named", [{}, *({"PYTHON": name} for name in ("python3", "no/such", "exit", "true", "fail"))])
def test_none_that_is_recent_enough_is_said_in_a_line(bare: Path, tmp_path: Path, named: dict[str, str]) -> None:
    ran = _inv(bare, _place(tmp_path / "a", "python3", OLD).parent, **named)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "Python 3.11 or later" in ran.stderr
    assert len(ran.stderr.splitlines()) == 1
    assert not (bare / ".venv").exists()


def test_what_cannot_be_installed_leaves_the_former_environment(bare: Path, tmp_path: Path) -> None:
    places = [_place(tmp_path / "a", "python3", QUICK).parent]
    _inv(bare, *places)
    (bare / "requirements.txt").write_text("thing==2.0 --hash=sha256:" + "0" * 64 + "\n")
    (bare / ".venv/mine").touch()
    ran = _inv(bare, *places, PIP_NO_INDEX="1")
    assert ran.returncode == 2
    assert "could not install the packages of requirements.txt" in ran.stderr
    assert (bare / ".venv/mine").exists()
    assert not (bare / ".venv.former").exists()
