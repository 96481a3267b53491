package dev.tenk.platform.database.consistency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.platform.database.wal.WalPosition;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CallerPositionTest {

  private static final Duration LONG = Duration.ofHours(1);

  private final CallerPosition caller = new CallerPosition();

  @Test
  void onlyGrows() {
    caller.mustSee(new WalPosition(1, 1, 20), LONG);
    caller.mustSee(new WalPosition(1, 1, 10), LONG);
    caller.wrote(new WalPosition(1, 1, 15));

    assertThat(caller.atLeast()).isEqualTo(new WalPosition(1, 1, 20));
    assertThat(caller.isOnPrimaryOnly()).isFalse();
  }

  @Test
  void whatLiesOnTwoHistoriesOnlyThePrimaryShows() {
    caller.mustSee(new WalPosition(1, 1, 20), LONG);
    caller.mustSee(new WalPosition(1, 2, 10), LONG);

    assertThat(caller.isOnPrimaryOnly()).isTrue();
  }

  @Test
  void aWriteOnANewHistoryIncludesWhatIsLeftOfTheOld() {
    caller.wrote(new WalPosition(1, 1, 20));
    caller.wrote(new WalPosition(1, 2, 10));

    assertThat(caller.atLeast()).isEqualTo(new WalPosition(1, 2, 10));
    assertThat(caller.isOnPrimaryOnly()).isFalse();
  }

  @Test
  void theUnknownPasses() {
    caller.mustSeePrimary(Duration.ofSeconds(-1));
    assertThat(caller.isOnPrimaryOnly()).isFalse();

    caller.mustSeePrimary(LONG);
    assertThat(caller.isOnPrimaryOnly()).isTrue();
  }
}
