package dev.tenk.local.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class MigrationLintTest {

  static final List<String> SERVICES = Migrations.SERVICES;

  @ParameterizedTest
  @FieldSource("SERVICES")
  void theMigrationsOfEveryServiceKeepTheRules(String service) throws IOException {
    assertThat(MigrationLint.check(Migrations.of(service), Migrations.released(service))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ALTER TABLE medium ADD COLUMN kind text NOT NULL | not null columns have a default",
        "ALTER TABLE medium ADD token uuid DEFAULT gen_random_uuid() | no table rewrite",
        "ALTER TABLE medium ALTER COLUMN bytes TYPE integer | no table rewrite",
        "ALTER TABLE medium SET UNLOGGED | no table rewrite",
        "ALTER TABLE medium ALTER alt SET NOT NULL | set not null by a constraint that was validated",
        "ALTER TABLE medium RENAME COLUMN alt TO words | nothing is renamed",
        "ALTER TABLE medium ADD CONSTRAINT c CHECK (bytes < 9) | constraints are added not valid",
        "ALTER TABLE medium ADD kind text UNIQUE | 'keys are added concurrently, checks not valid'",
        "CREATE INDEX i ON medium (alt) | create index concurrently",
        "CREATE UNIQUE INDEX i ON ONLY medium (bucket, alt) | create index concurrently",
        "UPDATE medium SET alt = '' WHERE alt IS NULL | 'rows are changed in batches by a job, not by a migration'",
        "ALTER TABLE medium DROP COLUMN alt | what takes away raises schema_compatibility.oldest_service",
        "DROP TABLE medium | what takes away raises schema_compatibility.oldest_service",
        "DROP TABLE medium CASCADE | no cascade",
        "SET lock_timeout = 0 | the job sets lock_timeout",
        "LOCK TABLE medium | no lock of a whole table",
        "VACUUM FULL medium | no lock of a whole table",
        "CREATE TABLE t (a int) PARTITION BY HASH (a) | 'hash partitions by ${by_...} and add_hash_partitions'"
      })
  void findsWhatBreaksARule(String statement, String rule) {
    assertThat(lint(statement + ";")).extracting(MigrationLint.Finding::rule).contains(rule);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ALTER TABLE medium ADD COLUMN kind text",
        "ALTER TABLE medium ADD COLUMN kind text NOT NULL DEFAULT 'photo', ADD COLUMN n numeric(3, 1)",
        "ALTER TABLE medium ADD CONSTRAINT c CHECK (bytes < 9) NOT VALID",
        "ALTER TABLE medium VALIDATE CONSTRAINT c",
        "CREATE INDEX CONCURRENTLY i ON medium_p00 (alt)",
        "ALTER TABLE medium DROP COLUMN alt; UPDATE schema_compatibility SET oldest_service = 36",
        "CREATE TABLE t (a int NOT NULL); CREATE INDEX ON t (a); ALTER TABLE t ADD b int NOT NULL",
        "CREATE TABLE t (canonical text) ${by_canonical}; CALL add_hash_partitions('t')",
        "COMMENT ON TABLE medium IS 'ALTER TABLE medium RENAME'"
      })
  void findsNothingInWhatKeepsThem(String statements) {
    assertThat(lint(statements)).isEmpty();
  }

  @Test
  void leavesWhatWasReleasedAlone() {
    assertThat(
            MigrationLint.check(
                List.of(Script.parse("V3__a.sql", "LOCK TABLE medium"), medium()), 3))
        .isEmpty();
  }

  private static List<MigrationLint.Finding> lint(String statements) {
    return MigrationLint.check(List.of(medium(), Script.parse("V36__change.sql", statements)), 1);
  }

  private static Script medium() {
    return Script.parse("V1__medium.sql", "CREATE TABLE medium (alt text)");
  }
}
