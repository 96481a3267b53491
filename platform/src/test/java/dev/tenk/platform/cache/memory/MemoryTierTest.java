package dev.tenk.platform.cache.memory;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Ticker;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.lang.reflect.Field;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What Caffeine generates for this tier is known to native images by name alone. */
class MemoryTierTest {

  @Test
  void namesTheCacheThatCaffeineMakes() throws ReflectiveOperationException {
    // given
    var tier =
        new MemoryTier<String, String>(
            new Coherence(Ticker.systemTicker()),
            1_024,
            Duration.ofSeconds(1),
            Ticker.systemTicker());

    // when
    Object manual = field(tier, "entries");
    Object bounded = field(manual, "cache");

    // then
    RegisterForReflection registered = MemoryTier.class.getAnnotation(RegisterForReflection.class);
    assertThat(registered.classNames())
        .contains(bounded.getClass().getName(), field(bounded, "nodeFactory").getClass().getName());
  }

  private static Object field(Object owner, String name) throws ReflectiveOperationException {
    for (Class<?> type = owner.getClass(); type != null; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (field.getName().equals(name)) {
          field.setAccessible(true);
          return field.get(owner);
        }
      }
    }
    throw new NoSuchFieldException(name);
  }
}
