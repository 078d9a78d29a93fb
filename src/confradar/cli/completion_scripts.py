"""Completion in the shells: Typer's, but for what its bash and zsh parts do to what is not ours.

Typer's zsh installation sets the style of every completion menu and initialises completion once
more, its bash installation rewrites the whole of .bashrc as UTF-8; its zsh script matches by
case alone, and its bash script expands an offered ``A*`` to files. Typer is capped in
pyproject.toml, so that its insides stay as they are.
"""

from __future__ import annotations

import os
from pathlib import Path

BASH = r"""
%(complete_func)s() {
    local offered
    COMPREPLY=()
    while IFS= read -r offered; do
        [[ -n $offered ]] && COMPREPLY+=("$(printf %%q "$offered")")
    done < <(
        local IFS=$'\n'
        env COMP_WORDS="${COMP_WORDS[*]}" COMP_CWORD=$COMP_CWORD \
            %(autocomplete_var)s=complete_bash "$1" 2>/dev/null
    )
}

complete -o default -F %(complete_func)s %(prog_name)s
"""

# Takes the lines that fish takes: a value, a tab, its help. In a directory of $fpath it is the
# function itself, elsewhere it is sourced.
ZSH = r"""
#compdef %(prog_name)s

%(complete_func)s() {
  local -a offered
  offered=("${(@f)$(env _TYPER_COMPLETE_ARGS="${words[1,$CURRENT]}" \
    _TYPER_COMPLETE_FISH_ACTION=get-args %(autocomplete_var)s=complete_fish "$words[1]" \
    2>/dev/null)}")
  offered=("${(@)offered:#}")
  if (( ! $#offered )); then
    _files
    return
  fi
  offered=("${(@)offered//:/\\:}")
  offered=("${(@)offered/$'\t'/:}")
  _describe -t values %(prog_name)s offered -M 'm:{[:lower:][:upper:]}={[:upper:][:lower:]}'
}

if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
  %(complete_func)s "$@"
else
  (( $+functions[compdef] )) || { autoload -Uz compinit && compinit -i }
  compdef %(complete_func)s %(prog_name)s
fi
"""


def prepare() -> None:
    """Have Typer use these scripts, and these installations of them."""
    from typer import _completion_shared as shared

    shared._completion_scripts |= {"bash": BASH, "zsh": ZSH}
    shared.install_bash = install_bash
    shared.install_zsh = install_zsh


def install_bash(*, prog_name: str, complete_var: str, shell: str) -> Path:
    """Write the script to ``~/.bash_completions``, and into ``.bashrc`` the line that reads it."""
    script = Path.home() / ".bash_completions" / f"{prog_name}.sh"
    return _installed(
        script, Path.home() / ".bashrc", prog_name=prog_name, complete_var=complete_var, shell=shell
    )


def install_zsh(*, prog_name: str, complete_var: str, shell: str) -> Path:
    """Write the script to ``~/.zfunc``, and into ``.zshrc`` the one line that reads it; nothing of
    other programs' completion changes."""
    script = Path.home() / ".zfunc" / f"_{prog_name}"
    settings = Path(os.environ.get("ZDOTDIR") or Path.home()) / ".zshrc"
    return _installed(script, settings, prog_name=prog_name, complete_var=complete_var, shell=shell)


def _installed(script: Path, settings: Path, **names: str) -> Path:
    """Write a script and, at the end of a shell's settings, the line that reads it; what stands
    there is not written again, whatever its encoding. Raises StateError, OSError.
    """
    from typer._completion_shared import get_completion_script

    from confradar.storage import write_atomic

    write_atomic(script, f"{get_completion_script(**names)}\n".encode())
    line, before = (
        os.fsencode(f"source '{script}'"),
        settings.read_bytes() if settings.is_file() else b"",
    )
    if line not in before.splitlines():
        parted = b"\n" if before and not before.endswith(b"\n") else b""
        with settings.open("ab") as file:
            file.write(parted + line + b"\n")
    return script
