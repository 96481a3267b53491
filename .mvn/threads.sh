# Sourced by mvnw with its arguments: has Maven build three modules to two cores at once, since tests wait for much of their time.
# Not where threads are given (-T, also in MAVEN_ARGS); not with -Dci or -Daot, where services are measured and trained one by one; and
# not for native executables, each of which takes a machine's memory to build.

case " ${MAVEN_ARGS-} $* " in
  *" -T"* | *" --threads"* | *" -Dci"* | *" -Daot"* | *" -Dnative"* | *" -Dquarkus.native"*) ;;
  *)
    MAVEN_ARGS="-T1.5C ${MAVEN_ARGS-}"
    export MAVEN_ARGS
    ;;
esac
