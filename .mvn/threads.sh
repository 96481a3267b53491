# Sourced by mvnw with its arguments: has Maven build three modules to two cores at once, since tests wait for much of their time.
# Not where threads are given (-T, also in MAVEN_ARGS); not with -Dci, whose long tests have bounds of time, or with -Daot, which trains
# services; and not for native executables, each of which takes a machine's memory to build.

case " ${MAVEN_ARGS-} $* " in
  *" -T"* | *" --threads"* | *" -Dci"* | *" -Daot"* | *" -Dnative"* | *" -Dquarkus.native"*) ;;
  *)
    MAVEN_ARGS="-T1.5C ${MAVEN_ARGS-}"
    export MAVEN_ARGS
    ;;
esac
