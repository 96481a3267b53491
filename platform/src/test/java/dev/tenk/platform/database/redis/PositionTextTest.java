package dev.tenk.platform.database.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.platform.database.consistency.RecentWrites.Memory;
import dev.tenk.platform.database.wal.WalPosition;
import java.util.List;
import org.junit.jupiter.api.Test;

class PositionTextTest {

  @Test
  void saysAgainWhatItWasMadeOf() {
    var position = new WalPosition(-3, 2, 0x16_B374_D848L);

    assertThat(PositionText.of(position)).isEqualTo("0000000200000016b374d848fffffffffffffffd");
    assertThat(PositionText.read(PositionText.of(position))).isEqualTo(new Memory.Wrote(position));
    assertThat(PositionText.read(null)).isEqualTo(new Memory.Nothing());
    assertThat(PositionText.read(PositionText.UNKNOWN)).isEqualTo(new Memory.Unknown());
  }

  @Test
  void isOrderedAsPositionsAre() {
    List<String> inOrder =
        List.of(
            PositionText.of(new WalPosition(9, 1, 5)),
            PositionText.of(new WalPosition(9, 1, 0x1_0000_0000L)),
            PositionText.of(new WalPosition(9, 1, -1)),
            PositionText.of(new WalPosition(9, 2, 1)),
            PositionText.UNKNOWN);

    assertThat(inOrder).isSorted();
  }
}
