package dev.tenk.platform.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardedIdsTest {

  private static final Instant NOW = Instant.parse("2026-05-04T03:02:01.123Z");
  private final ShardedIds ids = new ShardedIds(InstantSource.fixed(NOW), new SplittableRandom(42));

  @Test
  void carriesTheTimeInMilliseconds() {
    assertThat(ids.newOwner().epochMillis()).isEqualTo(NOW.toEpochMilli());
  }

  @Test
  void isAUuidOfVersion7() {
    UUID value = ids.newOwner().value();

    assertThat(value.version()).isEqualTo(7);
    assertThat(value.variant()).isEqualTo(2);
  }

  @Test
  void putsWhatAnAccountOwnsIntoItsBucket() {
    for (int i = 0; i < 1000; i++) {
      ShardedId owner = ids.newOwner();

      assertThat(ids.newOwnedBy(owner).bucket()).isEqualTo(owner.bucket());
    }
  }

  @Test
  void hashesTheSameRandomBitsToTheSameBucket() {
    ShardedId first = new ShardedIds(InstantSource.fixed(NOW), new SplittableRandom(7)).newOwner();
    ShardedId later =
        new ShardedIds(InstantSource.fixed(NOW.plusSeconds(1)), new SplittableRandom(7)).newOwner();

    assertThat(later.bucket()).isEqualTo(first.bucket());
    assertThat(later).isGreaterThan(first);
  }

  @Test
  void spreadsAccountsEvenlyOverBuckets() {
    ShardedIds random = new ShardedIds(Clock.systemUTC(), new SecureRandom());
    int[] counts = new int[ShardedId.BUCKETS];
    int perBucket = 50;
    for (int i = 0; i < ShardedId.BUCKETS * perBucket; i++) {
      counts[random.newOwner().bucket()]++;
    }

    // a Poisson count of mean 50 leaves 10..110 once in far more than a billion runs
    assertThat(Arrays.stream(counts).boxed())
        .allSatisfy(count -> assertThat(count).isBetween(10, 110));
  }

  @Test
  void isItsUuidInJson() throws Exception {
    ObjectMapper json = new ObjectMapper();
    ShardedId id = ids.newOwner();

    String text = json.writeValueAsString(id);

    assertThat(text).isEqualTo('"' + id.toString() + '"');
    assertThat(json.readValue(text, ShardedId.class)).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "01980000-0000-4abc-8000-000000000001",
        "01980000-0000-7abc-c000-000000000001",
        "1-1-7-8-1",
        "01980000-0000-7abc-8000-000000000001 "
      })
  void doesNotParseWhatIsNoId(String text) {
    assertThat(ShardedId.parse(text)).isEmpty();
  }

  @Test
  void refusesOtherUuids() {
    UUID random = UUID.fromString("9b2ee27c-3b3b-4a5c-8f7e-1d2c3b4a5d6e");

    assertThatThrownBy(() -> new ShardedId(random)).isInstanceOf(IllegalArgumentException.class);
  }
}
