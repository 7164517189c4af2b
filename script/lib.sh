# Shared by the scripts beside it: where the project is, and how a step is told. Sourced, never run.
# shellcheck shell=sh

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
venv="$root/.venv"
python="$venv/bin/python"
# Tools that keep a cache need a home; one that is missing becomes a folder of our own.
if [ -z "${HOME:-}" ] || [ ! -d "$HOME" ]; then
  HOME="$venv/.home"
  export HOME
fi
# Containers like to forbid bytecode. Each of the many processes that we start would compile everything anew.
unset PYTHONDONTWRITEBYTECODE
PIP_DISABLE_PIP_VERSION_CHECK=1
export PIP_DISABLE_PIP_VERSION_CHECK

say() { printf '%s\n' "$*" >&2; }

fail() {
  say "$(basename -- "$0"): $*"
  exit 1
}

# step WORDS COMMAND…: runs the command, its output kept aside; tells the words and the seconds, or why not.
# (9 is bootstrap's lock, which no server that a package starts may keep.)
step() {
  step_words=$1
  shift
  step_start=$(date +%s)
  step_log=$(mktemp)
  if "$@" >"$step_log" 2>&1 </dev/null 9>&-; then
    rm -f "$step_log"
    say "$(printf '%-44s %4d s' "$step_words" $(($(date +%s) - step_start)))"
  else
    step_status=$?
    tail -n 25 "$step_log" >&2
    rm -f "$step_log"
    say "$(printf '%-44s %4d s  FAILED' "$step_words" $(($(date +%s) - step_start)))"
    return "$step_status"
  fi
}
