package dev.tenk.user.mail;

import dev.tenk.platform.id.ShardedId;
import dev.tenk.platform.id.ShardedIds;
import io.agroal.api.AgroalDataSource;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that are sent by mail: good once, for a while, for one purpose.
 *
 * <p>A token is an id, whose bucket finds its row, and 32 random bytes; the row holds their SHA-256
 * alone, so that who reads the database can use none. All methods block and join the caller's
 * transaction.
 */
@Singleton
public class MailTokens {

  private static final int ID_BYTES = 16;
  private static final int SECRET_BYTES = 32;
  private static final String INSERT =
      "insert into mail_token (bucket, id, hash, purpose, account, address, expires_at)"
          + " values (?, ?, ?, ?, ?, ?, ?)";
  private static final String MATCH =
      " where bucket = ? and id = ? and hash = ? and purpose = any(?) and expires_at > ?";
  private static final String FIND = "select purpose, account, address from mail_token" + MATCH;
  private static final String REDEEM =
      "delete from mail_token" + MATCH + " returning purpose, account, address";
  private static final String WITHDRAW =
      "delete from mail_token where bucket = ? and account = ? and purpose = any(?)";
  private static final String EXPIRED =
      "delete from mail_token where expires_at < now() - interval '1 day'";

  private final AgroalDataSource dataSource;
  private final ShardedIds ids;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  MailTokens(AgroalDataSource dataSource, ShardedIds ids, InstantSource clock) {
    this.dataSource = dataSource;
    this.ids = ids;
    this.clock = clock;
  }

  /** A new token as text of 64 characters, safe in a URL. */
  public String issue(MailToken token, Duration lifetime) {
    ShardedId id = ids.newOwnedBy(token.account());
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    try (Connection connection = dataSource.getConnection();
        PreparedStatement insert = connection.prepareStatement(INSERT)) {
      insert.setShort(1, id.bucket());
      insert.setObject(2, id.value());
      insert.setBytes(3, sha256(secret));
      insert.setString(4, token.purpose().name());
      insert.setObject(5, token.account().value());
      insert.setString(6, token.address());
      insert.setObject(7, clock.instant().plus(lifetime).atOffset(ZoneOffset.UTC));
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("a token cannot be stored", e);
    }
    byte[] all =
        ByteBuffer.allocate(ID_BYTES + SECRET_BYTES)
            .putLong(id.value().getMostSignificantBits())
            .putLong(id.value().getLeastSignificantBits())
            .put(secret)
            .array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
  }

  /** What the token proves, without using it up. */
  public Optional<MailToken> find(String text, Set<MailToken.Purpose> purposes) {
    return match(FIND, text, purposes);
  }

  /** What the token proves; from then on it proves nothing. */
  public Optional<MailToken> redeem(String text, Set<MailToken.Purpose> purposes) {
    return match(REDEEM, text, purposes);
  }

  /** Makes the account's tokens for these purposes worthless. */
  public void withdraw(ShardedId account, Set<MailToken.Purpose> purposes) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement delete = connection.prepareStatement(WITHDRAW)) {
      delete.setShort(1, account.bucket());
      delete.setObject(2, account.value());
      delete.setArray(3, connection.createArrayOf("text", names(purposes)));
      delete.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("tokens cannot be withdrawn", e);
    }
  }

  /** Deletes what expired long ago, of all accounts; answers how many. */
  public int deleteExpired() {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement delete = connection.prepareStatement(EXPIRED)) {
      return delete.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("expired tokens cannot be deleted", e);
    }
  }

  private Optional<MailToken> match(String sql, String text, Set<MailToken.Purpose> purposes) {
    byte[] all = decode(text);
    if (all == null) {
      return Optional.empty();
    }
    ByteBuffer bytes = ByteBuffer.wrap(all);
    UUID id = new UUID(bytes.getLong(), bytes.getLong());
    if (id.version() != 7 || id.variant() != 2) {
      return Optional.empty();
    }
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setShort(1, new ShardedId(id).bucket());
      statement.setObject(2, id);
      statement.setBytes(3, sha256(Arrays.copyOfRange(all, ID_BYTES, all.length)));
      statement.setArray(4, connection.createArrayOf("text", names(purposes)));
      statement.setObject(5, clock.instant().atOffset(ZoneOffset.UTC));
      try (ResultSet row = statement.executeQuery()) {
        return row.next()
            ? Optional.of(
                new MailToken(
                    MailToken.Purpose.valueOf(row.getString(1)),
                    new ShardedId(row.getObject(2, UUID.class)),
                    row.getString(3)))
            : Optional.empty();
      }
    } catch (SQLException e) {
      throw new IllegalStateException("a token cannot be looked up", e);
    }
  }

  private static Object[] names(Set<MailToken.Purpose> purposes) {
    return purposes.stream().map(Enum::name).toArray();
  }

  private static byte @Nullable [] decode(String text) {
    try {
      byte[] all = Base64.getUrlDecoder().decode(text);
      return all.length == ID_BYTES + SECRET_BYTES ? all : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static byte[] sha256(byte[] secret) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(secret);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
