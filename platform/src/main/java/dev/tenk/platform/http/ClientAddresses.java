package dev.tenk.platform.http;

import io.quarkus.runtime.Startup;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Tells where requests come from, whatever their headers claim.
 *
 * <p>Starts at the connection and goes back one proxy after the other, from the right of the
 * header, as long as the one who speaks is trusted and no more than there are. What a client writes
 * into the header stands further left and is never reached.
 */
@Singleton
@Startup
public final class ClientAddresses {

  private final ProxyConfig config;
  private final CurrentVertxRequest current;
  private final List<AddressBlock> trusted;
  private final String headerName;
  private final Function<String, Optional<InetAddress>> reader;

  @Inject
  ClientAddresses(ProxyConfig config, CurrentVertxRequest current) {
    this.config = config;
    this.current = current;
    this.trusted = config.trusted().stream().map(AddressBlock::parse).toList();
    this.headerName =
        switch (config.header()) {
          case X_FORWARDED_FOR -> "X-Forwarded-For";
          case FORWARDED -> "Forwarded";
        };
    this.reader =
        switch (config.header()) {
          case X_FORWARDED_FOR -> ForwardedHeader::address;
          case FORWARDED -> ForwardedHeader::forwardedFor;
        };
  }

  /** Where the current request comes from. */
  public ClientAddress current() {
    return of(current.getCurrent().request());
  }

  /** Where this request comes from. */
  public ClientAddress of(HttpServerRequest request) {
    String peer = request.remoteAddress().hostAddress();
    return find(peer == null ? "" : peer, request.headers().getAll(headerName));
  }

  ClientAddress find(String peer, List<String> headerLines) {
    InetAddress client = ForwardedHeader.address(peer).orElseGet(InetAddress::getLoopbackAddress);
    List<String> entries = ForwardedHeader.entries(headerLines);
    int hop = 0;
    while (hop < Math.min(config.hops(), entries.size()) && isTrusted(client)) {
      hop++;
      Optional<InetAddress> before = reader.apply(entries.get(entries.size() - hop));
      if (before.isEmpty()) {
        break;
      }
      client = before.get();
    }
    return new ClientAddress(client);
  }

  private boolean isTrusted(InetAddress address) {
    return trusted.stream().anyMatch(block -> block.contains(address));
  }
}
