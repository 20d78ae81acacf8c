"""The map of the design is kept: the contracts name every package, they bite, and light imports stay light."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = {path.parent.name for path in (ROOT / "src/mudong").glob("*/__init__.py")}
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
CONTRACTS = {contract["id"]: contract for contract in SETTINGS["contracts"]}
TORCH_FREE = {"spec", "media", "language", "motion", "world", "serve"}


def _layers(contract: str = "layers") -> dict[str, bool]:
    """Every package of the map -> whether the contract takes it for optional."""
    names = [name.strip() for row in CONTRACTS[contract]["layers"] for name in row.split("|")]
    return {name.strip("()"): name.startswith("(") for name in names}


def test_a_package_that_exists_is_no_longer_optional_and_one_that_does_not_is():
    assert {name for name, optional in _layers().items() if not optional} == PACKAGES


def test_torch_free_packages_that_exist_are_named_whole():
    sources = set(CONTRACTS["torch-free"]["source_modules"])
    assert sources == {f"mudong.{name}" if name in PACKAGES else f"mudong.{name}.**" for name in TORCH_FREE}


def test_the_world_is_named_whole_once_it_exists():
    forbidden = "mudong.world" if "world" in PACKAGES else "mudong.world.**"
    assert CONTRACTS["engine-not-world"]["forbidden_modules"] == [forbidden]


@pytest.mark.parametrize(
    ("module", "imports", "broken"),
    [
        ("spec/a.py", "import mudong.engine", "layers"),
        ("media/a.py", "from mudong.motion import x", "layers"),
        ("train/a.py", "import mudong.evaluate", "layers"),
        ("language/a.py", "import mudong.sequence", "layers"),
        ("engine/a.py", "import mudong.world.a", "engine-not-world"),
        ("world/a.py", "import torch", "torch-free"),
        ("media/a.py", "import torch", "torch-free"),
        ("engine/a.py", "import torch, mudong.motion, mudong.models, mudong.diffusion", None),
        ("serve/a.py", "import mudong.engine, mudong.spec", None),
        ("serve/ledger/a.py", "import mudong.serve.jobs", "serve-layers"),
        ("serve/jobs/a.py", "import mudong.serve.ledger, mudong.serve.storage", None),
    ],
)
def test_the_contracts_bite(tmp_path: Path, module: str, imports: str, broken: str | None):
    """In an empty copy of the whole map, one import decides."""
    (tmp_path / "pyproject.toml").write_text((ROOT / "pyproject.toml").read_text(encoding="utf-8"), encoding="utf-8")
    for name in ("", *_layers(), *(f"serve/{inner}" for inner in _layers("serve-layers"))):
        package = tmp_path / "mudong" / name
        package.mkdir(parents=True, exist_ok=True)
        (package / "__init__.py").touch()
        if name:
            (package / "a.py").touch()
    (tmp_path / "mudong" / module).write_text(imports, encoding="utf-8")
    code = (
        "import sys; sys.path.insert(0, '.'); from importlinter import cli; sys.exit(cli.lint_imports(no_cache=True))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    verdict = " ".join(done.stdout.split())
    for identifier, contract in CONTRACTS.items():
        assert f"{contract['name']} {'BROKEN' if identifier == broken else 'KEPT'}" in verdict, (
            done.stdout + done.stderr
        )


@pytest.mark.parametrize("module", ["mudong", "mudong.cli.main", "mudong.spec.request", "mudong.spec.messages"])
def test_light_modules_import_nothing_heavy(module: str):
    code = (
        f"import sys, {module}; print(*sorted({{'numpy','cv2','av','torch','scipy','PIL','rich'}} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_no_module_is_called_after_nothing():
    names = {path.stem for path in (ROOT / "src").rglob("*.py")}
    assert not names & {"utils", "util", "helpers", "helper", "common", "misc", "manager", "base"}
