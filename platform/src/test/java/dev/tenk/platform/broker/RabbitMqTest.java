package dev.tenk.platform.broker;

import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * The contract on a RabbitMQ 4 whose queues were declared by {@code ./tenk broker rabbitmq}; see
 * docs/operations/pipeline.md.
 */
@EnabledIfEnvironmentVariable(named = RabbitMqTest.ADDRESS, matches = "amqp://.+")
class RabbitMqTest extends BrokerContract {

  static final String ADDRESS = "TENK_TEST_RABBITMQ";

  @Override
  String url() {
    return System.getenv(ADDRESS);
  }

  @Override
  boolean countsDeaths() {
    return true;
  }

  @Override
  TestBroker connect(String url) {
    return TestBroker.withPrefix(url, "/queues/");
  }
}
