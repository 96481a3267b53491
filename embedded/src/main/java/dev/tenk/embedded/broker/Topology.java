package dev.tenk.embedded.broker;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a broker must have for Tenk, in the words of each kind: durable queues that dead-letter at
 * an explicit limit, and queues of dead letters that never give up on one.
 */
public enum Topology {
  ARTEMIS {
    @Override
    public String definitions() {
      return """
          <!-- Tenk's queues: parts of broker.xml, inside of <core>, before any more general address-setting -->
          <addresses>
          %s</addresses>
          <address-settings>
          %s</address-settings>
          """
          .formatted(
              Broker.QUEUES.stream()
                  .map(queue -> address(queue) + address(Broker.deadLetters(queue)))
                  .collect(Collectors.joining()),
              Broker.QUEUES.stream()
                  .map(queue -> settings(queue) + deadSettings(Broker.deadLetters(queue)))
                  .collect(Collectors.joining()));
    }

    private String address(String name) {
      return "  <address name=\"%1$s\"><anycast><queue name=\"%1$s\"><durable>true</durable></queue></anycast></address>\n"
          .formatted(name);
    }

    private String settings(String queue) {
      return """
            <address-setting match="%s">
              <dead-letter-address>%s</dead-letter-address>
              <max-delivery-attempts>%d</max-delivery-attempts>
              <redelivery-delay>0</redelivery-delay>
              <auto-create-queues>false</auto-create-queues>
              <auto-create-addresses>false</auto-create-addresses>
              <auto-delete-queues>false</auto-delete-queues>
              <auto-delete-addresses>false</auto-delete-addresses>
            </address-setting>
          """
          .formatted(queue, Broker.deadLetters(queue), DELIVERY_LIMIT);
    }

    private String deadSettings(String name) {
      return """
            <address-setting match="%s">
              <max-delivery-attempts>-1</max-delivery-attempts>
              <auto-create-queues>false</auto-create-queues>
              <auto-delete-queues>false</auto-delete-queues>
            </address-setting>
          """
          .formatted(name);
    }
  },

  /**
   * Its limit counts what was given back untried as well, so that an outage of the database would
   * make dead letters of good messages: it is switched off, and the consumers' own is what holds.
   */
  RABBITMQ {
    @Override
    public String definitions() {
      return "{\"queues\": [\n%s\n]}\n"
          .formatted(
              Broker.QUEUES.stream()
                  .map(queue -> dead(Broker.deadLetters(queue)) + ",\n" + queue(queue))
                  .collect(Collectors.joining(",\n")));
    }

    private String queue(String name) {
      return declared(
          name,
          ", \"x-delivery-limit\": -1, \"x-dead-letter-exchange\": \"\", \"x-dead-letter-routing-key\": \"%s\", \"x-dead-letter-strategy\": \"at-least-once\", \"x-overflow\": \"reject-publish\""
              .formatted(Broker.deadLetters(name)));
    }

    private String dead(String name) {
      return declared(name, ", \"x-delivery-limit\": -1");
    }

    private String declared(String name, String arguments) {
      return "  {\"name\": \"%s\", \"vhost\": \"/\", \"durable\": true, \"auto_delete\": false, \"arguments\": {\"x-queue-type\": \"quorum\"%s}}"
          .formatted(name, arguments);
    }
  };

  /**
   * How often Artemis delivers a message that is given back as failed; the consumers give up
   * before.
   */
  public static final int DELIVERY_LIMIT = 5;

  /** What to give to the broker. */
  public abstract String definitions();

  /** By its name in lower case. */
  public static Optional<Topology> named(String name) {
    return Arrays.stream(values())
        .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst();
  }
}
