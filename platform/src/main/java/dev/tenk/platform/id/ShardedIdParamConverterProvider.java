package dev.tenk.platform.id;

import dev.tenk.platform.http.ProblemException;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/** Reads ids in paths and queries; a malformed one is a 400 problem. */
@Provider
public final class ShardedIdParamConverterProvider implements ParamConverterProvider {

  @Override
  @SuppressWarnings("unchecked") // checked by the comparison of the class
  public <T> @Nullable ParamConverter<T> getConverter(
      Class<T> rawType, Type genericType, Annotation[] annotations) {
    return rawType == ShardedId.class ? (ParamConverter<T>) new Converter() : null;
  }

  private static final class Converter implements ParamConverter<ShardedId> {

    @Override
    public ShardedId fromString(String text) {
      return ShardedId.parse(text)
          .orElseThrow(
              () ->
                  ProblemException.badRequest(
                      "malformed-id", "An id in the address is not one this service gives."));
    }

    @Override
    public String toString(ShardedId id) {
      return id.toString();
    }
  }
}
