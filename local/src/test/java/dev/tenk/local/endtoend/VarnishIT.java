package dev.tenk.local.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The real Varnish. */
class VarnishIT extends EdgeContract {

  VarnishIT() {
    super(new VarnishEdge());
  }

  @Test
  void purgesByKeyWhatHasAPathThatOnlyClientsKnow() throws Exception {
    // given: a page of another size than the first ones that services know of
    Person person = Person.signUp(api);
    String page = "/v1/media?owner=" + person.id() + "&limit=3";
    assertThat(get(page).body()).contains("\"items\":[]");
    assertThat(cache(get(page))).isEqualTo("HIT");

    // when
    String id = person.upload(Photo.plain(60, 40, Color.RED));

    // then: long before its time is over
    Awaitility.await()
        .atMost(Duration.ofSeconds(5))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> get(page).body().contains(id));
  }
}
