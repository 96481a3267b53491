# Sourced by the scripts beside it: Debian's packages where they are missing.

install_packages() { # pairs of program:package; false where one is missing and cannot be installed
  local lacking=() pair policy=
  for pair in "$@"; do
    PATH=$PATH:/usr/sbin command -v "${pair%%:*}" >/dev/null || lacking+=("${pair##*:}")
  done
  [ ${#lacking[@]} -gt 0 ] || return 0
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    echo "missing: ${lacking[*]}"
    return 1
  fi
  # some start a server where they can: it is not wanted
  if [ ! -e /usr/sbin/policy-rc.d ]; then
    printf '#!/bin/sh\nexit 101\n' >/usr/sbin/policy-rc.d
    chmod 755 /usr/sbin/policy-rc.d
    policy=ours
  fi
  local code=0
  { apt-get update -qq && apt-get install -y -qq --no-install-recommends "${lacking[@]}"; } >/dev/null || code=$?
  [ -z "$policy" ] || rm -f /usr/sbin/policy-rc.d
  return "$code"
}
