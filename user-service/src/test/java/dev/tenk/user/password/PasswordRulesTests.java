package dev.tenk.user.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PasswordRulesTests {

  private static final String LENGTH = "must have 8 to 128 characters";
  private static final String COMMON = "must not be one of the commonest passwords";
  private static final String OWN = "must not be the handle or the e-mail address";

  private final PasswordRules rules = new PasswordRules(new CommonPasswords());

  @ParameterizedTest
  @MethodSource("choices")
  void objects(String password, String objection) {
    assertThat(
            rules
                .objection(password, Stream.of("anna_from_town", "anna@mail.example"))
                .orElse("none"))
        .isEqualTo(objection);
  }

  static Stream<Object[]> choices() {
    return Stream.of(
        new Object[] {"s7-Kq!p", LENGTH},
        new Object[] {"s7-Kq!pz", "none"},
        new Object[] {"\uD83D\uDC0E".repeat(7), LENGTH},
        new Object[] {"\uD83D\uDC0E".repeat(8), "none"},
        new Object[] {"x7".repeat(64), "none"},
        new Object[] {"x7".repeat(64) + "y", LENGTH},
        new Object[] {"e\u0301".repeat(128), "none"},
        new Object[] {"password", COMMON},
        new Object[] {"PassWord123", COMMON},
        new Object[] {"ｐａｓｓｗｏｒｄ", COMMON},
        new Object[] {"iloveyou", COMMON},
        new Object[] {"Anna_From_Town", OWN},
        new Object[] {"ANNA@mail.example", OWN},
        new Object[] {"anna_from_town2", "none"});
  }
}
