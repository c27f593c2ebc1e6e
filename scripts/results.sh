# shellcheck shell=bash
# Runs test projects, two at a time, and adds up what their TRX files say.

workers=()
minutes_for_one_project=15

# run_project NAME: one project into its own folder. Its exit code is kept in a file, since it runs beside another.
run_project() {
  local folder="$place/test-results/$1" code=0 started=$SECONDS
  trap 'on_signal 143' TERM
  mkdir -p -- "$folder"
  attend env TMPDIR="$scratch" timeout --kill-after=20 "${minutes_for_one_project}m" dotnet test "$root/tests/$1" -c Release --no-build \
    --logger 'trx;LogFileName=results.trx' --results-directory "$folder" -v q >"$folder/output.txt" 2>&1 </dev/null || code=$?
  printf '%s\n' "$code" >"$folder/exit-code"
  say "  $1 took $((SECONDS - started)) s"
}

run_projects() {
  local name running=0
  for name in "$@"; do
    if [ "$running" -ge 2 ]; then wait_for_one; running=$((running - 1)); fi
    run_project "$name" &
    workers+=("$!"); running=$((running + 1))
  done
  while [ "$running" -gt 0 ]; do wait_for_one; running=$((running - 1)); done
  workers=()
}

wait_for_one() { wait -n || true; }

stop_workers() {
  local worker
  for worker in "${workers[@]}"; do kill "$worker" 2>/dev/null || true; done
  for worker in "${workers[@]}"; do wait "$worker" 2>/dev/null || true; done
}

# add_results FOLDER NAME ...: prints what did not pass, one line for each project, and the sum. Answers 0 only with nothing failed.
add_results() {
  local results=$1 name folder lines passed failed code all_passed=0 all_failed=0; shift
  for name in "$@"; do
    folder="$results/$name"
    lines=$(cat -- "$folder"/*.trx 2>/dev/null | awk -f "$root/scripts/results.awk")
    read -r passed failed <<<"${lines##*$'\n'}"
    code=$(cat -- "$folder/exit-code" 2>/dev/null || echo 1)
    if [ "$code" != 0 ] && [ "$failed" = 0 ]; then
      failed=1; lines="  FAILED the run ended with exit code $code"$'\n'
    fi
    if [ "$failed" != 0 ]; then
      printf '%s\n' "$name:"; sed '$d' <<<"$lines"
      [ -e "$folder/results.trx" ] || tail -n 12 -- "$folder/output.txt" 2>/dev/null | sed 's/^/      /' || true
    fi
    all_passed=$((all_passed + passed)); all_failed=$((all_failed + failed))
    printf '%-22s %6d passed, %d failed\n' "$name" "$passed" "$failed"
  done
  printf '%d passed, %d failed\n' "$all_passed" "$all_failed"
  [ "$all_failed" -eq 0 ] && [ "$all_passed" -gt 0 ]
}
