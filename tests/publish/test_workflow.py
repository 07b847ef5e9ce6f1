"""The ready workflow says what the README promises."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

PATH = Path(__file__).parents[2] / ".github" / "workflows" / "publish.yml"


@pytest.fixture(scope="module")
def flow() -> dict[str, Any]:
    found = yaml.load(PATH.read_text(encoding="utf-8"), yaml.BaseLoader)  # "on" is a word here, not a truth
    assert isinstance(found, dict)
    return found


def runs(job: dict[str, Any]) -> list[str]:
    return [step["run"] for step in job["steps"] if "run" in step]


def uses(job: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Action without version → the last step that uses it."""
    return {step["uses"].partition("@")[0]: step for step in job["steps"] if "uses" in step}


def test_when_it_runs(flow: dict[str, Any]) -> None:
    assert set(flow["on"]) == {"pull_request", "push", "schedule", "workflow_dispatch"}
    assert flow["on"]["push"] == {"branches": ["main"]}
    assert [re.fullmatch(r"[1-5]?\d \* \* \* \*", entry["cron"]) is not None for entry in flow["on"]["schedule"]] == [
        True
    ]


def test_a_pull_request_is_checked_and_publishes_nothing(flow: dict[str, Any]) -> None:
    check = flow["jobs"]["check"]
    assert check["if"] == "github.event_name == 'pull_request'"
    assert runs(check) == ["./inv check --format github"]
    assert "permissions" not in check
    for name in ("publish", "deploy"):
        job = flow["jobs"][name]
        assert job.get("needs") == "publish" or "github.event_name != 'pull_request'" in job["if"]
    assert "github.ref == 'refs/heads/main'" in flow["jobs"]["publish"]["if"]


def test_main_is_published_and_handed_to_pages(flow: dict[str, Any]) -> None:
    publish, deploy = flow["jobs"]["publish"], flow["jobs"]["deploy"]
    command, hourly = runs(publish)
    assert hourly == f"{command} --hold-back"
    conditions = [step["if"] for step in publish["steps"] if "run" in step]
    assert conditions == ["github.event_name != 'schedule'", "github.event_name == 'schedule'"]
    assert uses(publish)["actions/checkout"]["with"]["fetch-depth"] == "0"  # what --hold-back looks through
    target = command.removeprefix("./inv publish --target ")
    assert re.fullmatch(r"[\w./-]+", target)
    steps = uses(publish)
    assert steps["actions/upload-pages-artifact"]["with"]["path"] == f"{target}/current/"
    assert "actions/configure-pages" in steps
    assert steps["actions/cache"]["with"]["path"] == target
    assert list(uses(deploy)) == ["actions/deploy-pages"]
    assert deploy["environment"]["name"] == "github-pages"


def test_the_environment_is_cached_by_its_lock(flow: dict[str, Any]) -> None:
    for job in (flow["jobs"]["check"], flow["jobs"]["publish"]):
        names = list(uses(job))
        assert names[:2] == ["actions/checkout", "actions/setup-python"]
        caches = [step["with"] for step in job["steps"] if step.get("uses", "").startswith("actions/cache@")]
        assert caches[0]["path"] == ".venv"
        assert "hashFiles('requirements.txt')" in caches[0]["key"]
        assert "steps.python.outputs.python-version" in caches[0]["key"]
        assert "restore-keys" not in caches[0]  # an environment of another lock is no use


def test_no_right_that_is_not_needed(flow: dict[str, Any]) -> None:
    assert flow["permissions"] == {"contents": "read"}
    assert flow["jobs"]["publish"]["permissions"] == {"contents": "read", "pages": "read"}
    assert flow["jobs"]["deploy"]["permissions"] == {"pages": "write", "id-token": "write"}
    for job in flow["jobs"].values():
        assert int(job["timeout-minutes"]) <= 30
        checkout = uses(job).get("actions/checkout")
        assert not checkout or checkout["with"]["persist-credentials"] == "false"
        assert all(re.fullmatch(r"actions/[\w-]+@v\d+", step["uses"]) for step in job["steps"] if "uses" in step)
        # Text of a pull request is never run: a command has no expression in it.
        assert not any("${{" in run for run in runs(job))


def test_two_publishes_never_overlap(flow: dict[str, Any]) -> None:
    group = flow["concurrency"]
    assert (
        group["group"] == "${{ github.event_name == 'pull_request' && format('check-{0}', github.ref) || 'publish' }}"
    )
    assert group["cancel-in-progress"] == "${{ github.event_name == 'pull_request' }}"
