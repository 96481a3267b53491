package dev.tenk.media.dead;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tenk.contract.Queues;
import dev.tenk.embedded.broker.Broker;
import org.junit.jupiter.api.Test;

class QueuesTest {

  @Test
  void theEmbeddedBrokerHasThoseOfTheContract() {
    assertThat(Broker.QUEUES).containsExactlyElementsOf(Queues.ALL);
  }
}
