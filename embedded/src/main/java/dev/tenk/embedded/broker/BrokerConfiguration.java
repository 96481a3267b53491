package dev.tenk.embedded.broker;

import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.CoreAddressConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.core.settings.impl.PageFullMessagePolicy;

/**
 * Artemis with AMQP on loopback and nothing else: no management, no other protocol, no queue that
 * is not declared here. Messages in memory are bounded; over the bound they go to pages on disk,
 * and over the pages' bound senders are refused.
 */
final class BrokerConfiguration {
  private static final int MAX_DELIVERY_ATTEMPTS = Topology.DELIVERY_LIMIT;
  private static final int WITHOUT_END = -1;
  private static final int MEBIBYTE = 1 << 20;
  private static final int JOURNAL_FILE_BYTES = 4 * MEBIBYTE;
  private static final int PAGE_BYTES = MEBIBYTE;
  private static final int ADDRESS_MEMORY_BYTES = 8 * MEBIBYTE;
  private static final int MEMORY_BYTES = 32 * MEBIBYTE;
  private static final long PAGED_BYTES = 512L * MEBIBYTE;
  private static final long MIN_FREE_DISK_BYTES = 256L * MEBIBYTE;

  private BrokerConfiguration() {}

  static Configuration from(Properties properties) throws Exception {
    Path data = Path.of(properties.getProperty(Broker.DATA));
    boolean durable = Boolean.parseBoolean(properties.getProperty(Broker.DURABLE));
    Configuration configuration = new ConfigurationImpl();
    configuration
        .setName("tenk")
        .addAcceptorConfiguration("amqp", acceptor(properties.getProperty(Broker.PORT)))
        .setSecurityEnabled(true)
        .setJMXManagementEnabled(false)
        .setPersistenceEnabled(true)
        .setJournalType(JournalType.NIO)
        .setJournalFileSize(JOURNAL_FILE_BYTES)
        .setJournalMinFiles(2)
        .setJournalDatasync(durable)
        .setJournalSyncTransactional(durable)
        .setJournalSyncNonTransactional(durable)
        .setJournalDirectory(data.resolve("journal").toString())
        .setBindingsDirectory(data.resolve("bindings").toString())
        .setPagingDirectory(data.resolve("paging").toString())
        .setLargeMessagesDirectory(data.resolve("large").toString())
        .setGlobalMaxSize(MEMORY_BYTES)
        .setMinDiskFree(MIN_FREE_DISK_BYTES)
        .setThreadPoolMaxSize(8)
        .setScheduledThreadPoolMaxSize(2);
    configuration.addAddressSetting("#", closed());
    configuration.putSecurityRoles("#", Set.of(role()));
    for (String queue : Broker.QUEUES) {
      String deadLetters = Broker.deadLetters(queue);
      declare(configuration, queue);
      declare(configuration, deadLetters);
      configuration.addAddressSetting(
          queue, closed().setDeadLetterAddress(SimpleString.of(deadLetters)));
      configuration.addAddressSetting(deadLetters, closed().setMaxDeliveryAttempts(WITHOUT_END));
    }
    return configuration;
  }

  private static String acceptor(String port) {
    return "tcp://127.0.0.1:%s?protocols=AMQP;useEpoll=false;amqpMinLargeMessageSize=-1"
        .formatted(port);
  }

  private static void declare(Configuration configuration, String name) {
    configuration.addAddressConfiguration(
        new CoreAddressConfiguration()
            .setName(name)
            .addRoutingType(RoutingType.ANYCAST)
            .addQueueConfig(
                QueueConfiguration.of(name)
                    .setAddress(name)
                    .setRoutingType(RoutingType.ANYCAST)
                    .setDurable(true)));
  }

  private static AddressSettings closed() {
    return new AddressSettings()
        .setAutoCreateAddresses(false)
        .setAutoCreateQueues(false)
        .setAutoDeleteAddresses(false)
        .setAutoDeleteQueues(false)
        .setAutoCreateDeadLetterResources(false)
        .setAutoCreateExpiryResources(false)
        .setMaxDeliveryAttempts(MAX_DELIVERY_ATTEMPTS)
        .setRedeliveryDelay(0)
        .setMaxSizeBytes(ADDRESS_MEMORY_BYTES)
        .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE)
        .setPageSizeBytes(PAGE_BYTES)
        .setPageLimitBytes(PAGED_BYTES)
        .setPageFullMessagePolicy(PageFullMessagePolicy.FAIL);
  }

  /** Send, consume and browse; no making, deleting or managing. */
  private static Role role() {
    return new Role(BrokerMain.ROLE, true, true, false, false, false, false, false, true);
  }
}
