"""The code host's workflows and forms: valid, pinned, without rights that they do not need, and their steps run."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from glossary.settings import load_settings
from tests.conftest import ROOT

GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
FORMS = sorted(path for path in (GITHUB / "ISSUE_TEMPLATE").glob("*.yml") if path.name != "config.yml")
BIN = Path(sys.executable).parent


def workflow(name: str) -> dict[str, Any]:
    return dict(yaml.safe_load((GITHUB / "workflows" / name).read_text(encoding="utf-8")))


def script(name: str, job: str, step: str) -> str:
    """What a step of a workflow runs."""
    return str(next(s["run"] for s in workflow(name)["jobs"][job]["steps"] if s.get("name") == step))


@pytest.mark.parametrize(
    ("schema", "files"),
    [
        ("vendor.github-workflows", WORKFLOWS),
        ("vendor.github-issue-forms", FORMS),
        ("vendor.github-issue-config", [GITHUB / "ISSUE_TEMPLATE/config.yml"]),
        ("vendor.dependabot", [GITHUB / "dependabot.yml"]),
    ],
)
def test_every_file_is_what_the_code_host_expects(schema: str, files: list[Path]) -> None:
    command = [str(BIN / "check-jsonschema"), "--builtin-schema", schema, *map(str, files)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


def test_a_linter_for_the_safety_of_workflows_finds_nothing() -> None:
    command = [str(BIN / "zizmor"), "--offline", "--no-progress", "--persona", "regular", str(GITHUB)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_actions_are_pinned_by_commit_and_say_their_version(path: Path) -> None:
    uses = re.findall(r"uses: (.*)", path.read_text(encoding="utf-8"))
    assert uses
    assert [line for line in uses if not re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line)] == []


def test_code_from_strangers_runs_without_secrets_or_rights() -> None:
    check = workflow("check.yml")
    # YAML 1.1 reads the key `on` as true.
    assert check[True] == {"pull_request": None}
    assert check["permissions"] == {"contents": "read"}
    assert all("permissions" not in job for job in check["jobs"].values())
    for path in WORKFLOWS:
        text = path.read_text(encoding="utf-8")
        assert "secrets." not in text
        assert "pull_request_target" not in text
        assert text.count("persist-credentials: false") == text.count("uses: actions/checkout@")


@pytest.mark.parametrize("name", ["publish.yml", "review.yml", "propose.yml"])
def test_a_job_that_may_write_runs_nothing_of_this_repository(name: str) -> None:
    for job in workflow(name)["jobs"].values():
        if "write" in job.get("permissions", {}).values():
            commands = "\n".join(step.get("run", "") for step in job["steps"])
            assert not re.search(r"\bmake\b|python|\.venv|\./", commands)


def test_the_form_for_a_term_offers_the_categories_and_roles_of_the_glossary() -> None:
    settings = load_settings(ROOT)
    form = yaml.safe_load((GITHUB / "ISSUE_TEMPLATE/propose-a-term.yml").read_text(encoding="utf-8"))
    fields = {field["id"]: field["attributes"] for field in form["body"]}
    assert fields["category"]["options"] == [category.title for category in settings.categories]
    for role in settings.roles:
        assert fields[role.slug]["label"] == role.title


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with one term and a remote, and a `gh` that writes down what it is asked."""
    for command in (
        ["git", "init", "--quiet", "--bare", "remote"],
        ["git", "init", "--quiet", "--initial-branch", "main", "work"],
        ["git", "-C", "work", "remote", "add", "origin", "../remote"],
    ):
        subprocess.run(command, cwd=tmp_path, check=True)
    (tmp_path / "work/terms").mkdir()
    (tmp_path / "work/terms/token.md").write_text("old\n")
    (tmp_path / "draft").mkdir()
    (tmp_path / "bin").mkdir()
    gh = tmp_path / "bin/gh"
    gh.write_text(f'#!/bin/sh\necho "$@" >> {tmp_path}/asked\n')
    gh.chmod(0o755)
    identity = ["-c", "user.name=a", "-c", "user.email=a@example.org"]
    subprocess.run(["git", "-C", "work", "add", "."], cwd=tmp_path, check=True)
    subprocess.run(["git", "-C", "work", *identity, "commit", "--quiet", "-m", "first"], cwd=tmp_path, check=True)
    return tmp_path


def open_pull_request(checkout: Path, slug: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-e", "-c", script("propose.yml", "open", "Open the pull request")],
        cwd=checkout / "work",
        env={
            "PATH": f"{checkout / 'bin'}:{os.environ['PATH']}",
            "HOME": str(checkout),
            "RUNNER_TEMP": str(checkout),
            "SLUG": slug,
            "ISSUE": "7",
        },
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_draft_becomes_a_branch_and_a_pull_request(checkout: Path) -> None:
    (checkout / "draft/new-term.md").write_text("draft\n")
    result = open_pull_request(checkout, "new-term")
    assert result.returncode == 0, result.stderr
    shown = ["git", "-C", str(checkout / "remote"), "show", "term/new-term-7:terms/new-term.md"]
    assert subprocess.run(shown, capture_output=True, text=True, check=True).stdout == "draft\n"
    assert "pr create --title New term: new-term" in (checkout / "asked").read_text()


@pytest.mark.parametrize("slug", ["../evil", "a b", "$(touch owned)", "-rf", "", "A", "a\nb", "token"])
def test_a_name_that_is_no_new_term_opens_nothing(checkout: Path, slug: str) -> None:
    (checkout / "draft/token.md").write_text("draft\n")
    assert open_pull_request(checkout, slug).returncode != 0
    assert not (checkout / "asked").exists()
    assert not (checkout / "work/owned").exists()


def test_a_draft_that_is_a_link_to_another_file_opens_nothing(checkout: Path) -> None:
    (checkout / "draft/new-term.md").symlink_to("/etc/passwd")
    assert open_pull_request(checkout, "new-term").returncode != 0
    assert not (checkout / "asked").exists()
