package dev.tenk.platform.cache.codec;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The components of a record one after the other, references with a byte that tells null. */
final class RecordPart {

  private RecordPart() {}

  private record Component(Method accessor, boolean primitive, Part<Object> part) {

    void write(Writer out, Object of) {
      try {
        Object value = accessor.invoke(of);
        if (!primitive) {
          out.put(value == null ? 0 : 1);
        }
        if (value != null) {
          part.write().accept(out, value);
        }
      } catch (IllegalAccessException | InvocationTargetException e) {
        throw new IllegalStateException(e);
      }
    }

    @Nullable Object read(Reader in) {
      return primitive || in.get() == 1 ? part.read().apply(in) : null;
    }
  }

  static <R extends Record> Part<R> of(Class<R> type) {
    RecordComponent[] declared = type.getRecordComponents();
    List<Component> components = new ArrayList<>();
    StringBuilder shape = new StringBuilder(type.getSimpleName()).append('(');
    for (RecordComponent each : declared) {
      @SuppressWarnings("unchecked") // written and read by the same part
      Part<Object> part = (Part<Object>) Part.of(each.getGenericType());
      each.getAccessor().setAccessible(true);
      boolean primitive = each.getType().isPrimitive();
      components.add(new Component(each.getAccessor(), primitive, part));
      shape.append(each.getName()).append(':').append(part.shape());
      shape.append(primitive ? "" : "?").append(' ');
    }
    Constructor<R> constructor = constructor(type, declared);
    return new Part<>(
        shape.append(')').toString(),
        (out, value) -> components.forEach(component -> component.write(out, value)),
        in -> create(constructor, components, in));
  }

  private static <R extends Record> Constructor<R> constructor(
      Class<R> type, RecordComponent[] declared) {
    try {
      Constructor<R> constructor =
          type.getDeclaredConstructor(
              Arrays.stream(declared).map(RecordComponent::getType).toArray(Class[]::new));
      constructor.setAccessible(true);
      return constructor;
    } catch (NoSuchMethodException e) {
      throw new IllegalArgumentException("not registered for reflection: " + type.getName(), e);
    }
  }

  private static <R> R create(Constructor<R> constructor, List<Component> components, Reader in) {
    @Nullable Object[] values = new Object[components.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = components.get(i).read(in);
    }
    try {
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      throw new UnreadableValueException(e);
    }
  }
}
