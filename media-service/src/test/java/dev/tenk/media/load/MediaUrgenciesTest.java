package dev.tenk.media.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.platform.load.Urgency;
import io.vertx.core.http.HttpMethod;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaUrgenciesTest {

  @ParameterizedTest
  @CsvSource({
    "GET, /v1/media/x, true, HIGH",
    "GET, /v1/media/x, false, NORMAL",
    "GET, /m/x/thumb.webp, false, DELIVERY",
    "GET, /m/x/thumb, true, DELIVERY",
    "GET, /v1/media/x/original, true, DELIVERY",
    "PATCH, /v1/media/x, true, NORMAL",
    "GET, /v1/media, true, LOW",
    "GET, /v1/media/dead-letters, true, LOW",
    "POST, /v1/uploads, true, LOW",
    "POST, /v1/uploads/x/complete, true, NORMAL",
    "POST, /v1/media, true, BODY",
    "PUT, /v1/uploads/x/bytes, false, BODY",
    "GET, /v1/events, true, STREAM",
    "GET, /v1/media/x/events, false, STREAM"
  })
  void areAsDocumented(String method, String path, boolean signedIn, Urgency urgency) {
    assertThat(new MediaUrgencies().of(HttpMethod.valueOf(method), path, signedIn))
        .isEqualTo(urgency);
  }
}
