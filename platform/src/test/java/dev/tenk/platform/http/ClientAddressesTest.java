package dev.tenk.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tenk.platform.http.ProxyConfig.Header;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressesTest {

  private static final String INGRESS = "10.1.2.3";

  @Test
  void takesTheConnectionsAddressFromAStranger() {
    assertThat(address(1, "203.0.113.9", "198.51.100.1")).isEqualTo("203.0.113.9");
  }

  @Test
  void takesTheLastEntryFromTheIngressWhateverTheClientWroteBefore() {
    assertThat(address(1, INGRESS, "203.0.113.9")).isEqualTo("203.0.113.9");
    assertThat(address(1, INGRESS, "1.1.1.1, 10.0.0.1, 203.0.113.9")).isEqualTo("203.0.113.9");
    assertThat(address(1, INGRESS, "1.1.1.1", "2.2.2.2", "203.0.113.9")).isEqualTo("203.0.113.9");
    assertThat(address(1, INGRESS, "1.1.1.1, 192.168.7.7")).isEqualTo("192.168.7.7");
  }

  @Test
  void goesBackAsManyHopsAsThereAreTrustedProxies() {
    assertThat(address(2, INGRESS, "6.6.6.6, 203.0.113.9, 10.9.9.9")).isEqualTo("203.0.113.9");
    // the one before the ingress is no proxy of ours: it is the client
    assertThat(address(2, INGRESS, "6.6.6.6, 203.0.113.9")).isEqualTo("203.0.113.9");
    assertThat(address(0, INGRESS, "6.6.6.6")).isEqualTo(INGRESS);
    assertThat(address(1, INGRESS)).isEqualTo(INGRESS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "unknown", "_hidden", "example.com", "1", "[::1", "fe80::1%eth0", "1.2.3.4.5"})
  void staysAtTheProxyWhereItNamesNoAddress(String entry) {
    assertThat(address(1, INGRESS, "6.6.6.6, " + entry)).isEqualTo(INGRESS);
  }

  @ParameterizedTest
  @CsvSource({
    "203.0.113.9:4711, 203.0.113.9",
    "[2001:db8::7]:4711, 2001:db8:0:0:0:0:0:7",
    "2001:db8::7, 2001:db8:0:0:0:0:0:7",
    "::ffff:203.0.113.9, 203.0.113.9"
  })
  void readsTheFormsThatProxiesWrite(String entry, String expected) {
    assertThat(address(1, INGRESS, entry)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "for=6.6.6.6, for=203.0.113.9;proto=https | 203.0.113.9",
        "For=\"[2001:db8::7]:4711\";by=10.0.0.1 | 2001:db8:0:0:0:0:0:7",
        "proto=https;for=203.0.113.9 | 203.0.113.9",
        "for=unknown | 10.1.2.3",
        "proto=https | 10.1.2.3"
      })
  void readsForwarded(String line, String expected) {
    assertThat(
            new ClientAddresses(new Config(Header.FORWARDED, 1), new CurrentVertxRequest())
                .find(INGRESS, List.of(line))
                .text())
        .isEqualTo(expected);
  }

  @Test
  void countsAnIpv6ClientByItsNetwork() {
    ClientAddresses addresses = addresses(1);

    assertThat(addresses.find(INGRESS, List.of("2001:db8:1:2:3:4:5:6")).network())
        .isEqualTo("2001:db8:1:2:0:0:0:0/64")
        .isEqualTo(addresses.find(INGRESS, List.of("2001:db8:1:2:ffff::1")).network());
    assertThat(addresses.find(INGRESS, List.of("203.0.113.9")).network()).isEqualTo("203.0.113.9");
  }

  @Test
  void comparesBlocksBitByBit() {
    AddressBlock block = AddressBlock.parse("172.16.0.0/12");

    assertThat(block.contains(AddressBlock.parse("172.31.255.255").base())).isTrue();
    assertThat(block.contains(AddressBlock.parse("172.32.0.0").base())).isFalse();
    assertThat(block.contains(AddressBlock.parse("::1").base())).isFalse();
    assertThat(AddressBlock.parse("0.0.0.0/0").contains(block.base())).isTrue();
    assertThatThrownBy(() -> AddressBlock.parse("10.0.0.0/33"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static String address(int hops, String peer, String... lines) {
    return addresses(hops).find(peer, List.of(lines)).text();
  }

  private static ClientAddresses addresses(int hops) {
    return new ClientAddresses(new Config(Header.X_FORWARDED_FOR, hops), new CurrentVertxRequest());
  }

  private record Config(Header header, int hops) implements ProxyConfig {

    @Override
    public List<String> trusted() {
      return List.of("127.0.0.0/8", "10.0.0.0/8", "192.168.0.0/16");
    }
  }
}
