package dev.tenk.user.text;

import java.text.Normalizer;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes texts that people take for the same compare as equal: compatibility forms (full width,
 * ligatures) and letter case no longer differ.
 *
 * <p>Upper case and then lower case is the nearest to Unicode's full case folding without its
 * tables: {@code ß} and {@code SS}, {@code ſ} and {@code s} fold alike, in no locale. It differs in
 * one letter: the upper case of the dotless {@code ı} is {@code I}, and so would a mailbox of that
 * name be taken for another's. It stays what it is, as Unicode's tables have it.
 */
public final class CaseFolding {

  private static final String DOTLESS_I = "\u0131";

  private CaseFolding() {}

  /** The text in NFKC, case-folded; equal for texts that differ in form alone. */
  public static String fold(String text) {
    String folded =
        Stream.of(nfkc(text).split(DOTLESS_I, -1))
            .map(part -> part.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(DOTLESS_I));
    return nfkc(folded);
  }

  /** The text in Unicode's normalisation form KC, its letter case kept. */
  public static String nfkc(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC);
  }
}
