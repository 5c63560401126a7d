# SPDX-FileCopyrightText: 2026 The Tweespraak contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the program says of itself: quickly, as it was called, and to a shell that completes it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from research.__main__ import EXAMPLES, INSTALLED, command_line, every_action, main

#: Counted instead of timed: what the standard library needs for `argparse` and `tempfile`, and the command line.
MOST_MODULES = 130
LOADED = """
import contextlib, io, json, sys
from research.__main__ import main
with contextlib.suppress(SystemExit), contextlib.redirect_stdout(io.StringIO()):
    main(sys.argv[1:])
print(json.dumps(sorted(sys.modules)))
"""


@pytest.mark.parametrize(
    "asked", [["--help"], ["--version"], *([name, "--help"] for name in EXAMPLES)], ids=" ".join
)
def test_help_loads_nothing_that_computes(asked: list[str]) -> None:
    done = subprocess.run([sys.executable, "-c", LOADED, *asked], capture_output=True, text=True, check=True)
    loaded = json.loads(done.stdout)
    rooms = {name.split(".")[1] for name in loaded if name.startswith("research.")}
    assert rooms == {"__main__", "commands", "errors", "release"}
    assert {"numpy", "pandas", "scipy", "pyarrow", "duckdb", "joblib", "shtab", "tomllib"} & set(
        loaded
    ) == set()
    assert len(loaded) <= MOST_MODULES


def test_every_command_has_an_example_that_can_be_read() -> None:
    top = command_line("python -m research")
    [commands] = [action for action in top._actions if action.choices and action.dest == "command"]
    assert set(commands.choices or ()) == set(EXAMPLES)
    for name, words in EXAMPLES.items():
        assert top.parse_args([name, *words.split()]).command == name


@pytest.mark.parametrize("called", [f"/somewhere/bin/{INSTALLED}", "/somewhere/research/__main__.py"])
def test_it_is_called_in_its_help_as_it_was_called(
    called: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", [called])
    for asked in ([], ["estimate"]):
        with pytest.raises(SystemExit):
            main([*asked, "--help"])
        said = capsys.readouterr().out
        assert (INSTALLED in said) is called.endswith(INSTALLED)
        assert ("python -m research" in said) is not called.endswith(INSTALLED)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_knows_every_command_and_option(
    shell: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--print-completion", shell])
    assert ended.value.code == 0
    said = capsys.readouterr().out
    assert INSTALLED in said
    options = {word for action in every_action(command_line(INSTALLED)) for word in action.option_strings}
    for word in [*EXAMPLES, *options]:
        bare = word.lstrip("-") if shell == "fish" else word
        assert bare in said, word
    if shutil.which(shell):
        (tmp_path / "completion").write_text(said, encoding="utf-8")
        subprocess.run([shell, "-n", tmp_path / "completion"], check=True)


def test_bash_completes_a_command_an_option_and_a_choice(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(["--print-completion", "bash"])
    script = tmp_path / "completion"
    script.write_text(capsys.readouterr().out, encoding="utf-8")

    def completed(*words: str) -> list[str]:
        code = (
            f"source {script}; COMP_WORDS=({INSTALLED} {' '.join(words)}); COMP_CWORD={len(words)}; "
            f"$(complete -p {INSTALLED} | sed 's/.*-F //; s/ .*//'); printf '%s\\n' \"${{COMPREPLY[@]}}\""
        )
        return subprocess.run(["bash", "-c", code], capture_output=True, text=True, check=True).stdout.split()

    assert completed("est") == ["estimate"]
    assert completed("estimate", "--mem") == ["--memory"]
    assert completed("estimate", "--engine", "d") == ["duckdb"]
