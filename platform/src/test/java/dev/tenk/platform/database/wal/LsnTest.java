package dev.tenk.platform.database.wal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LsnTest {

  private static final long BLOCK = 8192;
  private static final long SEGMENT = 16 * 1024 * 1024;

  @ParameterizedTest
  @CsvSource({"0/0,0", "16/b374d848,97500059720", "ffffffff/ffffffff,-1"})
  void readsAndWritesTheTextOfPostgres(String text, long lsn) {
    assertThat(Lsn.parse(text)).isEqualTo(lsn);
    assertThat(Lsn.format(lsn)).isEqualTo(text);
  }

  @Test
  void refusesOtherText() {
    assertThatThrownBy(() -> Lsn.parse("16b374d848")).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "24600,24576", // behind the short header of a page
    "24624,24624", // a record's end within a page
    "24576,24576",
    "16777256,16777216", // behind the long header of a segment
    "16777240,16777216"
  })
  void aHeaderThatNothingFollowsIsNoData(long lsn, long end) {
    assertThat(Lsn.withoutPageHeader(lsn, BLOCK, SEGMENT)).isEqualTo(end);
  }

  @Test
  void onlyPositionsOfOneHistoryAreCompared() {
    var early = new WalPosition(7, 1, 100);
    var late = new WalPosition(7, 1, -100); // unsigned
    var promoted = new WalPosition(7, 2, 200);

    assertThat(late.includes(early)).isTrue();
    assertThat(early.includes(late)).isFalse();
    assertThat(early.includes(early)).isTrue();
    assertThat(promoted.includes(early)).isFalse();
    assertThat(new WalPosition(8, 1, 200).includes(early)).isFalse();
  }
}
