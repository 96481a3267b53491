package dev.tenk.embedded.broker;

import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.activemq.artemis.core.config.impl.SecurityConfiguration;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.apache.activemq.artemis.spi.core.security.ActiveMQJAASSecurityManager;
import org.apache.activemq.artemis.spi.core.security.jaas.InVMLoginModule;

/**
 * The broker's process: reads one properties file, which holds the password, and serves until it is
 * ended.
 */
public final class BrokerMain {
  static final String ROLE = "tenk";

  /** Artemis writes every message to these, as if it were news, unless it is told otherwise. */
  private static final List<Logger> AUDITS =
      List.of(
          Logger.getLogger("org.apache.activemq.audit.base"),
          Logger.getLogger("org.apache.activemq.audit.message"),
          Logger.getLogger("org.apache.activemq.audit.resource"));

  private BrokerMain() {}

  /** Takes the path of the properties file. */
  public static void main(String[] arguments) throws Exception {
    var properties = new Properties();
    try (Reader reader = Files.newBufferedReader(Path.of(arguments[0]))) {
      properties.load(reader);
    }
    AUDITS.forEach(audit -> audit.setLevel(Level.WARNING));
    ActiveMQServer server =
        new ActiveMQServerImpl(BrokerConfiguration.from(properties), security(properties));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "broker-stop"));
    server.start();
  }

  private static ActiveMQJAASSecurityManager security(Properties properties) {
    var users = new SecurityConfiguration();
    String user = properties.getProperty(Broker.USER);
    users.addUser(user, properties.getProperty(Broker.PASSWORD));
    users.addRole(user, ROLE);
    return new ActiveMQJAASSecurityManager(InVMLoginModule.class.getName(), users);
  }

  private static void stop(ActiveMQServer server) {
    try {
      server.stop();
    } catch (Exception e) {
      System.err.println("The broker did not stop in order: " + e);
    }
  }
}
