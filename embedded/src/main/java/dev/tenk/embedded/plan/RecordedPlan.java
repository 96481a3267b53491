package dev.tenk.embedded.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A statement and what PostgreSQL did for it.
 *
 * @param query its text, with parameters as {@code $1}
 * @param scans the relations that were read, one for each node of the plan
 * @param locksRows whether it says FOR UPDATE or the like
 */
public record RecordedPlan(String query, List<Scan> scans, boolean locksRows) {

  private static final Pattern UNION = Pattern.compile("\\bunion all\\b", Pattern.CASE_INSENSITIVE);
  private static final Pattern PARTITION = Pattern.compile("_p\\d+$");

  /** Copies the list. */
  public RecordedPlan {
    scans = List.copyOf(scans);
  }

  /**
   * A node that reads a table.
   *
   * @param relation the partition, or the table where it has none
   * @param kind as PostgreSQL calls it
   * @param bounded whether a condition bounds what is read of an index; false for a sequential scan
   */
  public record Scan(String relation, String kind, boolean bounded) {

    /** The table that a partition is of. */
    public String table() {
      return tableOf(relation);
    }
  }

  /** The table that a partition is of, by the partition's name. */
  static String tableOf(String relation) {
    return PARTITION.matcher(relation).replaceFirst("");
  }

  static RecordedPlan of(JsonNode entry) {
    List<Scan> scans = new ArrayList<>();
    boolean locks = collect(entry.path("Plan"), scans);
    return new RecordedPlan(
        entry.path("Query Text").asText().replaceAll("\\s+", " ").strip(), scans, locks);
  }

  /** The partitions that were read, by table. */
  public Map<String, Set<String>> partitions() {
    Map<String, Set<String>> partitions = new TreeMap<>();
    scans.forEach(
        scan ->
            partitions
                .computeIfAbsent(scan.table(), table -> new TreeSet<>())
                .add(scan.relation()));
    return partitions;
  }

  /** How many nodes read a table. */
  long scansOf(String table) {
    return scans.stream().filter(scan -> scan.table().equals(table)).count();
  }

  /** How many selects it unites; one where it is no union. */
  long parts() {
    return 1 + UNION.matcher(query).results().count();
  }

  private static boolean collect(JsonNode node, List<Scan> scans) {
    String kind = node.path("Node Type").asText();
    boolean locks = kind.equals("LockRows");
    if (node.has("Relation Name") && !kind.equals("ModifyTable")) {
      scans.add(new Scan(node.path("Relation Name").asText(), kind, isBounded(node, kind)));
    }
    for (JsonNode child : node.path("Plans")) {
      locks |= collect(child, scans);
    }
    return locks;
  }

  private static boolean isBounded(JsonNode node, String kind) {
    if (kind.toLowerCase(Locale.ROOT).startsWith("bitmap heap")) {
      for (JsonNode child : node.path("Plans")) {
        if (!child.has("Index Cond") && !child.path("Node Type").asText().startsWith("Bitmap")) {
          return false;
        }
      }
      return node.has("Recheck Cond");
    }
    return node.has("Index Cond") || kind.equals("Tid Scan");
  }
}
