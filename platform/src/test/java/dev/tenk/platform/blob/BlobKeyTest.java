package dev.tenk.platform.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlobKeyTest {

  @Test
  void isReadAsItIsWritten() {
    BlobKey key = new BlobKey("media", "0190", "abc.webp");

    assertThat(BlobKey.parse(key.toString())).isEqualTo(key);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a/b",
        "a/b/c/d",
        "../a/b",
        "a/../b",
        "a/b/..",
        "/a/b",
        "a//b",
        "a/b/c d",
        "A/b/c",
        ".staging/a/b",
        "a/b/c.webp.exe/"
      })
  void refusesKeysThatCouldLeaveTheirPlace(String text) {
    assertThatThrownBy(() -> BlobKey.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
