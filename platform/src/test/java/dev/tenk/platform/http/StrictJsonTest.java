package dev.tenk.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {

  private final ObjectMapper mapper = new ObjectMapper();

  StrictJsonTest() {
    new StrictJson().customize(mapper);
  }

  record Note(String text, List<String> tags) {}

  @Test
  void readsEveryCharacterThatThereIs() throws JsonProcessingException {
    String json = "{\"text\":\"\\u0001\\ud83d\\udc0e\\uffff\",\"tags\":[\"\\ud83d\\udc0e\"]}";

    assertThat(mapper.readValue(json, Note.class))
        .isEqualTo(new Note("\u0001\uD83D\uDC0E\uFFFF", List.of("\uD83D\uDC0E")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"text\":\"a\\u0000b\"}",
        "{\"text\":\"\\ud83d\"}",
        "{\"text\":\"\\udc0e\\ud83d\"}",
        "{\"tags\":[\"\\u0000\"]}",
        "{\"text\":1}",
        "{\"text\":true}",
        "{\"text\":\"a\"} {}",
        "{\"text\":[\"a\"]}"
      })
  void refusesWhatNobodyCanKeepOrMean(String json) {
    assertThatThrownBy(() -> mapper.readValue(json, Note.class))
        .isInstanceOf(MismatchedInputException.class);
  }
}
