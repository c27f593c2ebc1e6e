# shellcheck shell=bash
# Finds what the project stands on, and installs through apt what is missing.

postgres_version=15
sdk_band=$(sed -n 's/.*"version": *"10\.0\.\([0-9]*\)".*/\1/p' "$root/global.json")

# The .NET SDK is the one thing that apt does not have.
find_dotnet() {
  local folder sdk patch
  if ! command -v dotnet >/dev/null; then
    for folder in "${DOTNET_ROOT:-}" "${HOME:-/}/.dotnet" /usr/share/dotnet /usr/lib/dotnet; do
      [ -n "$folder" ] && [ -x "$folder/dotnet" ] && PATH="$folder:$PATH" && break
    done
  fi
  command -v dotnet >/dev/null || fail "The .NET 10 SDK is missing: install 10.0.$sdk_band or newer from https://dot.net/download and put dotnet on the PATH."
  while read -r sdk _; do
    patch=${sdk#10.0.}
    [[ $sdk == 10.0.* && $patch =~ ^[0-9]+$ && $patch -ge $sdk_band ]] && return
  done < <(dotnet --list-sdks 2>/dev/null)
  fail "The .NET SDK here is too old ($(dotnet --list-sdks 2>/dev/null | sed 's/ .*//' | paste -sd ' ')): install 10.0.$sdk_band or newer from https://dot.net/download."
}

# Answers the folder of PostgreSQL's programs, if the right version with PostGIS is here.
find_postgres() {
  local folder
  for folder in "/usr/lib/postgresql/$postgres_version/bin" "/usr/pgsql-$postgres_version/bin" "$(pg_config --bindir 2>/dev/null || true)"; do
    [ -n "$folder" ] && [ -x "$folder/initdb" ] && [ -x "$folder/pg_config" ] || continue
    [[ $("$folder/postgres" --version) == *" $postgres_version."* ]] || continue
    [ -f "$("$folder/pg_config" --sharedir)/extension/postgis.control" ] || continue
    [ -f "$("$folder/pg_config" --sharedir)/extension/pg_trgm.control" ] || continue
    printf '%s\n' "$folder"; return
  done
  return 1
}

has_arabic_font() {
  if command -v fc-list >/dev/null; then [ -n "$(fc-list :lang=ar family 2>/dev/null | head -n 1)" ]
  else compgen -G '/usr/share/fonts/truetype/noto/NotoSansArabic*' >/dev/null; fi
}

# The one without a window of its own first: the same pages in two thirds of the time.
find_chromium() { command -v chromium-headless-shell || command -v chromium || command -v chromium-browser || command -v google-chrome; }

# install_tools [postgres] [front] [browser]: makes sure that these are here.
install_tools() {
  local need=() wish=() what
  for what in "$@"; do
    case $what in
      postgres) find_postgres >/dev/null || need+=("postgresql-$postgres_version" "postgresql-$postgres_version-postgis-3") ;;
      front) command -v node >/dev/null || need+=(nodejs)
             command -v npm >/dev/null || need+=(npm)
             has_arabic_font || wish+=(fonts-noto-core) ;;
      browser) if [[ $(. /etc/os-release 2>/dev/null; printf %s "${ID-}") = debian ]]; then what=chromium-headless-shell; else what=chromium; fi
               if ! find_chromium >/dev/null; then need+=("$what"); elif ! command -v "$what" >/dev/null; then wish+=("$what"); fi ;;
    esac
  done
  if [ ${#need[@]} -gt 0 ]; then install_packages "${need[@]}" "${wish[@]}"
  elif [ ${#wish[@]} -gt 0 ]; then
    # Fonts are for screenshots alone, since pages are drawn by the reader's own browser; another Chromium only makes the tests faster.
    (install_packages "${wish[@]}") || say "Going on without ${wish[*]}: screenshots may lack Arabic letters, and page tests may take longer."
  fi
}

install_packages() {
  local as=() log="$place/logs/install.log" by_hand="please install: $*"
  if ! command -v apt-get >/dev/null; then
    fail "Something is missing and this system has no apt; $by_hand (Debian's names)."
  fi
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null || fail "Something is missing and there is no sudo here; as root, $by_hand"
    if sudo -n true 2>/dev/null; then as=(sudo -n)
    elif [ -t 0 ]; then say "Installing $* needs sudo."; sudo -v || fail "sudo refused; as root, $by_hand"; as=(sudo)
    else fail "Something is missing and sudo may not be used here without a password; as root, $by_hand"; fi
  fi
  say "Installing $* (once) ..."
  local apt=("${as[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=600)
  attend "${apt[@]}" update >"$log" 2>&1 || fail_with_log "$log" "apt-get update failed; is the network there? Otherwise $by_hand"
  attend "${apt[@]}" install -y --no-install-recommends "$@" >>"$log" 2>&1 </dev/null \
    || fail_with_log "$log" "apt-get could not install what is missing; $by_hand"
  hash -r
}
