# shellcheck shell=bash
# What ./run and ./test share: speaking, failing, the folder .local, and children that end with us.
# Everything said here goes to stderr, so that the answer of a verb stands alone on stdout.

unset CDPATH
root=$(cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.." && pwd -P)
place="$root/.local"          # everything this clone makes for itself
command_name=$(basename -- "$0")
child=                        # the process that `attend` waits for
stopped_by=                   # 128 + the signal that ended us, if any
scratch=                      # see make_scratch
compiler=                     # see build_once
serving=                      # set while a signal is the normal way to end

say() { printf '%s\n' "$*" >&2; }

# One plain sentence, exit 1: a value, the data or the set-up is refused.
fail() { say "$command_name: $*"; exit 1; }

# One plain sentence, exit 2: the command line itself is not understood.
misuse() { say "$command_name: $*"; exit 2; }

# fail_with_log LOG SENTENCE: fails with the sentence below the errors (or the end) of the log, or says that the disk is full where the log does.
fail_with_log() {
  local log=$1; shift
  if grep -qiE 'no space left on device|disk quota exceeded|not enough space' -- "$log" 2>/dev/null; then
    fail "There is no space left on the disk that holds $root. Free about 2 GB and try again."
  fi
  local lines; lines=$({ grep -E ": error " -- "$log" || tail -n 8 -- "$log"; } 2>/dev/null | awk '!seen[$0]++ && shown++ < 20 { print "    " substr($0, 1, 400) }' || true)
  [ -z "$lines" ] || say "${lines//"$root/"/}"
  fail "$* (the whole log: $log)"
}

# Makes .local. It belongs to whoever set the clone up first: a second user would leave files that the first cannot replace.
make_place() {
  if [ ! -e "$place" ]; then
    [ -w "$root" ] || fail "The folder $root may not be written by $(id -un). Clone into a folder of your own."
    mkdir -- "$place" 2>/dev/null || fail "The folder $place cannot be made: is the disk full?"
  fi
  [ -O "$place" ] || fail "This clone was set up by the user $(stat -c %U -- "$place"). Run it as that user, or clone again as $(id -un)."
  chmod 0711 -- "$place"       # entered, not listed: as root the cluster inside runs as another user
  mkdir -p -- "$place/keys" "$place/logs" 2>/dev/null || fail "Nothing can be written to $place: is the disk full?"
  chmod 0700 -- "$place/keys" "$place/logs"
}

# A folder for temporary files, gone when we end: every command of the SDK leaves some behind. It cannot lie in the clone,
# whose path may hold a space (the build's scripts fail) or be too long (sockets of browsers and test hosts fail).
make_scratch() { [ -n "$scratch" ] || scratch=$(mktemp -d) || fail "No folder for temporary files can be made: is the disk full?"; }

# at_exit COMMAND: what each end of ours does, however it came: the command of the script, then this.
at_exit() {
  local code=$?
  trap '' INT TERM HUP
  "$@"
  [ -z "$compiler" ] || end_compiler
  [ -z "$scratch" ] || rm -rf -- "$scratch"
  exit "$code"
}

# Only one ./run or ./test of a clone sets up at a time. Descriptor 8 holds that lock, 9 the cluster's (cluster.sh), 7 that of ./test.
begin_setup() {
  exec 8>"$place/setup.lock"
  flock -n 8 && return
  say "Another ./run or ./test of this clone is setting up; waiting for it ..."
  until flock -n 8; do attend sleep 0.3; done
}
end_setup() { exec 8>&-; }

# Runs a program to its end, also when a signal arrives: the signal is passed on as SIGTERM. The answer is its exit code.
# It inherits no lock, since a daemon it leaves behind would hold the lock for ever.
attend() {
  local code=0
  "$@" <&0 7>&- 8>&- 9>&- &
  child=$!
  while :; do
    code=0; wait "$child" 2>/dev/null || code=$?
    [ -d "/proc/$child" ] || break
  done
  child=
  [ -z "$stopped_by" ] || [ -n "$serving" ] || exit "$stopped_by"
  return "$code"
}

# The first signal asks, the second one insists.
on_signal() {
  local how=TERM
  [ -z "$stopped_by" ] || how=KILL
  stopped_by=$1
  if [ -n "$child" ]; then kill "-$how" "$child" 2>/dev/null || true; else exit "$1"; fi
}
trap 'on_signal 130' INT
trap 'on_signal 143' TERM
trap 'on_signal 129' HUP

# Whether something listens on a port of this machine.
is_listening() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }
