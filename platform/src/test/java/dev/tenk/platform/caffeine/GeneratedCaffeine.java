package dev.tenk.platform.caffeine;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.lang.reflect.Field;

/**
 * Caffeine loads the classes of a cache and of its entries by names that follow from its settings;
 * native images have them only where they are named.
 */
public final class GeneratedCaffeine {

  private GeneratedCaffeine() {}

  /** The owner's class names what Caffeine has made for its field. */
  public static void assertNamed(Object owner, String cache) throws ReflectiveOperationException {
    Object bounded = field(field(owner, cache), "cache");
    RegisterForReflection named = owner.getClass().getAnnotation(RegisterForReflection.class);
    assertThat(named.classNames())
        .containsExactlyInAnyOrder(
            bounded.getClass().getName(), field(bounded, "nodeFactory").getClass().getName());
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
