package dev.tenk.platform.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;

/** Whose word is taken for the client's address. */
@ConfigMapping(prefix = "tenk.http.proxy")
public interface ProxyConfig {

  /** The header in which proxies name whom they speak for. */
  enum Header {
    /** {@code X-Forwarded-For}, as nginx, Envoy and most load balancers write it. */
    X_FORWARDED_FOR,
    /** {@code Forwarded} (RFC 7239). */
    FORWARDED
  }

  /**
   * The one header that is read. The other is never looked at: a proxy that writes one passes the
   * other on as the client made it up.
   */
  @WithDefault("x-forwarded-for")
  Header header();

  /**
   * How many proxies stand before the service, one for an ingress, two for a CDN before it. No more
   * entries of the header are believed; 0 where clients connect directly.
   */
  @WithDefault("1")
  int hops();

  /**
   * From where a proxy may speak, as CIDR blocks. What comes from elsewhere is its own client, and
   * its header is ignored.
   */
  @WithDefault("127.0.0.0/8,::1/128,10.0.0.0/8,172.16.0.0/12,192.168.0.0/16,fc00::/7")
  List<String> trusted();
}
