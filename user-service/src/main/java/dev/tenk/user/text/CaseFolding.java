package dev.tenk.user.text;

import java.text.Normalizer;
import java.util.Locale;

/**
 * Makes texts that people take for the same compare as equal: compatibility forms (full width,
 * ligatures) and letter case no longer differ.
 *
 * <p>Upper case and then lower case is the nearest to Unicode's full case folding without its
 * tables: {@code ß} and {@code SS}, {@code ſ} and {@code s} fold alike, in no locale.
 */
public final class CaseFolding {

  private CaseFolding() {}

  /** The text in NFKC, case-folded; equal for texts that differ in form alone. */
  public static String fold(String text) {
    String folded = nfkc(text).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    return nfkc(folded);
  }

  /** The text in Unicode's normalisation form KC, its letter case kept. */
  public static String nfkc(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC);
  }
}
