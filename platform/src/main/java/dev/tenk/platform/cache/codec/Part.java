package dev.tenk.platform.cache.codec;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * How one type of value is written and read.
 *
 * @param shape in words: what is written, in which order
 */
record Part<T>(String shape, BiConsumer<Writer, T> write, Function<Reader, T> read) {

  /** The part of a type. */
  static Part<?> of(Type type) {
    return switch (type) {
      case ParameterizedType generic when generic.getRawType() == List.class ->
          list(of(generic.getActualTypeArguments()[0]));
      case Class<?> plain when plain.isRecord() -> RecordPart.of(plain.asSubclass(Record.class));
      case Class<?> plain when plain.isEnum() -> enumeration(plain);
      case Class<?> plain -> simple(plain);
      default -> throw unsupported(type);
    };
  }

  private static Part<?> simple(Class<?> type) {
    return switch (type.getName()) {
      case "int", "java.lang.Integer" ->
          new Part<Integer>("int", (out, v) -> out.putSigned(v), in -> (int) in.getSigned());
      case "short", "java.lang.Short" ->
          new Part<Short>("short", (out, v) -> out.putSigned(v), in -> (short) in.getSigned());
      case "long", "java.lang.Long" ->
          new Part<Long>("long", (out, v) -> out.putSigned(v), Reader::getSigned);
      case "boolean", "java.lang.Boolean" ->
          new Part<Boolean>("boolean", (out, v) -> out.put(v ? 1 : 0), in -> in.get() == 1);
      case "double", "java.lang.Double" ->
          new Part<Double>(
              "double",
              (out, v) -> out.putFixed(Double.doubleToLongBits(v)),
              in -> Double.longBitsToDouble(in.getFixed()));
      case "java.lang.String" -> new Part<String>("text", Writer::putText, Reader::getText);
      case "java.util.UUID" ->
          new Part<UUID>(
              "uuid",
              (out, v) -> {
                out.putFixed(v.getMostSignificantBits());
                out.putFixed(v.getLeastSignificantBits());
              },
              in -> new UUID(in.getFixed(), in.getFixed()));
      case "java.time.Instant" ->
          new Part<Instant>(
              "instant",
              (out, v) -> {
                out.putSigned(v.getEpochSecond());
                out.putVarint(v.getNano());
              },
              in -> Instant.ofEpochSecond(in.getSigned(), in.getVarint()));
      case "java.net.URI" ->
          new Part<URI>(
              "uri", (out, v) -> out.putText(v.toString()), in -> URI.create(in.getText()));
      default -> throw unsupported(type);
    };
  }

  private static Part<?> enumeration(Class<?> type) {
    Object[] constants = type.getEnumConstants();
    StringBuilder shape = new StringBuilder("enum(");
    for (Object constant : constants) {
      shape.append(((Enum<?>) constant).name()).append(' ');
    }
    return new Part<Object>(
        shape.append(')').toString(),
        (out, v) -> out.putVarint(((Enum<?>) v).ordinal()),
        in -> {
          long ordinal = in.getVarint();
          if (ordinal < 0 || ordinal >= constants.length) {
            throw new UnreadableValueException("no such constant");
          }
          return constants[(int) ordinal];
        });
  }

  private static <E> Part<List<E>> list(Part<E> item) {
    return new Part<>(
        "list<" + item.shape + ">",
        (out, v) -> {
          out.putVarint(v.size());
          v.forEach(each -> item.write.accept(out, each));
        },
        in -> {
          int count = in.getCount();
          List<E> items = new ArrayList<>(count);
          for (int i = 0; i < count; i++) {
            items.add(item.read.apply(in));
          }
          return List.copyOf(items);
        });
  }

  private static IllegalArgumentException unsupported(Type type) {
    return new IllegalArgumentException("cannot be cached: " + type.getTypeName());
  }
}
