package dev.tenk.platform.transport;

import io.quarkus.runtime.ImageMode;
import io.vertx.core.impl.VertxBuilder;
import io.vertx.core.impl.transports.JDKTransport;
import io.vertx.core.spi.VertxServiceProvider;
import io.vertx.core.spi.transport.Transport;
import org.jboss.logging.Logger;

/**
 * Gives Vert.x the kernel's epoll in native images, where Quarkus's substitution has it use what
 * Java has for all systems even if {@code quarkus.vertx.prefer-native-transport} says otherwise. On
 * a JVM Vert.x finds epoll itself. Netty's own metadata register its library and what that calls.
 */
public final class EpollTransport implements VertxServiceProvider {

  private static final Logger LOG = Logger.getLogger(EpollTransport.class);

  /** For the service loader. */
  public EpollTransport() {}

  @Override
  public void init(VertxBuilder builder) {
    if (ImageMode.current() == ImageMode.NATIVE_RUN) {
      prefer(builder, new io.vertx.core.impl.transports.EpollTransport());
    }
  }

  /** Chooses the transport where one is preferred and it works here. */
  static void prefer(VertxBuilder builder, Transport epoll) {
    if (!builder.options().getPreferNativeTransport()
        || builder.findTransport() != JDKTransport.INSTANCE) {
      return;
    }
    if (epoll.isAvailable()) {
      builder.findTransport(epoll);
    } else {
      LOG.infof("no epoll here: %s", epoll.unavailabilityCause());
    }
  }
}
