#!/usr/bin/env bash
# Sets up Herdline in .venv beside this file, and runs what is asked:
#   ./setup.sh demo    set up, run the built-in sample, write and open its report
#   ./setup.sh test    set up with the test tools, run lint, types, tests
#   ./setup.sh         only set up
# Needs Python 3.11 or newer with venv. Test tools also want Chromium for the browser tests and Java 17 for those of
# Spark; they are installed with apt-get where that is possible, and the tests say that they are skipped where it is not.
set -euo pipefail
cd "$(dirname "$0")"

python=""
for candidate in python3.11 python3.12 python3.13 python3 python; do
  if command -v "$candidate" >/dev/null && "$candidate" -c 'import sys; sys.exit(not ((3, 11) <= sys.version_info[:2] <= (3, 13)))' 2>/dev/null; then
    python=$candidate
    break
  fi
done
[ -n "$python" ] || { echo "setup.sh: needs Python 3.11, 3.12 or 3.13 on the PATH" >&2; exit 1; }

apt() {  # install Debian packages where we may; never fail because of it
  command -v apt-get >/dev/null || return 0
  local sudo=""
  [ "$(id -u)" = 0 ] || { command -v sudo >/dev/null && sudo="sudo -n"; } || return 0
  { $sudo apt-get update -qq && DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends "$@"; } >/dev/null 2>&1 || true
}

if [ ! -x .venv/bin/python ]; then
  "$python" -m venv .venv 2>/dev/null || { rm -rf .venv; apt python3-venv; "$python" -m venv .venv; }
fi
extra=""
[ "${1:-}" = test ] && extra=dev
lock=requirements${extra:+-$extra}.txt
mark=".venv/.installed-$lock-$(sha256sum "$lock" pyproject.toml 2>/dev/null | sha256sum | cut -c1-16)"
if [ ! -f "$mark" ]; then
  .venv/bin/python -m pip install -qq --disable-pip-version-check --require-hashes -r "$lock"
  .venv/bin/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e . 
  touch "$mark"
fi

case "${1:-}" in
  demo) shift; exec .venv/bin/herdline demo "$@" ;;
  test)
    command -v chromium >/dev/null || apt chromium
    command -v java >/dev/null || [ -n "${JAVA_HOME:-}" ] || apt default-jre-headless
    .venv/bin/python -m pytest "${@:2}"
    ;;
  "") echo "set up: .venv/bin/herdline --help" ;;
  *) echo "setup.sh: demo, test or nothing" >&2; exit 2 ;;
esac
