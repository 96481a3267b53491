package dev.tenk.local.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rules of docs/operations/migrations.md, held to the text of migrations. What concerns tables
 * that are in use is asked only of tables that a release had: a table that is made by an unreleased
 * migration is empty when the next one runs.
 */
final class MigrationLint {

  private static final Pattern CREATED =
      Pattern.compile("create (?:unlogged )?table (?:if not exists )?([\\w.]+)");
  private static final Pattern ALTERED =
      Pattern.compile("alter table (?:if exists )?(?:only )?([\\w.]+) (.*)");
  private static final Pattern INDEX =
      Pattern.compile("create (?:unique )?index (concurrently )?.*? on (?:only )?([\\w.]+).*");
  private static final Pattern VOLATILE =
      Pattern.compile("default [^,]*\\b(random|gen_random_uuid|uuidv7|clock_timestamp|nextval)\\b");
  private static final Pattern CHANGED = Pattern.compile("(?:update|delete from) ([\\w.]+)(.*)");

  private final List<Finding> findings = new ArrayList<>();
  private final Set<String> unreleased = new HashSet<>();

  /**
   * What breaks a rule.
   *
   * @param script its file
   * @param rule the rule, in a few words
   * @param statement what breaks it
   */
  record Finding(String script, String rule, String statement) {}

  /**
   * Checks the migrations of a service.
   *
   * @param released the newest migration of the last release; 0 before the first
   */
  static List<Finding> check(List<Script> scripts, double released) {
    var lint = new MigrationLint();
    for (Script script : scripts) {
      if (script.version() > released) {
        script.statements().forEach(lint::noteCreated);
        script.statements().forEach(statement -> lint.check(script, statement));
      }
    }
    return lint.findings;
  }

  private void noteCreated(String statement) {
    Matcher created = CREATED.matcher(statement);
    if (created.lookingAt()) {
      unreleased.add(created.group(1));
    }
  }

  private void check(Script script, String statement) {
    require(
        !statement.contains("lock_timeout") || statement.startsWith("create function"),
        script,
        "the job sets lock_timeout",
        statement);
    require(
        !statement.matches("(vacuum full|cluster|lock table|reindex (?!.*concurrently)).*"),
        script,
        "no lock of a whole table",
        statement);
    require(
        !statement.contains("by hash (") && !statement.contains("modulus"),
        script,
        "hash partitions by ${by_...} and add_hash_partitions",
        statement);
    require(
        !statement.matches("(drop|alter) (table|index|view) .*\\bcascade\\b.*"),
        script,
        "no cascade",
        statement);
    checkTable(script, statement);
  }

  private void checkTable(Script script, String statement) {
    Matcher index = INDEX.matcher(statement);
    if (index.matches() && isInUse(index.group(2))) {
      require(index.group(1) != null, script, "create index concurrently", statement);
    }
    Matcher altered = ALTERED.matcher(statement);
    if (altered.matches() && isInUse(altered.group(1))) {
      for (String action : altered.group(2).split(",(?![^(]*\\))")) {
        checkAction(script, action.strip(), statement);
      }
    }
    Matcher changed = CHANGED.matcher(statement);
    if (changed.matches() && isInUse(changed.group(1))) {
      require(
          changed.group(1).equals("schema_compatibility"),
          script,
          "rows are changed in batches by a job, not by a migration",
          statement);
    }
    if (statement.matches("drop table .*") || statement.matches("alter table .* drop column .*")) {
      requireContract(script, statement);
    }
  }

  private void checkAction(Script script, String action, String statement) {
    if (action.startsWith("add constraint") || action.matches("add (check|foreign key).*")) {
      require(action.contains("not valid"), script, "constraints are added not valid", statement);
    } else if (action.startsWith("add ")) {
      require(
          !action.contains("not null") || action.contains("default"),
          script,
          "not null columns have a default",
          statement);
      require(!VOLATILE.matcher(action).find(), script, "no table rewrite", statement);
      require(
          !action.matches(".*\\b(unique|primary key|references|stored)\\b.*"),
          script,
          "keys are added concurrently, checks not valid",
          statement);
    }
    require(
        !action.matches("alter (column )?\\w+ (set data )?type .*")
            && !action.matches("set (tablespace|logged|unlogged|access method).*"),
        script,
        "no table rewrite",
        statement);
    require(
        !action.matches("alter (column )?\\w+ set not null"),
        script,
        "set not null by a constraint that was validated",
        statement);
    require(!action.startsWith("rename"), script, "nothing is renamed", statement);
  }

  /** What takes something away says from which service on the schema may be used. */
  private void requireContract(Script script, String statement) {
    require(
        script.statements().stream()
            .anyMatch(other -> other.startsWith("update schema_compatibility set oldest_service")),
        script,
        "what takes away raises schema_compatibility.oldest_service",
        statement);
  }

  private boolean isInUse(String table) {
    return !unreleased.contains(table);
  }

  private void require(boolean holds, Script script, String rule, String statement) {
    if (!holds) {
      findings.add(new Finding(script.name(), rule, statement));
    }
  }
}
