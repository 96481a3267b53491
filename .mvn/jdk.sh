# Sourced by mvnw and tenk: exports the JAVA_HOME of a JDK 25 or newer, or says what to do and fails.
# Looked up in this order: JAVA_HOME, the java on PATH, /usr/lib/jvm, SDKMAN.

tenk_jdk_version() { # prints the feature version of the JDK in $1, or nothing
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 0
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

tenk_find_jdk() {
  wanted=25
  on_path=$(command -v java 2>/dev/null) || on_path=
  [ -z "$on_path" ] || on_path=$(dirname "$(dirname "$(readlink -f "$on_path")")")
  set +f
  for home in "${JAVA_HOME-}" "$on_path" \
    /usr/lib/jvm/* "${SDKMAN_DIR:-$HOME/.sdkman}"/candidates/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    [ -n "$home" ] || continue
    version=$(tenk_jdk_version "$home")
    if [ "${version:-0}" -ge "$wanted" ]; then
      JAVA_HOME=$home
      export JAVA_HOME
      return 0
    fi
  done
  echo "Tenk needs a JDK $wanted: none in JAVA_HOME, PATH, /usr/lib/jvm or SDKMAN. Install one (for example 'sdk install java 25-tem') or set JAVA_HOME." >&2
  return 1
}

tenk_find_jdk || exit 1
