# shellcheck shell=bash
# Builds what changed since the last build of this clone.

host_dll="$root/src/Directory.Api/bin/Release/net10.0/ResourceMatch.Api.dll"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false DOTNET_CLI_WORKLOAD_UPDATE_NOTIFY_DISABLE=true
# No build process outlives the command: it would keep its folder and a good part of the memory for minutes. So the compiler that one build's
# projects share has a name of its own (build_once), and is ended by it.
export MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false DOTNET_CLI_USE_MSBUILD_SERVER=0

end_compiler() {
  local process
  for process in /proc/[0-9]*; do
    if tr '\0' ' ' 2>/dev/null <"$process/cmdline" | grep -qs -- "-pipename:$compiler\b"; then kill "${process#/proc/}" 2>/dev/null || true; fi
  done
  compiler=
}

# One line that changes with every source file's name, size or time, whichever way it came here.
fingerprint() {
  { dotnet --list-sdks
    cd -- "$root" && find . -maxdepth 1 -type f -printf '%P %s %T@\n' | grep -E '^(Directory\.|BannedSymbols|ResourceMatch\.sln|global\.json|\.editorconfig|\.npmrc)' | sort
    find "$@" \( -name bin -o -name obj -o -name node_modules -o -path src/Directory.Api/wwwroot/lib -o -path src/Directory.Api/wwwroot/built \) -prune \
      -o -type f -printf '%p %s %T@\n' | sort
  } | sha256sum | cut -c1-64
}

# The front end's packages, by their lock file; the project's own target copies what the pages need.
restore_front_end() {
  local folder="$root/src/Directory.Api" log="$place/logs/npm.log" sum
  [ -f "$folder/package.json" ] || return 0
  sum=$(cat -- "$folder/package.json" "$folder/package-lock.json" | sha256sum | cut -c1-64)
  [ -d "$folder/node_modules" ] && [ "$sum" = "$(cat -- "$place/npm.stamp" 2>/dev/null)" ] && return
  say "Fetching the packages of the pages ..."
  attend npm --prefix "$folder" ci --ignore-scripts --no-audit --no-fund --no-update-notifier >"$log" 2>&1 </dev/null \
    || fail_with_log "$log" "npm could not fetch the packages of the pages."
  printf '%s\n' "$sum" >"$place/npm.stamp"
}

# build_once NAME TARGET FOLDER ...: restores by the lock files and builds TARGET, unless nothing in the folders changed.
build_once() {
  local name=$1 target=$2 log="$place/logs/build.log" sum; shift 2
  sum=$(fingerprint "$@")
  [ -f "$host_dll" ] && [ "$sum" = "$(cat -- "$place/$name.stamp" 2>/dev/null)" ] && return
  rm -f -- "$place"/*.built.stamp
  say "Building ..."
  make_scratch
  attend env TMPDIR="$scratch" dotnet restore "$root/$target" --locked-mode -v q >"$log" 2>&1 </dev/null || fail_with_log "$log" "The packages of the project could not be restored."
  compiler=resourcematch-$$
  attend env TMPDIR="$scratch" UseSharedCompilation=true SharedCompilationId="$compiler" dotnet build "$root/$target" -c Release --no-restore -v q >"$log" 2>&1 </dev/null \
    || fail_with_log "$log" "The project does not build."
  end_compiler
  printf '%s\n' "$sum" >"$place/$name.stamp"
  [ "$name" = host.built ] || fingerprint src >"$place/host.built.stamp"    # the solution holds the host
}
