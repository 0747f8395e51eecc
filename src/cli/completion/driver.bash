# The line up to the cursor in; COMPREPLY out. Nothing that was typed is evaluated.
_approve_run() {
  local IFS=$' \t\n' line=${COMP_LINE:0:COMP_POINT} at= option= ended= count=0 index word current value head= cut
  local -a typed=() commands=() options=() arguments=() words=() endings=()
  local takes= others= list=
  COMPREPLY=()
  compopt +o default 2>/dev/null

  # Readline also cuts at "=" and ":"; what stands together is one word again.
  for ((index = 0; index < COMP_CWORD; index++)); do
    _approve_run_join "${COMP_WORDS[index]}"
  done
  _approve_run_join "${line#"${line%%[![:space:]]*}"}"

  _approve_run_command ''
  for ((index = 1; index < ${#typed[@]} - 1; index++)); do
    word=${typed[index]}
    if [[ -n $option ]]; then
      option=
    elif [[ -z $ended && $word == -- ]]; then
      ended=1
    elif [[ -z $ended && $word == -* ]]; then
      _approve_run_option "${at:+$at }$word"
      option=$takes
    elif ((count == 0)) && [[ " ${commands[*]} " == *" $word "* ]]; then
      at=${at:+$at }$word
      _approve_run_command "$at"
    else
      ((count += 1))
    fi
  done

  current=${typed[${#typed[@]} - 1]}
  current=${current/#[\"\']/}
  [[ $current == --*=[\"\']* ]] && current=${current/=[\"\']/=}
  value=$current
  # Readline puts a reply in the place of $2, which is only the end of the word.
  cut=${current%"$2"}
  if [[ -n $option ]]; then
    _approve_run_offer "$option"
  elif [[ -z $ended && $current == --*=* ]]; then
    head=${current%%=*}= value=${current#*=}
    _approve_run_option "${at:+$at }${current%%=*}"
    _approve_run_offer "$takes"
  elif [[ -z $ended && $current == -* ]]; then
    words=("${options[@]}")
    _approve_run_words
  else
    ((count == 0)) && words=("${commands[@]}") && _approve_run_words
    index=$((count < ${#arguments[@]} ? count : ${#arguments[@]} - 1))
    ((index < 0)) && return
    word=${arguments[index]}
    ((index == count)) || [[ $word == *... ]] && _approve_run_offer "${word%...}"
  fi
}

# A word of the line in; it stands for itself, or is the rest of the one before.
_approve_run_join() {
  local last=$((${#typed[@]} - 1))
  if ((last < 0)) || [[ $line == [[:space:]]* ]]; then
    typed+=("$1")
  else
    typed[last]+=$1
  fi
  line=${line#"${line%%[![:space:]]*}"}
  line=${line#"$1"}
}

_approve_run_offer() {
  _approve_run_values "$1"
  for word in "${words[@]}"; do
    if [[ $word == *: && $value == "$word"* ]]; then
      head+=$word value=${value#"$word"} words=() others=files
    fi
  done
  if [[ -n $list && $value == *,* ]]; then
    head+=${value%,*}, value=${value##*,}
    [[ $others == files ]] && others=nothing
  fi
  ((${#words[@]} > 0)) && _approve_run_words && return
  case $others in
    files)
      _approve_run_paths < <(
        for word in "${endings[@]}"; do compgen -f -X "!*.$word" -- "$value"; done
        compgen -d -- "$value"
      )
      ((${#COMPREPLY[@]} > 0)) || _approve_run_paths < <(compgen -f -- "$value")
      ;;
    folders) _approve_run_paths < <(compgen -d -- "$value") ;;
    variables) words=($(compgen -e)) && _approve_run_words ;;
  esac
}

# The words that go on from what was typed.
_approve_run_words() {
  local before=${#COMPREPLY[@]}
  for word in "${words[@]}"; do
    [[ $word == "$value"* ]] || continue
    word=$head$word
    COMPREPLY+=("${word#"$cut"}")
  done
  [[ ${#COMPREPLY[@]} == 1 && ${COMPREPLY[0]} == *: ]] && compopt -o nospace 2>/dev/null
  ((${#COMPREPLY[@]} > before))
}

# Paths on stdin. A folder that is called as a command does not get in its way.
_approve_run_paths() {
  while IFS= read -r word; do
    ((count == 0)) && [[ -z $option && -z $head && " ${commands[*]} " == *" $word "* ]] && continue
    word=$head$word
    COMPREPLY+=("${word#"$cut"}")
    compopt -o filenames 2>/dev/null
  done
}

complete -o default -F _approve_run approve-run
