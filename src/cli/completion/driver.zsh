# The line up to the cursor in, what may stand there out. Nothing that was typed is evaluated.
_approve_run() {
  local curcontext=$curcontext at= word waiting=
  local -i index start=1
  local -a commands_known options_taking
  _approve_run_known
  for (( index = 2; index < CURRENT; index++ )); do
    word=${words[index]}
    if [[ -n $waiting ]]; then
      waiting=
    elif [[ $word == -* ]]; then
      (( ${options_taking[(Ie)${at:+$at }$word]} )) && waiting=1
    elif (( ${commands_known[(Ie)${at:+$at }$word]} )); then
      at=${at:+$at }$word start=index
    else
      break
    fi
  done
  words=("${(@)words[start,-1]}")
  (( CURRENT -= start - 1 ))
  curcontext="${curcontext%:*:*}:approve-run-${at// /-}:"
  _approve_run_command "$at"
}

# The first argument of what has commands: one of them, or what else it takes.
_approve_run_first() {
  local -i missed=1
  _describe -t commands command subcommands && missed=0
  [[ -n $1 ]] && _approve_run_values $1 && missed=0
  return missed
}

_approve_run_values() {
  local -a closed open endings suffix
  local others list word
  _approve_run_table $1
  for word in $open; do
    compset -P "${(b)word}" && { _files; return }
  done
  if [[ -n $list ]]; then
    compset -P '*,' && [[ $others == files ]] && others=nothing
    # Zsh does not close a quote before a suffix.
    [[ -n ${compstate[quote]} ]] || suffix=(-qS ,)
  fi
  open=("${(@)open//:/\\:}")
  _describe -t values $1 closed $suffix -- open -S '' && return
  case $others in
    files) if (( $#endings )); then _files -g "*.(${(j:|:)endings})(-.)"; else _files; fi ;;
    folders) _files -/ ;;
    variables) _parameters -g '*export*' $suffix ;;
  esac
}

# As a file of its own in $fpath, or from a start-up file.
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
  _approve_run "$@"
else
  (( $+functions[compdef] )) || { autoload -Uz compinit && compinit -i }
  compdef _approve_run approve-run
fi
