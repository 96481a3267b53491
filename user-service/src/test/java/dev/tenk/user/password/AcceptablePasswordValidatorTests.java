package dev.tenk.user.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AcceptablePasswordValidatorTests {

  private static final String LENGTH = "must have 8 to 128 characters";
  private static final String COMMON = "must not be one of the commonest passwords";
  private static final String OWN = "must not be the handle or the e-mail address";

  private final AcceptablePasswordValidator validator =
      new AcceptablePasswordValidator(new CommonPasswords());

  @ParameterizedTest
  @MethodSource("choices")
  void objects(Choice choice, String objection) {
    assertThat(validator.objection(choice).orElse("none")).isEqualTo(objection);
  }

  static Stream<Object[]> choices() {
    return Stream.of(
        new Object[] {new Choice(null), "none"},
        new Object[] {new Choice("s7-Kq!p"), LENGTH},
        new Object[] {new Choice("s7-Kq!pz"), "none"},
        new Object[] {new Choice("\uD83D\uDC0E".repeat(7)), LENGTH},
        new Object[] {new Choice("\uD83D\uDC0E".repeat(8)), "none"},
        new Object[] {new Choice("x7".repeat(64)), "none"},
        new Object[] {new Choice("x7".repeat(64) + "y"), LENGTH},
        new Object[] {new Choice("e\u0301".repeat(128)), "none"},
        new Object[] {new Choice("password"), COMMON},
        new Object[] {new Choice("PassWord123"), COMMON},
        new Object[] {new Choice("ｐａｓｓｗｏｒｄ"), COMMON},
        new Object[] {new Choice("iloveyou"), COMMON},
        new Object[] {new Choice("Anna_From_Town"), OWN},
        new Object[] {new Choice("ANNA@mail.example"), OWN},
        new Object[] {new Choice("anna_from_town2"), "none"});
  }

  private record Choice(@Nullable String password) implements PasswordChoice {

    @Override
    public Stream<String> identifiers() {
      return Stream.of("anna_from_town", "anna@mail.example");
    }
  }
}
