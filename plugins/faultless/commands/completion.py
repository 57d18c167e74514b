"""`faultless completion`: what a shell needs to complete commands."""

from __future__ import annotations

import click

_ASKED = "_FAULTLESS_COMPLETE"

_BASH = """\
_faultless_completion() {
    local line=${COMP_LINE:0:COMP_POINT} begun cut= kind value
    local -a words
    read -ra words <<< "$line"
    [[ $line == *[[:space:]] ]] && words+=("")
    begun=${words[-1]}
    # Where bash takes api=partial for three words, it is given the last of them only.
    [[ $COMP_WORDBREAKS == *=* ]] && cut=${begun%"${begun##*=}"}
    COMPREPLY=()
    while IFS=, read -r kind value; do
        case $kind in
            dir) compopt -o dirnames ;;
            file) compopt -o default ;;
            plain)
                COMPREPLY+=("${value#"$cut"}")
                [[ $value == *= ]] && compopt -o nospace
                ;;
        esac
    done < <(COMP_WORDS="${words[*]}" COMP_CWORD=$((${#words[@]} - 1)) ASKED=bash_complete "$1")
}
complete -o nosort -F _faultless_completion faultless
""".replace("ASKED", _ASKED)


@click.command(short_help="Print what your shell needs to complete commands.")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(context: click.Context, *, shell: str) -> None:
    """Print a script that makes a shell complete commands, options, ids, components, phases and codes.

    \b
    Examples:
      eval "$(faultless completion bash)"      in ~/.bashrc; needs bash 4.4 or newer
      eval "$(faultless completion zsh)"       in ~/.zshrc, below compinit
      faultless completion fish | source       in ~/.config/fish/config.fish
    """
    from click.shell_completion import get_completion_class

    if shell == "bash":
        click.echo(_BASH, nl=False)
        return
    kind = get_completion_class(shell)
    assert kind is not None, "click knows the shells that may be chosen"
    click.echo(kind(context.find_root().command, {}, "faultless", _ASKED).source())
