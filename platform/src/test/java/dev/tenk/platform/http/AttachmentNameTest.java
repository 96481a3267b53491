package dev.tenk.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttachmentNameTest {

  @ParameterizedTest
  @CsvSource({
    "photo.jpg, photo.jpg, photo.jpg",
    "my photo.jpg, my photo.jpg, my%20photo.jpg",
    "Żółć.png, ____.png, %C5%BB%C3%B3%C5%82%C4%87.png",
    "🐎.gif, _.gif, %F0%9F%90%8E.gif",
    "'a\"b\\c%d;e''f.jpg', a_b_c_d_e'f.jpg, a%22b%5Cc%25d%3Be%27f.jpg",
    "€ rates (1)*.webp, _ rates (1)*.webp, %E2%82%AC%20rates%20%281%29%2A.webp",
  })
  void isSaidInAsciiAndAsItIs(String name, String ascii, String extended) {
    assertThat(AttachmentName.header(name))
        .isEqualTo("attachment; filename=\"%s\"; filename*=UTF-8''%s", ascii, extended);
  }

  @ParameterizedTest
  @CsvSource({"13", "10", "0", "127"})
  void aControlCharacterEndsNoField(int character) {
    assertThat(AttachmentName.header("a" + (char) character + "b"))
        .startsWith("attachment; filename=\"a_b\"; filename*=UTF-8''a%")
        .matches("[ -~]+");
  }
}
