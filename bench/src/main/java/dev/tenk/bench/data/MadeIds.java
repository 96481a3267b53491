package dev.tenk.bench.data;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/**
 * Ids that both a program and an SQL expression can tell from a number; in the shape of {@link
 * dev.tenk.platform.id.ShardedId}.
 */
public final class MadeIds {

  private static final long ACCOUNTS_MADE_AT = 1_700_000_000_000L;
  private static final long FIRST_MEDIUM_MADE_AT = 1_710_000_000_000L;
  private static final long MULTIPLIER = 2_654_435_761L;
  private static final int SHIFT = 7;
  private static final int BUCKET_MASK = 4095;
  private static final int RANDOM_DIGITS = 15;

  private MadeIds() {}

  /** The account of this number. */
  public static UUID account(long number) {
    return id(ACCOUNTS_MADE_AT, bucket(number), "owner" + number);
  }

  /** The medium of this number, which the account of this number owns. */
  public static UUID medium(long number, long owner) {
    return id(FIRST_MEDIUM_MADE_AT + number, bucket(owner), "medium" + number);
  }

  /** SQL: the id of the account whose number is the expression's value. */
  static String accountSql(String number) {
    return idSql("%d".formatted(ACCOUNTS_MADE_AT), bucketSql(number), "'owner' || " + number);
  }

  /** SQL: the id of the medium of one number that the account of another owns. */
  static String mediumSql(String number, String owner) {
    return idSql(FIRST_MEDIUM_MADE_AT + " + " + number, bucketSql(owner), "'medium' || " + number);
  }

  /** SQL: the bucket of the account whose number is the expression's value. */
  static String bucketSql(String number) {
    return "((%s)::bigint * %d >> %d & %d)".formatted(number, MULTIPLIER, SHIFT, BUCKET_MASK);
  }

  private static String idSql(String millis, String bucket, String seed) {
    return "(lpad(to_hex(%s), 12, '0') || '7' || lpad(to_hex(%s), 3, '0') || '8' || substr(md5(%s), 1, %d))::uuid"
        .formatted(millis, bucket, seed, RANDOM_DIGITS);
  }

  private static int bucket(long number) {
    return (int) (number * MULTIPLIER >> SHIFT & BUCKET_MASK);
  }

  private static UUID id(long millis, int bucket, String seed) {
    String hex = "%012x7%03x8%s".formatted(millis, bucket, md5(seed).substring(0, RANDOM_DIGITS));
    return new UUID(
        Long.parseUnsignedLong(hex, 0, 16, 16), Long.parseUnsignedLong(hex, 16, 32, 16));
  }

  private static String md5(String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
