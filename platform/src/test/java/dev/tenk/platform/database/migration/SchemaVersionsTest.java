package dev.tenk.platform.database.migration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SchemaVersionsTest {

  @Test
  void fitsASchemaThatIsOlderThanTheBuildButHasWhatItNeeds() {
    assertThat(new SchemaVersions(35, 33, 34, 1).problem()).isEmpty();
  }

  @Test
  void fitsANewerSchemaThatStillServesIt() {
    assertThat(new SchemaVersions(35, 33, 40, 35).problem()).isEmpty();
  }

  @Test
  void refusesASchemaThatLacksWhatTheCodeNeeds() {
    assertThat(new SchemaVersions(35, 33, 32, 1).problem())
        .hasValue(
            "The schema is at migration 32, this service needs 33: run the migration job first (TENK_MIGRATE_ONLY=true)");
  }

  @Test
  void refusesASchemaThatNoLongerServesIt() {
    assertThat(new SchemaVersions(35, 33, 40, 36).problem())
        .hasValue(
            "The schema is at migration 40 and serves services that know migration 36 or later, this one knows 35: run a newer one");
  }
}
