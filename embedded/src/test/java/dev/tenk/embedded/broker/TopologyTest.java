package dev.tenk.embedded.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class TopologyTest {

  @Test
  void artemisGetsEveryQueueWithItsDeadLetters() throws Exception {
    String xml = "<core>" + Topology.ARTEMIS.definitions() + "</core>";

    Document parsed =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(xml)));

    assertThat(parsed.getElementsByTagName("queue").getLength())
        .isEqualTo(2 * Broker.QUEUES.size());
    assertThat(xml)
        .contains(
            "<dead-letter-address>dead.media.bulk</dead-letter-address>",
            "<max-delivery-attempts>5</max-delivery-attempts>");
  }

  @Test
  void rabbitMqGetsQuorumQueuesWithoutALimitThatCountsWhatIsGivenBack() {
    List<String> lines =
        Topology.RABBITMQ
            .definitions()
            .lines()
            .filter(line -> line.contains("\"name\": \"media.results\""))
            .toList();

    assertThat(lines)
        .singleElement()
        .asString()
        .contains(
            "\"durable\": true",
            "\"x-queue-type\": \"quorum\"",
            "\"x-delivery-limit\": -1",
            "\"x-dead-letter-routing-key\": \"dead.media.results\"");
  }
}
