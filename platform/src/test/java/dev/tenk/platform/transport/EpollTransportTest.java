package dev.tenk.platform.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.VertxOptions;
import io.vertx.core.impl.VertxBuilder;
import io.vertx.core.impl.transports.JDKTransport;
import io.vertx.core.spi.transport.Transport;
import org.junit.jupiter.api.Test;

class EpollTransportTest {

  private static final Transport EPOLL = new io.vertx.core.impl.transports.EpollTransport();

  /** As on another system. */
  private static final Transport NONE =
      new io.vertx.core.impl.transports.EpollTransport() {
        @Override
        public boolean isAvailable() {
          return false;
        }
      };

  @Test
  void isChosenWherePreferredAndThere() {
    assertThat(chosen(true, EPOLL)).isSameAs(EPOLL.isAvailable() ? EPOLL : JDKTransport.INSTANCE);
  }

  @Test
  void isNotChosenWhereNotPreferred() {
    assertThat(chosen(false, EPOLL)).isSameAs(JDKTransport.INSTANCE);
  }

  @Test
  void isNotChosenWhereItDoesNotWork() {
    assertThat(chosen(true, NONE)).isSameAs(JDKTransport.INSTANCE);
  }

  @Test
  void aTransportThatWasFoundStays() {
    var builder = new VertxBuilder(new VertxOptions().setPreferNativeTransport(true));
    builder.findTransport(NONE);

    EpollTransport.prefer(builder, EPOLL);

    assertThat(builder.findTransport()).isSameAs(NONE);
  }

  private static Transport chosen(boolean preferred, Transport epoll) {
    var builder = new VertxBuilder(new VertxOptions().setPreferNativeTransport(preferred));
    builder.findTransport(JDKTransport.INSTANCE);
    EpollTransport.prefer(builder, epoll);
    return builder.findTransport();
  }
}
