package dev.tenk.user.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaseFoldingTests {

  @ParameterizedTest
  @CsvSource({
    "Anna_9, anna_9",
    "ＡＮＮＡ, anna",
    "\u212A, k",
    "\u017F, s",
    "STRASSE, strasse",
    "straße, strasse",
    "ΟΔΥΣΣΕΥΣ, οδυσσευς",
    "ﬁn, fin",
    "M\u0131ke, m\u0131ke",
    "MIKE, mike"
  })
  void foldsWhatPeopleTakeForTheSame(String written, String folded) {
    // when
    String actual = CaseFolding.fold(written);

    // then
    assertThat(actual).isEqualTo(folded);
    assertThat(CaseFolding.fold(actual)).isEqualTo(folded);
  }

  @ParameterizedTest
  @CsvSource({"Ａnna, Anna", "e\u0301, \u00E9", "Ⅸ, IX"})
  void normalisesAndKeepsLetterCase(String written, String normal) {
    assertThat(CaseFolding.nfkc(written)).isEqualTo(normal);
  }
}
