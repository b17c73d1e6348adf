"""What looks at a change of the knowledge before it counts: the hook of a commit, the job of a pull request."""

import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from main import _parser
from tests.conftest import ROOT


def _read(name: str) -> Any:
    return yaml.load((ROOT / name).read_text(encoding="utf-8"), yaml.BaseLoader)


@pytest.mark.skipif(not shutil.which("sh"), reason="git brings sh where it runs hooks")
def test_the_hook_refuses_a_commit_with_a_mistake(sample: Path) -> None:
    [hook] = [hook for repo in _read(".pre-commit-config.yaml")["repos"] for hook in repo["hooks"]]
    assert re.match(hook["files"], "knowledge/topics/pets/articles/cats.yaml")
    (sample / "base.yaml").write_text("released: 31.12.2026\ntopics: [moving, pets]\n")
    environment = {**os.environ, "KNOWLEDGE_DIR": str(sample), "LC_ALL": "ru_RU.UTF-8", "PYTHONUTF8": "1"}
    ran = subprocess.run(
        shlex.split(hook["entry"]), cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert ran.returncode == 1, ran.stderr
    assert "base.yaml:1:1: ошибка KB153" in ran.stdout


def test_the_job_of_a_pull_request_runs_a_command_that_exists_with_pinned_actions() -> None:
    steps = _read(".github/workflows/knowledge.yaml")["jobs"]["check"]["steps"]
    assert all(re.search(r"@v\d+\.\d+\.\d+$", step["uses"]) for step in steps if "uses" in step)
    commands = [step["run"] for step in steps if "run" in step]
    [check] = [command for command in commands if "main.py" in command]
    options = _parser("check").parse_args(shlex.split(check.partition("main.py ")[2]))
    assert (options.github, options.json) == (True, False)
    for lock in re.findall(r"\S+\.lock", " ".join([*commands, *(str(step.get("with")) for step in steps)])):
        assert (ROOT / lock.strip("'")).exists(), lock
