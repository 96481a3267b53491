package dev.tenk.platform.page;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenk.platform.http.ProblemException;
import dev.tenk.platform.id.ShardedId;
import dev.tenk.platform.id.ShardedIds;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {

  private final ShardedIds ids =
      new ShardedIds(InstantSource.fixed(Instant.EPOCH), new SplittableRandom(1));
  private final ShardedId first = ids.newOwner();
  private final ShardedId second = ids.newOwner();
  private final ShardedId third = ids.newOwner();

  @Test
  void hasNoNextPageWhenAllRowsFit() {
    assertThat(Page.of(List.of(first, second), 2, Cursor::new))
        .isEqualTo(new Page<>(List.of(first, second), null));
  }

  @Test
  void continuesAfterTheLastItemOfThePage() {
    Page<ShardedId> page = Page.of(List.of(first, second, third), 2, Cursor::new);

    assertThat(page.items()).containsExactly(first, second);

    assertThat(Cursor.fromString(requireNonNull(page.next()))).isEqualTo(new Cursor(second));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "AAAAAAAAAAAAAAAAAAAAAA", "!!!!", "AAAA"})
  void refusesACursorThatNoListGave(String text) {
    assertThatThrownBy(() -> Cursor.fromString(text))
        .isInstanceOfSatisfying(ProblemException.class, e -> assertThat(e.status()).isEqualTo(400));
  }
}
