import json

import pytest
from typer.testing import CliRunner

from mudong.cli.main import main
from mudong.cli.model import build_model


def _said(*words: str) -> str:
    done = CliRunner().invoke(build_model(), ["info", *words])
    assert done.exit_code == 0, done.output
    return done.output


def test_it_tells_parameters_rows_operations_and_memory():
    said = _said("xs", "--size", "96x160", "--frames", "21")
    assert "11.6 million" in said
    assert "360 rows to make and 64 rows" in said
    assert said.count("\n") == 4


def test_references_and_a_source_cost_more():
    plain, full = (json.loads(_said("xs", "--json", *more)) for more in ((), ("--references", "3", "--source")))
    assert full["condition_rows"] == plain["condition_rows"] + 3 * 64 + 384
    assert full["flops"] > plain["flops"]
    assert full["parameters"] == plain["parameters"]


@pytest.mark.parametrize(
    ("words", "told"), [(["xl"], "xs, s, b, l"), (["xs", "--size", "9x9"], "9x9"), (["xs", "--size", "big"], "big")]
)
def test_what_is_wrong_is_one_line(words: list[str], told: str, capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as stopped:
        main(["--lang", "en", "model", "info", *words])
    assert stopped.value.code == 2
    error = capsys.readouterr().err
    assert told in error
    assert error.count("\n") == 1
