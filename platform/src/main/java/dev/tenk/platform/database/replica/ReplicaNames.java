package dev.tenk.platform.database.replica;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of replicas in logs and metrics: host and port, never what else a URL may hold. */
final class ReplicaNames {

  private static final Pattern AUTHORITY = Pattern.compile("jdbc:[a-z]+://(?:[^@/]*@)?([^/?]+).*");

  private ReplicaNames() {}

  static String of(String url) {
    Matcher matcher = AUTHORITY.matcher(url);
    return matcher.matches() ? matcher.group(1) : "replica";
  }
}
