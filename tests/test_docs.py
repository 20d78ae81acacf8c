"""What the documents say is short, complete and still true."""

import re
import shlex
from pathlib import Path

import pytest
from typer.main import get_command

from mudong.cli.main import COMMANDS, build_app
from mudong.spec.request import Request

ROOT = Path(__file__).parents[1]
READMES = [ROOT / "README.md", ROOT / "README.ko.md"]


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_a_readme_fits_on_150_lines_and_maps_every_package(readme: Path):
    text = readme.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 150
    for package in (ROOT / "src" / "mudong").glob("*/__init__.py"):
        assert re.search(rf"^\| `{package.parent.name}` \|", text, re.MULTILINE), package.parent.name


@pytest.mark.parametrize("document", [*READMES, *sorted((ROOT / "docs").rglob("*.md"))], ids=lambda path: path.name)
def test_links_and_named_sources_exist(document: Path):
    text = document.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#:]+)\)", text):
        assert (document.parent / target).exists(), target
    for source in re.findall(r"`(?:src/mudong/)?((?:spec|media|motion|engine|cli)/[\w/]+\.py)`", text):
        assert (ROOT / "src" / "mudong" / source).exists(), source


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_every_command_of_a_readme_parses(readme: Path):
    lines = re.findall(r"^    (?:\.venv/bin/)?mudong (.+)$", readme.read_text(encoding="utf-8"), re.MULTILINE)
    commands = get_command(build_app()).commands  # type: ignore[attr-defined]
    assert {shlex.split(line)[0] for line in lines} >= {"dance", "check", "joints"}
    for line in lines:
        name, *arguments = shlex.split(line, comments=True)
        commands[name].make_context(name, arguments)


def test_a_decision_is_one_page_with_its_four_parts():
    decisions = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert [int(path.name[:4]) for path in decisions] == list(range(1, len(decisions) + 1))
    for path in decisions:
        text = path.read_text(encoding="utf-8")
        assert len(text.splitlines()) <= 60, path.name
        for part in ("**Context.**", "**Choice.**", "**Price.**", "**Revisit**"):
            assert part in text, f"{path.name}: {part}"


def test_the_request_of_the_line_is_a_request_with_the_defaults():
    text = (ROOT / "docs" / "line.md").read_text(encoding="utf-8")
    example = re.search(r"```json\n(.*?)```", text, re.DOTALL)
    assert example
    request = Request.from_json(example[1])
    assert request == Request(conditions=request.conditions)


def test_every_command_is_in_the_changelog():
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert all(f"`mudong {name}`" in text for name in COMMANDS)
