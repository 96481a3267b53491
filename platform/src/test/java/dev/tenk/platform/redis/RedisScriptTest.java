package dev.tenk.platform.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedisScriptTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NOSCRIPT No matching script. Please use EVAL.",
        "ERR [0] NOSCRIPT No matching script.",
        "ERR [0]WRONGTYPE Operation against a key\nERR [1]NOSCRIPT No matching script."
      })
  void isUnknownToAServerThatSaysSoOfAnyOfTheCallsThatWereSentTogether(String message) {
    assertThat(RedisScript.isUnknown(new IllegalStateException(message))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"READONLY You can't write against a read only replica.", "CLOSED"})
  void isNotUnknownWhereSomethingElseFails(String message) {
    assertThat(RedisScript.isUnknown(new IllegalStateException(message))).isFalse();
    assertThat(RedisScript.isUnknown(new IllegalStateException())).isFalse();
  }
}
