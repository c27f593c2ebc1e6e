# shellcheck shell=bash
# The private PostgreSQL cluster of this clone: made once, started by whoever comes first, stopped by whoever leaves last.
# It listens on the loopback address only and has no Unix socket (a long path would break it).

cluster=                      # its folder: data, log
cluster_user=()               # how to become the user it runs as; empty when that is ourselves
elsewhere=                    # set when that folder is not in the clone
using_cluster=                # set while we hold descriptor 9 shared
leave_running=                # set when it was running before and is not ours to stop
programs=                     # PostgreSQL's own programs

as_cluster() { (cd -- "$cluster" && LC_ALL=C exec "${cluster_user[@]}" "$@"); }

# PostgreSQL refuses root: there it runs as the user postgres that its package makes.
choose_cluster_user() {
  [ "$(id -u)" = 0 ] || return 0
  id postgres >/dev/null 2>&1 || fail "PostgreSQL does not run as root and there is no user postgres; make one, or run this as an ordinary user."
  cluster_user=(setpriv --reuid=postgres --regid=postgres --init-groups --)
}

# In the clone; or under /var/tmp where the cluster's user may not enter the clone, or the path is too long for PostgreSQL.
choose_cluster_folder() {
  cluster="$place/pg"
  if [ ${#cluster} -lt 900 ] && "${cluster_user[@]}" test -x "$place"; then
    [ -d "$cluster" ] || mkdir -m 0700 -- "$cluster" || fail "The folder $cluster cannot be made: is the disk full?"
    [ ${#cluster_user[@]} -eq 0 ] || chown postgres: -- "$cluster"
    return
  fi
  local name; name=$(basename -- "$root" | tr -c 'A-Za-z0-9._\n-' _ | cut -c1-40)
  cluster="/var/tmp/resourcematch-$name-$(printf %s "$root" | sha256sum | cut -c1-12)"
  [ -s "$place/pg.id" ] || (umask 077; od -An -N16 -tx1 /dev/urandom | tr -d ' \n' >"$place/pg.id")
  if mkdir -m 0700 -- "$cluster" 2>/dev/null; then
    cp -- "$place/pg.id" "$cluster/id"
    [ ${#cluster_user[@]} -eq 0 ] || chown -R postgres: -- "$cluster"
  fi
  local owner; owner=$("${cluster_user[@]}" id -u)
  if [ -L "$cluster" ] || [ "$(stat -c '%u %a' -- "$cluster" 2>/dev/null)" != "$owner 700" ] || ! cmp -s -- "$place/pg.id" "$cluster/id"; then
    fail "The folder $cluster exists and is not of this clone. Look at it, remove it, and try again."
  fi
  elsewhere=1
}

# The passwords are made once, for this clone alone.
read_passwords() {
  local file="$place/pg.env" name
  if [ ! -s "$file" ]; then
    [ ! -e "$cluster/data" ] || fail "The passwords of the database ($file) are gone. Bring them back, or remove $cluster to begin anew."
    (umask 077; for name in PG_SUPER RM_OWNER RM_PUBLIC RM_STAFF; do
      printf '%s=%s\n' "$name" "$(od -An -N18 -tx1 /dev/urandom | tr -d ' \n')"
    done >"$file.new") && mv -- "$file.new" "$file" || fail "The file $file cannot be written: is the disk full?"
  fi
  chmod 0600 -- "$file"
  # shellcheck source=/dev/null
  . "$file"
  [ -n "${PG_SUPER-}" ] && [ -n "${RM_OWNER-}" ] && [ -n "${RM_PUBLIC-}" ] && [ -n "${RM_STAFF-}" ] \
    || fail "The file $file lacks a password. Bring it back, or remove it and $cluster to begin anew."
}

# Made aside and renamed, so that a killed set-up leaves no half cluster.
make_cluster() {
  local log="$place/logs/initdb.log" free_kb
  if [ -e "$cluster/data/PG_VERSION" ]; then
    local version; version=$(cat -- "$cluster/data/PG_VERSION")
    [ "$version" = "$postgres_version" ] || fail "The database in $cluster was made by PostgreSQL $version, and this needs $postgres_version. Move it away, or bring it over with pg_upgrade."
    return
  fi
  [ ! -e "$cluster/data" ] || fail "The folder $cluster/data is no PostgreSQL cluster. Move it away and try again."
  free_kb=$(df -Pk -- "$cluster" | awk 'NR == 2 { print $4 }')
  [ "${free_kb:-0}" -ge 307200 ] || fail "There is no space left on the disk that holds $cluster: $((free_kb / 1024)) MB are free, the database needs 300."
  say "Making the database in $cluster ..."
  rm -rf -- "$cluster/data.new" "$cluster/pw"
  (umask 077; printf '%s\n' "$PG_SUPER" | as_cluster tee pw >/dev/null)
  attend as_cluster "$programs/initdb" -D data.new -U postgres -A scram-sha-256 --pwfile=pw -E UTF8 --locale=C.UTF-8 >"$log" 2>&1 \
    || fail_with_log "$log" "The database cannot be made in $cluster."
  rm -f -- "$cluster/pw"
  mv -- "$cluster/data.new" "$cluster/data"
}

# Prints the server's process id when one runs on our folder. A number left over in the file may be anybody's by now.
cluster_pid() {
  local pid; pid=$("${cluster_user[@]}" head -n 1 -- "$cluster/data/postmaster.pid" 2>/dev/null) || return 1
  [[ $pid =~ ^[0-9]+$ ]] && [ "$("${cluster_user[@]}" readlink -- "/proc/$pid/cwd" 2>/dev/null)" = "$cluster/data" ] && printf '%s\n' "$pid"
}

# A file left by a killed server or copied with the clone stops a start only when its number lives on as another process of ours.
forget_dead_server() {
  [ -e "$cluster/data/postmaster.pid" ] || return 0
  # shellcheck disable=SC2016
  as_cluster sh -c 'for one in /proc/[0-9]*; do [ "$(readlink "$one/cwd" 2>/dev/null)" = "$1/data" ] && exit 1; done; rm -f data/postmaster.pid' sh "$cluster" \
    || fail "Processes of a killed database still use $cluster. Wait a moment and try again."
}

start_cluster() {
  local port tried said="$place/logs/start.log"
  port=$(cat -- "$place/port" 2>/dev/null || true)
  [[ $port =~ ^[0-9]{4,5}$ ]] && [ "$port" -le 65500 ] || port=54329
  forget_dead_server
  for tried in {1..100}; do
    if is_listening "$port"; then port=$((port + 1)); continue; fi
    as_cluster sh -c '[ ! -e log ] || mv -f log log.1'       # one log for each start: an old message is never taken for a new one
    if as_cluster "$programs/pg_ctl" -D data -l log -w -t 120 -s start -o "-p $port -c listen_addresses=127.0.0.1 \
        -c unix_socket_directories= -c max_connections=200 -c timezone=UTC -c log_timezone=UTC" >"$said" 2>&1 7>&- 8>&- 9>&-; then
      printf '%s\n' "$port" >"$place/port"
      cluster_pid >"$place/pg.started"
      return
    fi
    as_cluster cat log >>"$said" 2>/dev/null || true
    grep -q 'Address already in use' -- "$said" || fail_with_log "$said" "The database in $cluster does not start."
    port=$((port + 1))
  done
  fail "No free port for the database between 54329 and $port."
}

# The cluster's SQL. Passwords go in by stdin: a command line can be read by everybody on the machine.
prepare_database() {
  local said="$place/logs/prepare.log"
  { printf "\\\\set owner '%s'\n\\\\set public '%s'\n\\\\set staff '%s'\n" "$RM_OWNER" "$RM_PUBLIC" "$RM_STAFF"
    cat -- "$root/scripts/cluster.sql"; } | superuser_psql postgres >"$said" 2>&1 \
    || fail_with_log "$said" "The database cannot be prepared."
}

# superuser_psql DATABASE [option ...]
superuser_psql() {
  local database=$1; shift
  PGPASSWORD=$PG_SUPER PGCONNECT_TIMEOUT=30 "$programs/psql" -X -q -v ON_ERROR_STOP=1 -h 127.0.0.1 -p "$cluster_port" -U postgres -d "$database" "$@"
}

# Brings the cluster up and holds it; a cluster found running that nobody of ours keeps is left running by ./test.
use_cluster() {
  local pid alone= tried
  unset "${!PG@}"               # a PGHOST or PGOPTIONS of the user speaks of another database
  programs=$(find_postgres)
  choose_cluster_user
  choose_cluster_folder
  read_passwords
  exec 9>"$place/cluster.lock"
  if flock -n -x 9; then alone=1; fi
  until flock -n -s 9; do attend sleep 0.1; done             # whoever is just stopping it holds the lock alone
  using_cluster=1
  make_cluster
  if pid=$(cluster_pid); then
    if [ "$pid" != "$(cat -- "$place/pg.started" 2>/dev/null)" ] || [ "$alone$command_name" = 1test ]; then leave_running=1; fi
  else
    start_cluster
  fi
  cluster_port=$(as_cluster sed -n 4p data/postmaster.pid)
  for tried in {1..240}; do "$programs/pg_isready" -q -h 127.0.0.1 -p "$cluster_port" && break; attend sleep 0.5; done
  prepare_database
}

# Stops the cluster when it is ours to stop and nobody else of this clone uses it.
leave_cluster() {
  [ -n "$using_cluster" ] || return 0
  if [ -z "$leave_running" ] && flock -n -x 9 && cluster_pid >/dev/null; then
    as_cluster "$programs/pg_ctl" -D data -m fast -w -t 120 -s stop >&2 || say "The database in $cluster did not stop; its log is $cluster/log."
    rm -f -- "$place/pg.started"
  fi
  exec 9>&-
  using_cluster=
}

# connection ROLE PASSWORD [DATABASE]: as Npgsql reads it.
connection() { printf 'Host=127.0.0.1;Port=%s;Database=%s;Username=%s;Password=%s' "$cluster_port" "${3-resourcematch}" "$1" "$2"; }

export_connections() {
  export ResourceMatch__Database__Public ResourceMatch__Database__Staff ResourceMatch__Database__Owner
  ResourceMatch__Database__Public=$(connection rm_public "$RM_PUBLIC")
  ResourceMatch__Database__Staff=$(connection rm_staff "$RM_STAFF")
  ResourceMatch__Database__Owner=$(connection rm_owner "$RM_OWNER")
}

# Each test class has a database of its own, named rm_test_...; one that was killed could not drop it.
drop_left_over_databases() {
  superuser_psql postgres <<'SQL' >"$place/logs/prepare.log" 2>&1 || true
select format('drop database if exists %I', datname) from pg_database
 where datname like 'rm\_test\_%' and datname not in (select datname from pg_stat_activity where datname is not null) \gexec
SQL
}
