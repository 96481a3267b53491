package dev.tenk.user.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceNameTests {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0 | Firefox on Linux",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
            + " Chrome/140.0.0.0 Safari/537.36 Edg/140.0 | Edge on Windows",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like"
            + " Gecko) Version/18.5 Mobile/15E148 Safari/604.1 | Safari on iPhone",
        "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko)"
            + " Chrome/140.0.0.0 Mobile Safari/537.36 | Chrome on Android",
        "Photos/4.2 (iPad; iPadOS 18) | Photos on iPad",
        "curl/8.5.0 | curl"
      })
  void isWhatAPersonWouldSay(String userAgent, String name) {
    assertThat(DeviceName.of(userAgent)).isEqualTo(name);
  }

  @Test
  void isNothingWhereTheClientSaysNothing() {
    assertThat(DeviceName.of(null)).isNull();
    assertThat(DeviceName.of("")).isNull();
    assertThat(DeviceName.of("<script>")).isNull();
  }

  @Test
  void isBounded() {
    assertThat(DeviceName.of("a".repeat(500))).hasSize(80);
  }
}
