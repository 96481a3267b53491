package dev.tenk.embedded.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What every statement of a service keeps, so that it costs the same however large a table grows
 * and runs unchanged where Citus distributes the tables: it touches one partition (there, one
 * shard), or each part of a union one, reads none as a whole, and locks rows of one only.
 *
 * @param exceptions background work that is of all partitions by its nature, each with its reason;
 *     it too may lock no rows of several partitions by hash
 * @param queues tables in the order of time that are read from their beginning: never large, and
 *     local on the coordinator under Citus
 */
public record PlanRules(List<Background> exceptions, Set<String> queues) {

  /**
   * An exception.
   *
   * @param query found in the statement's text
   * @param reason why it cannot name its partition
   */
  public record Background(Pattern query, String reason) {}

  /**
   * What is wrong, a line for each finding; empty when all is well.
   *
   * @param big tables that are to be taken for large
   */
  public List<String> violations(List<RecordedPlan> plans, Set<String> big) {
    Map<String, Set<String>> found = new TreeMap<>();
    for (RecordedPlan plan : plans) {
      Set<String> wrong = new TreeSet<>();
      boolean background =
          exceptions.stream().anyMatch(exception -> exception.query().matcher(plan.query()).find());
      plan.partitions()
          .forEach(
              (table, partitions) -> {
                if (partitions.size() < 2 || !big.contains(table) || queues.contains(table)) {
                  return;
                }
                if (plan.locksRows()) {
                  wrong.add("locks rows of " + partitions.size() + " partitions of " + table);
                }
                if (!background && plan.scansOf(table) > plan.parts()) {
                  wrong.add("touches " + partitions.size() + " partitions of " + table);
                }
              });
      plan.scans().stream()
          .filter(scan -> big.contains(scan.table()) && !queues.contains(scan.table()))
          .filter(scan -> !scan.bounded())
          .forEach(scan -> wrong.add("reads all of " + scan.table() + " by " + scan.kind()));
      if (!wrong.isEmpty()) {
        found.computeIfAbsent(plan.query(), query -> new TreeSet<>()).addAll(wrong);
      }
    }
    List<String> lines = new ArrayList<>();
    found.forEach((query, wrong) -> lines.add(String.join(", ", wrong) + ": " + query));
    return lines;
  }
}
