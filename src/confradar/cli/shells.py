"""Completion in the shells: Typer's, but for what its bash and zsh parts do to what is not ours.

Typer's zsh installation sets the style of every completion menu and initialises completion once more; its zsh script matches by case
alone, and its bash script expands an offered ``A*`` to files. Typer is capped in pyproject.toml, so that its insides stay as they are.
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
    done < <(local IFS=$'\n'; env COMP_WORDS="${COMP_WORDS[*]}" COMP_CWORD=$COMP_CWORD %(autocomplete_var)s=complete_bash "$1" 2>/dev/null)
}

complete -o default -F %(complete_func)s %(prog_name)s
"""

# Takes the lines that fish takes: a value, a tab, its help. In a directory of $fpath it is the function itself, elsewhere it is sourced.
ZSH = r"""
#compdef %(prog_name)s

%(complete_func)s() {
  local -a offered
  offered=("${(@f)$(env _TYPER_COMPLETE_ARGS="${words[1,$CURRENT]}" _TYPER_COMPLETE_FISH_ACTION=get-args \
    %(autocomplete_var)s=complete_fish "$words[1]" 2>/dev/null)}")
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
    """Have Typer use these scripts, and this installation for zsh."""
    from typer import _completion_shared as shared

    shared._completion_scripts |= {"bash": BASH, "zsh": ZSH}
    shared.install_zsh = install_zsh


def install_zsh(*, prog_name: str, complete_var: str, shell: str) -> Path:
    """Write the script to ``~/.zfunc``, and into ``.zshrc`` the one line that reads it; nothing of other programs' completion changes."""
    from typer._completion_shared import get_completion_script

    script = Path.home() / ".zfunc" / f"_{prog_name}"
    script.parent.mkdir(parents=True, exist_ok=True)
    script.write_text(get_completion_script(prog_name=prog_name, complete_var=complete_var, shell=shell) + "\n")
    settings = Path(os.environ.get("ZDOTDIR") or Path.home()) / ".zshrc"
    line, before = f"source '{script}'", settings.read_text() if settings.is_file() else ""
    if line not in before.splitlines():
        parted = "\n" if before and not before.endswith("\n") else ""
        with settings.open("a") as file:
            file.write(f"{parted}{line}\n")
    return script
